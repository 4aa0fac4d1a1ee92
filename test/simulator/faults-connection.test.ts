import { connect } from "node:net";
import { expect, test } from "@jest/globals";
import { delayOf } from "../../simulator/faults/before.ts";
import { createChance } from "../../simulator/faults/chance.ts";
import { faultBench, jsonOf } from "./faultBench.ts";
import { headersOf, until } from "./raw.ts";

test("dropBefore and dropAfter close the connection without a byte, before or after it happens", async () => {
  const { arm, add, added, lastCall } = await faultBench();
  arm({ dropBefore: true });
  expect(await add()).toMatchObject({ heads: [], end: "closed" });
  expect([added(), lastCall()?.status, lastCall()?.carriedOut]).toEqual([0, 0, false]);
  arm({ dropAfter: true });
  expect(await add()).toMatchObject({ heads: [], end: "closed" });
  expect([added(), lastCall()?.status, lastCall()?.carriedOut]).toEqual([1, 0, true]);
});

test("dropAfter cuts also an answer that would have been a refusal, and the ledger says that nothing was done", async () => {
  const { arm, add, lastCall } = await faultBench();
  await add();
  arm({ dropAfter: true });
  expect(await add()).toMatchObject({ heads: [], end: "closed" });
  expect(lastCall()).toMatchObject({ status: 0, fault: "dropAfter", carriedOut: false });
});

test("reset resets the connection, before or after it happens", async () => {
  const { arm, add, added, lastCall } = await faultBench();
  arm({ reset: "before" });
  expect((await add()).end).toBe("ECONNRESET");
  expect([added(), lastCall()?.carriedOut]).toEqual([0, false]);
  arm({ reset: "after" });
  expect((await add()).end).toBe("ECONNRESET");
  expect([added(), lastCall()?.carriedOut]).toEqual([1, true]);
});

test("cutBody ends the answer in the middle of its body, in order, with a reset, or in silence", async () => {
  const { at, arm, show, showCall, lastCall } = await faultBench();
  const whole = (await show()).body;
  arm({ cutBody: { sent: 10, end: "close" } });
  const closed = await show();
  expect([closed.body.toString(), closed.end]).toEqual([whole.subarray(0, 10).toString(), "closed"]);
  expect(headersOf(closed, "content-length")).toEqual([`${whole.length}`]);
  arm({ cutBody: { end: "reset" } });
  const reset = await show();
  expect([reset.status, reset.body.length, reset.end]).toEqual([200, Math.floor(whole.length / 2), "ECONNRESET"]);
  expect(lastCall()).toMatchObject({ status: 200, fault: "cutBody", carriedOut: true });
  const silence = at.simulator.fault({ effect: { cutBody: { end: "silence" } } });
  const { reply } = showCall();
  await at.simulator.whenHeld(1);
  at.simulator.disarm(silence.id);
  expect((await reply).body.length).toBe(Math.floor(whole.length / 2));
  arm({ cutBody: { sent: 1_000_000, end: "close" } });
  expect((await show()).body.length).toBe(whole.length - 1);
});

test("slow sends an answer a few bytes at a time", async () => {
  const { arm, show, showCall } = await faultBench();
  const whole = (await show()).body;
  arm({ slow: { bytes: 200, everyMs: 1, head: true } });
  const { socket, reply } = showCall();
  const pieces: number[] = [];
  socket.on("data", ({ length }) => pieces.push(length));
  expect((await reply).body).toEqual(whole);
  expect(pieces.length).toBeGreaterThan(3);
});

test("closeMs and http10 answer without a length; what ends the body is the end of the connection", async () => {
  const { arm, show } = await faultBench();
  const whole = (await show()).body;
  for (const [effect, version] of [
    [{ closeMs: 5 }, "HTTP/1.1"],
    [{ http10: true }, "HTTP/1.0"],
  ] as const) {
    arm(effect);
    const reply = await show();
    expect(reply.heads[0]?.[0]).toBe(`${version} 200 OK`);
    expect([headersOf(reply, "content-length"), reply.body, reply.end]).toEqual([[], whole, "closed"]);
  }
});

test("informational puts a 1xx before the answer", async () => {
  const { arm, show } = await faultBench();
  for (const informational of [100, 102, 103] as const) {
    arm({ informational });
    const { heads, body } = await show();
    expect(heads.map(([first]) => first?.slice(9, 12))).toEqual([`${informational}`, "200"]);
    expect(JSON.parse(body.toString())).toMatchObject({ name: "office" });
  }
});

test("chunked sends whole, broken or unended chunks", async () => {
  const { arm, show } = await faultBench();
  const whole = (await show()).body;
  const bodies: Record<string, string> = {};
  for (const chunked of ["whole", "broken", "unended"] as const) {
    arm({ chunked });
    const reply = await show();
    expect(headersOf(reply, "transfer-encoding")).toEqual(["chunked"]);
    bodies[chunked] = reply.body.toString().replace(whole.toString(), "…");
  }
  const size = whole.length.toString(16);
  expect(bodies).toEqual({
    whole: `${size}\r\n…\r\n0\r\n\r\n`,
    broken: "not-a-number\r\n…\r\n",
    unended: `${size}\r\n…\r\n`,
  });
});

test("downMs cuts every connection and refuses new ones, until its time is over or it is cleared", async () => {
  const { at, arm, add, added, show, showCall, lastCall } = await faultBench();
  arm({ hold: true });
  const bystander = showCall();
  await at.simulator.whenHeld(1);
  arm({ downMs: 60_000 }, { route: "AddDesktopPoolVolumes" });
  expect(await add()).toMatchObject({ heads: [] });
  expect((await bystander.reply).heads).toEqual([]);
  expect([added(), lastCall()?.carriedOut]).toEqual([0, false]);
  expect((await show()).end).toBe("ECONNREFUSED");
  at.simulator.clearFaults();
  await backAgain(at.simulator.url);
  expect((await show()).status).toBe(200);
  arm({ downMs: 1 });
  await show();
  await backAgain(at.simulator.url);
  expect((await show()).status).toBe(200);
});

/** Connects again and again until somebody listens. */
async function backAgain(url: string): Promise<void> {
  const { port, hostname } = new URL(url);
  const listens = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.on("connect", () => resolve(true) ?? socket.destroy());
      socket.on("error", () => resolve(false));
    });
  while (!(await listens()));
}

test("a simulator that is down can be closed", async () => {
  const { at, arm, show } = await faultBench();
  arm({ downMs: 60_000 });
  await show();
  await at.simulator.close();
  expect((await show()).end).toBe("ECONNREFUSED");
});

test("stall never answers: the connection is cut when the fault is cleared", async () => {
  const { at, arm, addCall, added, lastCall } = await faultBench();
  for (const [after, carriedOut, count] of [
    [false, false, 0],
    [true, true, 1],
  ] as const) {
    arm({ stall: true, after });
    const { reply } = addCall();
    await at.simulator.whenHeld(1);
    expect([added(), lastCall()?.carriedOut]).toEqual([count, carriedOut]);
    at.simulator.clearFaults();
    expect((await reply).heads).toEqual([]);
  }
});

test("a stalled caller who hangs up is let go, and the simulator goes on", async () => {
  const { at, arm, addCall, show } = await faultBench();
  arm({ stall: true });
  const { socket } = addCall();
  await at.simulator.whenHeld(1);
  socket.destroy();
  await at.simulator.whenHeld(0);
  expect(jsonOf(await show())).toMatchObject({ name: "office", status: "STEADY" });
});

test("delayMs waits for a time that the seed chooses, and no longer than the fault is armed", async () => {
  const { at, arm, show, showCall } = await faultBench();
  arm({ delayMs: { from: 0, to: 3 } }, { times: "always" });
  expect((await show()).status).toBe(200);
  at.simulator.clearFaults();
  const fault = arm({ delayMs: 3_600_000 });
  const { reply } = showCall();
  await until(() => at.simulator.faults()[0]?.played === 1);
  at.simulator.disarm(fault.id);
  expect((await reply).status).toBe(200);
});

test("a delay between two times is thrown from the seed: the same in every run, and every time in between comes up", () => {
  const effect = { delayMs: { from: 100, to: 103 } };
  const thrown = (seed: string) =>
    Array.from({ length: 60 }, (_, met) => delayOf(createChance(seed), { id: 1, met }, effect));
  expect(thrown("1")).toEqual(thrown("1"));
  expect(thrown("1")).not.toEqual(thrown("2"));
  expect([...new Set(thrown("1"))].sort()).toEqual([100, 101, 102, 103]);
});
