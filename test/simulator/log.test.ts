import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "@jest/globals";
import { startSimulator } from "../../simulator/index.ts";
import { listening, start } from "./command.ts";

const pools = "/v2/0123456789abcdef0123456789abcdef/desktop-pools";

/** Runs the command with a log, makes a few calls, and gives the lines. */
async function linesOf(form: string): Promise<string[]> {
  const run = start("--auth", "off", "--time", "manual@2026-03-01T08:00:00Z", "--log", form);
  const url = await listening(run);
  const post = (path: string, body: unknown) => fetch(url + path, { method: "POST", body: JSON.stringify(body) });
  await (await fetch(`${url}${pools}?name=a&token=very-secret`, { headers: { "x-auth-token": "very-secret" } })).text();
  await (await post("/_sim/faults", { effect: { dropAfter: true } })).text();
  await expect(fetch(url + pools)).rejects.toThrow();
  await (await post("/v3/auth/tokens", { auth: { password: "very-secret" } })).text();
  await (await fetch(`${url}/_sim/clock`)).text();
  run.child.kill("SIGTERM");
  await run.ended;
  return run.output.err.trim().split("\n");
}

test("--log json writes one line of JSON for each request, without secrets and without looks at the simulator", async () => {
  const lines = await linesOf("json");
  expect(lines.join()).not.toContain("very-secret");
  const told = lines.map((line) => JSON.parse(line));
  expect(told).toEqual([
    {
      time: "2026-03-01T08:00:00.000Z",
      method: "GET",
      path: pools,
      query: { name: "a", token: "***" },
      status: 200,
      ms: expect.any(Number),
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      operation: "ListDesktopPools",
      actor: "anonymous",
    },
    expect.objectContaining({ method: "POST", path: "/_sim/faults", status: 201 }),
    expect.objectContaining({ operation: "ListDesktopPools", status: 0, fault: "dropAfter" }),
    expect.objectContaining({ operation: "KeystoneCreateUserTokenByPassword", path: "/v3/auth/tokens", status: 400 }),
  ]);
});

test("--log text says the same in words", async () => {
  const [first, , cut] = await linesOf("text");
  expect(first).toMatch(
    /^2026-03-01T08:00:00.000Z GET \/v2\/\w+\/desktop-pools \{"name":"a","token":"\*{3}"\} 200 [\d.]+ms \w{32} ListDesktopPools anonymous$/,
  );
  expect(cut).toMatch(/ cut [\d.]+ms \w{32} ListDesktopPools anonymous fault=dropAfter$/);
});

test("an unknown form of the log is refused with those that are known", async () => {
  await expect(startSimulator({ log: "xml" as "off" })).rejects.toThrow(/"xml" is not known. Allowed: off, text, json/);
});

test("without --log nothing is written but where it listens", async () => {
  const run = start("--auth", "off");
  const url = await listening(run);
  await (await fetch(url + pools)).text();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(run.output).toEqual({ out: `workspace simulator listening on ${url}\n`, err: "" });
});
