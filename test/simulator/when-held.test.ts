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
