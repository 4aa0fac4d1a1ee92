import { expect, test } from "@jest/globals";
import { startSimulator } from "../../simulator/index.ts";
import { createClock } from "../../simulator/time/clock.ts";
import { bench, officeBody, send } from "./client.ts";
import { signed } from "./sign.ts";

test("a manual clock can begin at an instant and be moved to one, forwards only", async () => {
  const simulator = await startSimulator({ time: "manual@2026-03-01T08:00:00Z", auth: "off", jobSeconds: 60 });
  const move = (body: unknown) => send(simulator.url, "POST", "/_sim/clock", body);
  const clock = async () => (await send(simulator.url, "GET", "/_sim/clock")).body;
  expect(await clock()).toEqual({ now: "2026-03-01T08:00:00.000Z", time: "manual", jobSeconds: 60 });
  const pools = `/v2/${simulator.tenant.projectId}/desktop-pools`;
  await send(simulator.url, "POST", pools, officeBody);
  expect((await move({ now: "2026-03-01T08:00:59Z" })).body.now).toBe("2026-03-01T08:00:59.000Z");
  const status = async () => (await send(simulator.url, "GET", pools)).body.desktop_pools[0].status;
  expect(await status()).toBe("TEMPORARY");
  await move({ now: "2026-03-01T08:01:00Z" });
  expect(await status()).toBe("STEADY");
  const refused = [];
  for (const body of [{ now: "2026-03-01T08:00:00Z" }, { now: "noon" }, { now: 1 }, { advanceSeconds: 1, now: "x" }]) {
    const reply = await move(body);
    refused.push([reply.status, reply.body.error_msg]);
  }
  expect(refused).toEqual([
    [400, "now: 2026-03-01T08:00:00Z is before 2026-03-01T08:01:00.000Z, and time goes forwards"],
    [400, 'now: "noon" is not an instant such as 2026-03-01T08:00:00Z'],
    [400, "now: must be string"],
    [400, "either advanceSeconds or now is given"],
  ]);
  expect((await clock()).now).toBe("2026-03-01T08:01:00.000Z");
  await simulator.close();
});

test("time can be scaled by other numbers than sixty", () => {
  expect(["x1", "x60", "x0.5", "x10000"].map((time) => createClock({ time: time as "x1" }).mode)).toEqual([
    "x1",
    "x60",
    "x0.5",
    "x10000",
  ]);
});

test.each([
  ["x0", /Allowed: real, xN with N up to 10000 \(x60\), manual, manual@INSTANT/],
  ["x10001", /Allowed: real/],
  ["x-1", /Allowed: real/],
  ["fast", /time "fast" is not known/],
  ["manual@noon", /"noon" is not an instant such as/],
])("time %s is refused with what is allowed", async (time, message) => {
  await expect(startSimulator({ time: time as "real" })).rejects.toThrow(message);
});

test("clockOffset puts the service's clock off: its dates are wrong, and it takes right signatures for stale ones", async () => {
  const at = await bench({ auth: "strict", clockOffset: 16 * 60 });
  const path = `${at.base}/desktop-pools`;
  const reply = await signed(at, path);
  expect([reply.status, reply.body.error_msg]).toEqual([401, expect.stringMatching(/15 minutes/)]);
  expect(reply.headers.get("date")).toBe("Sun, 01 Mar 2026 08:16:00 GMT");
  expect((await signed(at, path, { skewMs: 16 * 60_000 })).status).toBe(200);
  const behind = await bench({ auth: "strict", clockOffset: -16 * 60 });
  expect((await signed(behind, path)).status).toBe(401);
});
