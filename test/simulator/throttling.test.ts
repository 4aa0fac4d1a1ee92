import { expect, test } from "@jest/globals";
import { startSimulator } from "../../simulator/index.ts";
import { bench, officeBody } from "./client.ts";
import { type Signing, signed } from "./sign.ts";

test("throttling=documented lets 100 writes of one call through in a minute of the service", async () => {
  const at = await bench({ dialects: { throttling: "documented" } });
  const create = () => at.send("POST", "/desktop-pools", { ...officeBody, name: "none_such" });
  for (let call = 1; call <= 100; call += 1) expect((await create()).status).toBe(400);
  expect((await create()).body).toEqual({
    error_code: "APIGW.0308",
    error_msg: "The throttling threshold has been reached: policy user over ratelimit,limit:100,time:1 minute",
  });
  const refused = at.simulator.ledger().calls.at(-1);
  expect([refused?.status, refused?.errorCode]).toEqual([429, "APIGW.0308"]);
  expect((await at.send("GET", "/desktop-pools")).status).toBe(200);
  at.pass(59);
  expect((await create()).status).toBe(429);
  at.pass(1);
  expect((await create()).status).toBe(400);
});

test("a rate of one's own holds for reads and writes, refuses before anything happens, and a reset forgets the count", async () => {
  const at = await bench({ rate: 1 });
  expect((await at.send("POST", "/desktop-pools", officeBody)).status).toBe(200);
  expect((await at.send("POST", "/desktop-pools", { ...officeBody, name: "second" })).status).toBe(429);
  expect((await at.send("GET", "/desktop-pools")).body.total_count).toBe(1);
  expect((await at.send("GET", "/desktop-pools")).status).toBe(429);
  expect((await at.send("GET", "/_sim/ledger")).status).toBe(200);
  expect(at.simulator.state().pools).toHaveLength(1);
  await at.send("POST", "/_sim/reset");
  expect((await at.send("GET", "/desktop-pools")).body.total_count).toBe(0);
});

test("each user has a count of its own", async () => {
  const at = await bench({ auth: "strict", rate: 1 });
  const list = (signing: Signing = {}) => signed(at, `${at.base}/desktop-pools`, signing);
  const reader = { key: "SIMULATORREADERAK", secret: "simulator-reader-secret-key" };
  const replies = [await list(), await list(), await list(reader), await list(reader)];
  expect(replies.map(({ status }) => status)).toEqual([200, 429, 200, 429]);
});

test("a rate below one is refused", async () => {
  await expect(startSimulator({ rate: 0 })).rejects.toThrow(/^rate: 0 is not a whole number from 1 to 1000000$/);
});
