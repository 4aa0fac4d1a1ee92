/** A test that waits for a call to be held is told so by the simulator, and need not ask again and again. */
import { expect, test } from "@jest/globals";
import { bench, disks, office } from "./client.ts";

test("whoever waits for held calls hears of the second one, and of none being left", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  at.simulator.fault({ route: "AddDesktopPoolVolumes", times: 2, effect: { holdBefore: true } });
  const add = () => at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(50) });
  const heard: string[] = [];
  const two = at.simulator.whenHeld(2).then(() => heard.push("two"));
  const first = add();
  await at.simulator.whenHeld(1);
  expect(heard).toEqual([]);
  const second = add();
  await two;
  const none = at.simulator.whenHeld(0).then(() => heard.push("none"));
  expect(heard).toEqual(["two"]);
  at.simulator.clearFaults();
  await Promise.all([none, first, second]);
  expect(heard).toEqual(["two", "none"]);
});

test.each(["more calls than ever come", "none, while one is held"])(
  "whoever waits for %s is told when the simulator closes, and so is whoever asks after that",
  async (what) => {
    const at = await bench();
    const { poolId } = await office(at);
    const calls = what.startsWith("none") ? 0 : 2;
    at.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { holdBefore: true } });
    const held = at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(50) });
    await at.simulator.whenHeld(1);
    const ended = at.simulator.whenHeld(calls).then(
      () => "reached",
      (error: unknown) => String(error),
    );
    await at.simulator.close();
    await held.catch(() => undefined);
    // Held calls are let go first, so that none is held is true for a moment.
    expect(await ended).toBe(
      calls === 0
        ? "reached"
        : "Error: whenHeld(2): the simulator was closed before 2 calls were held; when it closed, 1 was. Was the call sent, and is a fault with `hold` or `holdBefore` armed that it meets?",
    );
    await expect(at.simulator.whenHeld(1)).rejects.toThrow("the simulator was closed before 1 call was held");
    await at.simulator.whenHeld(0);
  },
);

test("whoever has long gone on hears nothing of a wait that the closing ends", async () => {
  const at = await bench();
  const told: unknown[] = [];
  const listen = (error: unknown) => told.push(error);
  process.once("unhandledRejection", listen);
  void at.simulator.whenHeld(1);
  await at.simulator.close();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", listen);
  expect(told).toEqual([]);
});
