import { expect, test } from "@jest/globals";
import { type Bench, bench } from "./client.ts";
import { signed } from "./sign.ts";

const tokenBody = {
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: "simulator", password: "simulator-password", domain: { name: "simulator" } } },
    },
    scope: { project: { name: "ap-southeast-1" } },
  },
};

async function tokenOf(at: Bench): Promise<string> {
  const { headers } = await at.send("POST", "/v3/auth/tokens", tokenBody);
  return headers.get("x-subject-token") ?? "";
}

const pools = async (at: Bench, token: string) => {
  const { status, body } = await at.send("GET", "/desktop-pools", undefined, { "x-auth-token": token });
  return [status, body.error_code];
};

const refused = [401, "APIGW.0301"];
const letIn = [200, undefined];

test("expireToken ends the token of one call, or all that were given out; a new one is good", async () => {
  const at = await bench({ auth: "strict" });
  const [one, two] = [await tokenOf(at), await tokenOf(at)];
  at.simulator.fault({ route: "ListDesktopPools", nth: 2, effect: { expireToken: "this" } });
  expect([await pools(at, one), await pools(at, one), await pools(at, one)]).toEqual([letIn, refused, refused]);
  expect(await pools(at, two)).toEqual(letIn);
  at.simulator.fault({ effect: { expireToken: "all" } });
  expect([await pools(at, two), await pools(at, two)]).toEqual([refused, refused]);
  expect(await pools(at, await tokenOf(at))).toEqual(letIn);
  const [call] = at.simulator.ledger().calls.filter(({ fault }) => fault === "expireToken");
  expect(call).toMatchObject({ actor: "simulator", status: 401, carriedOut: false });
});

test("a signature can be refused all of a sudden, and is good again afterwards", async () => {
  const at = await bench({ auth: "strict" });
  const list = async () => {
    const { status, body } = await signed(at, `${at.base}/desktop-pools`);
    return [status, body.error_code];
  };
  for (const code of ["APIGW.0301", "APIGW.0303"]) {
    at.simulator.fault({ nth: 2, effect: { refusal: { code } } });
    expect([await list(), await list(), await list()]).toEqual([letIn, [401, code], letIn]);
  }
});

test("clockOffSeconds moves the Date of answers and the instant by which signatures are judged", async () => {
  const at = await bench({ auth: "strict" });
  const list = (skewMs = 0) => signed(at, `${at.base}/desktop-pools`, { skewMs });
  at.simulator.fault({ times: "always", effect: { clockOffSeconds: 3600 } });
  const off = await list();
  expect([off.status, off.body.error_code, off.headers.get("date")]).toEqual([
    401,
    "APIGW.0301",
    "Sun, 01 Mar 2026 09:00:00 GMT",
  ]);
  const right = await list(3_600_000);
  expect([right.status, right.headers.get("date")]).toEqual([200, "Sun, 01 Mar 2026 09:00:00 GMT"]);
  at.simulator.clearFaults();
  at.simulator.fault({ times: "always", effect: { clockOffSeconds: -600 } });
  expect([(await list()).status, (await list(-1_400_000)).status, (await list(400_000)).status]).toEqual([
    200, 200, 401,
  ]);
  at.simulator.clearFaults();
  const plain = await list();
  expect([plain.status, plain.headers.get("date")]).toEqual([200, "Sun, 01 Mar 2026 08:00:00 GMT"]);
});

test("several clockOffSeconds on one call add up, for its Date and for its signature", async () => {
  const at = await bench({ auth: "strict" });
  const list = (skewMs: number) => signed(at, `${at.base}/desktop-pools`, { skewMs });
  at.simulator.fault({ times: "always", effect: { clockOffSeconds: 3600 } });
  at.simulator.fault({ times: "always", also: true, effect: { clockOffSeconds: 1800 } });
  const [right, wrong] = [await list(5_400_000), await list(1_800_000)];
  expect([right.status, wrong.status]).toEqual([200, 401]);
  for (const { headers } of [right, wrong]) expect(headers.get("date")).toBe("Sun, 01 Mar 2026 09:30:00 GMT");
});

test("by a clock that is a day ahead a token has expired, and afterwards it has not", async () => {
  const at = await bench({ auth: "strict" });
  const token = await tokenOf(at);
  at.simulator.fault({ effect: { clockOffSeconds: 24 * 3600 + 1 } });
  expect([await pools(at, token), await pools(at, token)]).toEqual([refused, letIn]);
});
