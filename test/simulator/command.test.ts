import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { listening, start, startNode } from "./command.ts";

const pools = "/v2/0123456789abcdef0123456789abcdef/desktop-pools";

test.each(["SIGTERM", "SIGINT"] as const)(
  "its first line says where it listens, and %s ends it cleanly with connections open",
  async (signal) => {
    const run = start("--port", "0", "--auth", "off", "--time", "manual", "--dialect", "put-status=204");
    const url = await listening(run);
    expect(await (await fetch(`${url}/_sim/health`)).json()).toEqual({ status: "ok" });
    run.child.kill(signal);
    expect(await run.ended).toBe(0);
    expect(run.output.err).toBe("");
  },
);

test("a signal ends it with a held call, a slow body and an idle connection open", async () => {
  const run = start("--auth", "off");
  const url = await listening(run);
  const { hostname, port } = new URL(url);
  await fetch(`${url}/_sim/faults`, { method: "POST", body: JSON.stringify({ effect: { hold: true } }) });
  const held = fetch(url + pools).catch(() => "cut");
  const count = async () => ((await (await fetch(`${url}/_sim/faults`)).json()) as { held: number }).held;
  while ((await count()) === 0) await new Promise((resolve) => setImmediate(resolve));
  const sockets = [0, 1].map(() => connect(Number(port), hostname));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  sockets[0]?.write(`POST ${pools} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"name":`);
  // `once` would take a reset connection for a failure.
  const closed = sockets.map(
    (socket) => new Promise((resolve) => socket.on("error", () => undefined).once("close", resolve)),
  );
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  await Promise.all(closed);
  await held;
  expect(run.output.err).toBe("");
});

test("a second signal ends it at once, though the first one still waits", async () => {
  const ending = new URL("../../simulator/command/ending.ts", import.meta.url).href;
  const never = "setInterval(() => {}, 1000); endOnSignals({ close: () => new Promise(() => console.log('closing')) })";
  const script = `import { endOnSignals } from "${ending}"; ${never}; console.log("ready");`;
  const { child, ended } = startNode("--input-type=module", "--eval", script);
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(String((await once(child.stdout, "data"))[0])).toBe("closing\n");
  child.kill("SIGTERM");
  expect(await ended).toBe(1);
});

test("a port in use is a clear error and exit code 1", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const run = start("--port", String(typeof address === "object" ? address?.port : ""));
  expect(await run.ended).toBe(1);
  expect(run.output.err).toMatch(/^error: the port is in use, choose another with --port/);
  server.close();
});

test("an address that is not of this machine is a clear error and exit code 1", async () => {
  const run = start("--host", "192.0.2.1");
  expect(await run.ended).toBe(1);
  expect(run.output.err).toMatch(/^error: the address is not one of this machine, choose another with --host/);
});

test("--dialects lists every dialect with its values and what is chosen", async () => {
  const run = start("--dialects", "--dialect", "put-status=204");
  expect(await run.ended).toBe(0);
  expect(run.output.out).toMatch(/put-status=200 \[204\]\n {4}the status of a pool update \(contradiction 3/);
});

test.each([
  [["--dialect", "put-state=1"], /unknown dialect "put-state".*put-status/],
  [["--dialect", "put-status=201"], /Allowed: 200, 204/],
  [["--dialect", "put-status"], /not NAME=VALUE/],
  [["--port", "70000"], /whole number from 0 to 65535/],
  [["--port", ""], /whole number from 0 to 65535/],
  [["--job-seconds", "long"], /"long" is not a number of seconds.*"real".*KIND=base\+perDesktop/],
  [["--job-seconds", "makePools=3"], /"makePools" is not a kind of job. Allowed: createDesktopPool/],
  [["--jitter", "2"], /number from 0 to 1/],
  [["--job-polls", "0"], /whole number from 1 to 10000/],
  [["--forget-jobs-after", "-1"], /number from 0 to/],
  [["--time", "fast"], /Allowed: real, xN with N up to 10000 \(x60\), manual, manual@INSTANT/],
  [["--time", "x20000"], /Allowed: real/],
  [["--clock-offset", "much"], /number from -1000000000/],
  [["--rate", "0.5"], /whole number from 1/],
  [["--ledger-cap", "none"], /whole number from 1/],
  [["--log", "xml"], /off, text, json/],
  [["--auth", "maybe"], /strict, off/],
  [["--portt", "1"], /unknown option/],
  [["serve"], /too many arguments/],
])("%j is refused with what is allowed, and exit code 1", async (args, message) => {
  const run = start(...args);
  expect(await run.ended).toBe(1);
  expect(run.output.err).toMatch(message);
});

test("the README has a row for each option, and no other rows", async () => {
  const run = start("--help");
  expect(await run.ended).toBe(0);
  const offered = [...run.output.out.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, name]) => name);
  const readme = readFileSync(new URL("../../simulator/README.md", import.meta.url), "utf8");
  const told = [...readme.matchAll(/^\| `(--[a-z-]+)[^`]*`/gm)].map(([, name]) => name);
  expect(told.toSorted()).toEqual(offered.filter((name) => name !== "--help").toSorted());
});

test("what is told on the command line is so", async () => {
  const words = "--auth off --time manual@2026-03-01T08:00:00Z --job-seconds real,createDesktopPool=60+10 --rate 2";
  const url = await listening(start(...words.split(" "), "--clock-offset", "-3600"));
  expect(await (await fetch(`${url}/_sim/clock`)).json()).toEqual({
    now: "2026-03-01T07:00:00.000Z",
    time: "manual",
    jobSeconds: "real,createDesktopPool=60+10",
  });
  const statuses = [];
  for (let call = 0; call < 3; call += 1) statuses.push((await fetch(url + pools)).status);
  expect(statuses).toEqual([200, 200, 429]);
});

test("a reader who takes only the head of --dialects and hangs up is no error", async () => {
  const run = start("--dialects");
  run.child.stdout.destroy();
  expect([await run.ended, run.output.err]).toEqual([0, ""]);
});
