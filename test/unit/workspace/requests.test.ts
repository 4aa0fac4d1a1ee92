import { createServer } from "node:http";
import { expect, test } from "@jest/globals";
import { isWorkspaceError } from "../../../provider/workspace/errors.ts";
import type { Log, LogFields } from "../../../provider/workspace/log/log.ts";
import { createService } from "../../../provider/workspace/registry.ts";
import { testClock } from "../../clock.ts";
import { type Asked, errorOf, given, type Played, play, type Reply, secretKey, settingsFor } from "./server.ts";
import { wireServer } from "./sockets.ts";

const pool = { id: "P", name: "office", status: "STEADY", desktop_count: 0, data_volumes: [] };
const isChange = ({ method }: Asked) => method !== "GET";
const addDisk = ({ service, until }: Played, minutes = 60) =>
  service.addDesktopPoolVolumes(
    { poolId: "P", handleType: "FOR_EXPAND_AND_ALL", volumes: [{ type: "SAS", size: 50 }] },
    until(minutes),
  );
const show = ({ service, until }: Played, minutes = 60) => service.showDesktopPoolDetail("P", until(minutes));
const seconds = ({ clock, startedAt }: Played) => (clock.now() - startedAt) / 1000;

test.each<[string, Reply]>([
  ["500", { status: 500, json: { error_code: "WKS.0500", error_msg: "boom" } }],
  ["503", { status: 503 }],
  ["408", { status: 408 }],
  ["a connection cut before the answer", { drop: "before" }],
  ["a connection cut within the answer", { drop: "within", text: "{}" }],
])("a read goes on after %s", async (_name, fault) => {
  await play(
    (_asked, count) => (count <= 3 ? fault : { json: pool }),
    async (played) => {
      expect(await show(played)).toMatchObject({ id: "P", status: "STEADY" });
      expect(played.server.asked).toHaveLength(4);
      expect(seconds(played)).toBeGreaterThan(1);
    },
  );
});

test("a read that never gets an answer ends as unavailable after eleven tries, long before a far deadline", async () => {
  await play(
    () => ({ status: 502 }),
    async (played) => {
      const error = await errorOf(show(played));
      expect(error).toMatchObject({ kind: "unavailable", status: 502, requestId: "req-1" });
      expect(error).toMatchObject({ message: expect.stringContaining("Tried 11 times in 84 s.") });
      expect(played.server.asked.length).toBe(11);
      expect(seconds(played)).toBeCloseTo(0.75 * 111.5, 5);
    },
  );
});

test("a read stops at its deadline, having tried once more there", async () => {
  await play(
    () => ({ status: 503 }),
    async (played) => {
      await errorOf(played.service.showJob("J", { deadline: played.startedAt + 1_000 }));
      expect(seconds(played)).toBe(1);
    },
  );
});

test.each<[string, Reply]>([
  ["500", { status: 500, json: { error_code: "WKS.0500", error_msg: "boom" } }],
  ["504", { status: 504 }],
  ["408", { status: 408 }],
  ["a connection cut before the answer", { drop: "before" }],
  ["a connection cut within the answer", { drop: "within", text: "{" }],
  ["a 200 with an error code", { json: { error_code: "WKS.00010109", error_msg: "no" } }],
  ["a 200 without a job id", { json: {} }],
  ["a 200 with an empty job id", { json: { job_id: "" } }],
  ["a 200 that is not JSON", { text: "<html>" }],
  ["a redirect", { status: 302, headers: { location: "/elsewhere" } }],
])("a change is sent once and its result is unknown after %s", async (_name, reply) => {
  await play(
    () => reply,
    async (played) => {
      const error = await errorOf(addDisk(played));
      expect(error).toMatchObject({ kind: "unknown_result", message: expect.stringContaining("add 1 disk of pool P") });
      expect(error).toMatchObject({ message: expect.stringContaining("not known") });
      expect(played.server.asked).toHaveLength(1);
    },
  );
});

test.each<[string, Reply, number]>([
  // 2 s doubling to 20 s, at three quarters of it because half is left to chance.
  ["409 WKS.00010032", { status: 409, json: { error_code: "WKS.00010032", error_msg: "busy" } }, 0.75 * 190],
  // 15 s doubling to 300 s.
  ["400 WKS.0407", { status: 400, json: { error_code: "WKS.0407", error_msg: "adding" } }, 0.75 * 2565],
])("a change that was refused with %s is sent again until it is taken", async (_name, refusal, waited) => {
  await play(
    (_asked, count) => (count <= 12 ? refusal : { json: { job_id: "J" } }),
    async (played) => {
      expect(await addDisk(played)).toEqual({ jobId: "J" });
      expect(played.server.asked.filter(isChange)).toHaveLength(13);
      expect(seconds(played)).toBeCloseTo(waited, 5);
    },
  );
});

test("a change that was refused with 429 is sent again until it is taken, and everybody is slower for it", async () => {
  await play(
    (_asked, count) => (count <= 12 ? { status: 429, json: { error_code: "APIGW.0308" } } : { json: { job_id: "J" } }),
    async (played) => {
      expect(await addDisk(played)).toEqual({ jobId: "J" });
      expect(played.server.asked.filter(isChange).length).toBe(13);
      // 0.5 s doubling to 20 s, at three quarters of it, and what the limiter adds.
      expect(seconds(played)).toBeGreaterThan(0.75 * 151.5);
      expect(seconds(played)).toBeLessThan(0.75 * 151.5 + 20);
    },
  );
});

test.each<[string, Reply]>([
  ["429", { status: 429 }],
  ["409 WKS.00010032", { status: 409, json: { error_code: "WKS.00010032" } }],
  ["400 WKS.0407", { status: 400, json: { error_code: "WKS.0407" } }],
])("a change that is refused with %s until the deadline is busy, and nothing was done", async (_name, refusal) => {
  await play(
    () => refusal,
    async (played) => {
      const error = await errorOf(addDisk(played, 10));
      expect(error).toMatchObject({ kind: "busy", message: expect.stringContaining("nothing was changed") });
      expect(seconds(played)).toBe(600);
    },
  );
});

test.each<[string, (now: number) => string, number]>([
  ["seconds", () => "7", 7],
  ["a date", (now) => new Date(now + 9_000).toUTCString(), 9],
  ["an absurd number, cut to a minute", () => "86400", 60],
  // At once; but the limiter, at half its rate now, has the next turn then.
  ["a date that has passed", (now) => new Date(now - 9_000).toUTCString(), 1 / 1.5],
])("Retry-After as %s is obeyed", async (_name, value, waited) => {
  let now = 0;
  await play(
    (_asked, count) => (count === 1 ? { status: 429, headers: { "retry-after": value(now) } } : { json: pool }),
    async (played) => {
      now = played.clock.now();
      await show(played);
      expect(seconds(played)).toBeCloseTo(waited, 3);
    },
  );
});

test("a Retry-After date is measured against the Date of its own answer, whatever our clock says", async () => {
  const date = "Sun, 06 Nov 1994 08:49:37 GMT";
  const headers = { date, "retry-after": "Sun, 06 Nov 1994 08:49:49 GMT" };
  await play(
    (_asked, count) => (count === 1 ? { status: 503, headers } : { json: pool }),
    async (played) => {
      await show(played);
      expect(seconds(played)).toBe(12);
    },
  );
});

test("a Retry-After that nobody can read counts as absent", async () => {
  await play(
    (_asked, count) => (count === 1 ? { status: 503, headers: { "retry-after": "soon" } } : { json: pool }),
    async (played) => {
      await show(played);
      expect(seconds(played)).toBe(0.375);
    },
  );
});

test("a Retry-After that goes on asking for no wait is not followed into a storm", async () => {
  await play(
    () => ({ status: 503, headers: { "retry-after": "0" } }),
    async (played) => {
      await errorOf(show(played));
      expect(played.server.asked.length).toBe(11);
      expect(seconds(played)).toBeCloseTo(0.75 * (111.5 - 0.5), 5);
    },
  );
});

test("after a 429 the next requests go at half the rate, and nothing of the burst is left", async () => {
  await play(
    (_asked, count) => (count === 1 ? { status: 429, headers: { "retry-after": "1" } } : { json: pool }),
    async (played) => {
      await Promise.all(Array.from({ length: 10 }, () => show(played)));
      const calm = seconds(played);
      await Promise.all(Array.from({ length: 10 }, () => show(played)));
      // 1.5 requests a second and a little more each second, in place of a burst and then three.
      expect(calm).toBeGreaterThan(1);
      expect(seconds(played) - calm).toBeGreaterThan(3);
      expect(seconds(played) - calm).toBeLessThan(10 / 1.5);
    },
  );
});

test("a look that comes again anyway is sent once when it fails", async () => {
  await play(
    () => ({ status: 503 }),
    async (played) => {
      const until = { ...played.until(60), poll: true } as const;
      expect(await errorOf(played.service.showJob("J", until))).toMatchObject({ kind: "unavailable", status: 503 });
      expect(played.server.asked.length).toBe(1);
      expect(seconds(played)).toBe(0);
    },
  );
});

test("reads of a process that keep failing use up its budget of retries, and say so when two minutes have brought none", async () => {
  await play(
    () => ({ status: 503 }),
    async (played) => {
      const errors = await Promise.all(Array.from({ length: 30 }, () => errorOf(show(played))));
      expect(played.server.asked.length).toBe(30 + 20);
      for (const error of errors)
        expect(error).toMatchObject({
          kind: "unavailable",
          message: expect.stringContaining("budget of retries is spent"),
        });
      expect(seconds(played)).toBeGreaterThan(119);
      expect(seconds(played)).toBeLessThan(125);
      // Whoever comes then does not wait for the end of what has lasted so long.
      expect(await errorOf(show(played))).toMatchObject({
        message: expect.stringContaining("budget of retries is spent"),
      });
      expect([played.server.asked.length, seconds(played) < 126]).toEqual([51, true]);
    },
  );
});

test("what succeeds fills the budget again: five good answers pay for one retry, and fifty for all", async () => {
  let isWell = false;
  await play(
    () => (isWell ? { json: pool } : { status: 503 }),
    async (played) => {
      const outage = () => Promise.all(Array.from({ length: 30 }, () => errorOf(show(played))));
      await outage();
      for (const [good, retries] of [
        [5, 1],
        [100, 10],
      ] as const) {
        isWell = true;
        for (let request = 0; request < good; request += 1) await show(played);
        isWell = false;
        const before = played.server.asked.length;
        await outage();
        // Ten more are those that look whether it is back.
        expect(played.server.asked.length - before).toBe(30 + retries + 10);
      }
    },
  );
});

test("bug: a read that fails says nothing of what was changed: a change may have gone before it", async () => {
  await play(
    () => ({ drop: "before" }),
    async (played) => {
      const error = await errorOf(show(played));
      expect(error).toMatchObject({ kind: "unavailable", message: expect.stringContaining("Could not read pool P") });
      expect(error).not.toMatchObject({ message: expect.stringMatching(/changed/i) });
    },
  );
});

test("bug: nothing is sent after its deadline, and at the deadline it is", async () => {
  await play(
    ({ method }) => ({ json: method === "GET" ? pool : { job_id: "J" } }),
    async (played) => {
      await show(played, 0);
      await addDisk(played, 0);
      expect(played.server.asked).toHaveLength(2);
      for (const late of [() => show(played, -1), () => addDisk(played, -1)])
        expect(await errorOf(late())).toMatchObject({
          kind: "busy",
          message: expect.stringContaining("its time was up before it was sent"),
        });
      // A timer wakes a little late: the look that it was for goes all the same, a change does not.
      played.clock.advance(1);
      await show(played, 0);
      expect(await errorOf(addDisk(played, 0))).toMatchObject({ kind: "busy" });
      expect(played.server.asked).toHaveLength(3);
    },
  );
});

test("bug: a change whose token came after its deadline is not sent", async () => {
  let clock: Played["clock"] | undefined;
  await play(
    ({ path }) => {
      if (!path.startsWith("/v3/")) return { json: { job_id: "J" } };
      clock?.advance(30_000);
      const token = {
        issued_at: "2026-01-01T00:00:00.000000Z",
        expires_at: "2026-01-02T00:00:00.000000Z",
        project: { id: "p1", name: "n" },
      };
      return { status: 201, headers: { "x-subject-token": "token-1" }, json: { token } };
    },
    async (played) => {
      clock = played.clock;
      expect(await errorOf(addDisk(played, 0.25))).toMatchObject({ kind: "busy" });
      expect(played.server.asked.map(({ path }) => path)).toEqual(["/v3/auth/tokens"]);
    },
    {
      credentials: given({ kind: "password", domainName: "acme", userName: "ann", password: "a-test-password" }),
    },
  );
});

test("bug: a read has no longer for its answer than until its deadline, and a change has its full time", async () => {
  const silent = await wireServer(() => {});
  const clock = testClock();
  const timeouts = { connectMs: 5_000, answerMs: 4_000 };
  const service = await createService(settingsFor(`http://127.0.0.1:${silent.port}`), {
    clock,
    random: () => 0.5,
    timeouts,
  });
  const until = { deadline: clock.now() };
  const [read, change] = await Promise.all([
    errorOf(service.showJob("J", until)),
    errorOf(service.expandDesktopPool("P", { add: 1 }, until)),
  ]);
  expect(read).toMatchObject({ kind: "unavailable", message: expect.stringContaining("did not answer within 2 s") });
  expect(change).toMatchObject({
    kind: "unknown_result",
    message: expect.stringContaining("did not answer within 4 s"),
  });
});

test("a change that waits for its turn beyond the deadline is not sent, and says so", async () => {
  await play(
    ({ method }) => ({ json: method === "GET" ? pool : { job_id: "J" } }),
    async (played) => {
      const reads = Array.from({ length: 200 }, () => show(played));
      const error = await errorOf(
        played.service.addDesktopPoolVolumes(
          { poolId: "P", handleType: "FOR_EXPAND_AND_ALL", volumes: [{ type: "SAS", size: 50 }] },
          { deadline: played.startedAt + 5_000 },
        ),
      );
      expect(error).toMatchObject({ kind: "busy", message: expect.stringContaining("it was not sent") });
      expect(seconds(played)).toBe(5);
      await Promise.all(reads);
      expect(played.server.asked.filter(isChange)).toEqual([]);
    },
  );
});

test("each try is one line of the log, without what was asked for, and each wait another", async () => {
  const lines: [string, string, LogFields][] = [];
  const log: Log = {
    info: (event, fields) => lines.push(["info", event, fields]),
    debug: (event, fields) => lines.push(["debug", event, fields]),
  };
  await play(
    (_asked, count) => [{ status: 503 }, { drop: "before" } as const][count - 1] ?? { json: { desktop_pools: [] } },
    async (played) => {
      await played.service.listDesktopPools({ name: "somebody" }, played.until(60));
    },
    {},
    { log },
  );
  const told = lines.filter(([, event]) => event === "request" || event === "wait");
  const about = { method: "GET", path: expect.stringContaining("/v2/p1/desktop-pools") };
  expect(told).toMatchObject([
    ["info", "request", { ...about, status: 503, requestId: "req-1", ms: 0, attempt: 1 }],
    ["debug", "wait", { ...about, because: "fault", ms: 375 }],
    ["info", "request", { ...about, failure: expect.any(String), ms: 0, attempt: 2 }],
    ["debug", "wait", { ...about, because: "fault", ms: 750 }],
    ["info", "request", { ...about, status: 200, requestId: "req-1", ms: 0, attempt: 3 }],
  ]);
  expect(JSON.stringify(told)).not.toContain("somebody");
});

test.each<[number, string | undefined, string]>([
  [400, "WKS.0002", "bad_request"],
  [403, "APIGW.0302", "forbidden"],
  [404, "APIGW.0101", "not_published"],
  [404, "APIGW.0106", "not_published"],
  [404, "WKS.0202", "not_found"],
  [404, undefined, "not_found"],
  [409, "WKS.00000001", "bad_request"],
  [413, "APIGW.0201", "bad_request"],
])("a change answered by %d %s is sent once and ends as that error: %s", async (status, code, kind) => {
  await play(
    () => ({ status, json: code === undefined ? {} : { error_code: code, error_msg: "said so" } }),
    async (played) => {
      const error = await errorOf(addDisk(played));
      expect(error).toMatchObject({ kind, status, message: expect.stringContaining("nothing was changed") });
      expect(isWorkspaceError(error) ? error.serviceCode : "").toBe(code);
      expect(played.server.asked).toHaveLength(1);
    },
  );
});

test("an error says what was tried, what the service said, its request id, and for 403 the IAM action", async () => {
  const refusal = { error_code: "WKS.0403", error_msg: "no right", encoded_authorization_message: "ENC" };
  await play(
    () => ({ status: 403, json: refusal }),
    async (played) => {
      const error = await errorOf(addDisk(played));
      expect(isWorkspaceError(error) && error.message).toMatch(
        /^Could not add 1 disk of pool P: the service answered 403 WKS\.0403 "no right" \(request req-1\)\. .*nothing was changed.*workspace:desktopPools:batchAddVolumes.*ENC/,
      );
    },
  );
});

test("IAM's shape of an error is understood too", async () => {
  await play(
    () => ({ status: 400, json: { error: { code: 400, message: "bad scope" } } }),
    async (played) => {
      expect(await errorOf(show(played))).toMatchObject({
        kind: "bad_request",
        message: expect.stringContaining("bad scope"),
      });
    },
  );
});

test("a change that never left the machine is tried again, and then nothing was changed", async () => {
  await play(
    () => ({ json: {} }),
    async (played) => {
      await played.server.close();
      const error = await errorOf(addDisk(played));
      expect(error).toMatchObject({ kind: "unavailable", message: expect.stringContaining("never left") });
      expect(seconds(played)).toBeGreaterThan(10);
    },
  );
});

test("a change that never left goes again when the service is back, and arrives once", async () => {
  await play(
    () => ({ json: {} }),
    async (played) => {
      const { server, clock } = played;
      await server.close();
      const bodies: string[] = [];
      const back = createServer((request, response) => {
        bodies.push(request.method ?? "");
        response.end('{"job_id":"J"}');
      });
      const comesBack = async () => {
        await clock.sleep(10_000);
        // Time stands still until the port is open.
        clock.requestBegan();
        await new Promise<void>((resolve) => back.listen(Number(new URL(server.url).port), "127.0.0.1", resolve));
        clock.requestEnded();
      };
      const [added] = await Promise.all([addDisk(played), comesBack()]);
      await new Promise((resolve) => back.close(resolve));
      expect(added).toEqual({ jobId: "J" });
      expect(bodies).toEqual(["POST"]);
      expect(seconds(played)).toBeGreaterThan(10);
    },
  );
});

test("the bytes that are sent are the bytes that were signed, with a User-Agent and the project", async () => {
  await play(
    () => ({ json: { job_id: "J" } }),
    async (played) => {
      await addDisk(played);
      const [asked] = played.server.asked;
      expect(asked?.body).toBe('{"handle_type":"FOR_EXPAND_AND_ALL","volumes":[{"type":"SAS","size":50}]}');
      expect(asked?.headers).toMatchObject({
        "user-agent": expect.stringMatching(/^pulumi-huaweicloud-workspace\//),
        "x-project-id": "p1",
      });
      expect(asked?.headers.authorization).toMatch(
        /^SDK-HMAC-SHA256 Access=AK, SignedHeaders=content-type;host;x-project-id;x-sdk-date, /,
      );
    },
  );
});

test("no error, cause included, shows the secret key or the signature, even when the service echoes them", async () => {
  await play(
    ({ headers }) => ({
      status: 400,
      json: { error_code: "X", error_msg: `${secretKey} Authorization: ${headers.authorization}` },
    }),
    async (played) => {
      const error = await errorOf(addDisk(played));
      const text = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error);
      expect(text).not.toContain(secretKey);
      expect(text).not.toContain("SDK-HMAC-SHA256");
    },
  );
});

test("the forty-first request waits for the budget: a burst of twenty, then three a second", async () => {
  await play(
    () => ({ json: pool }),
    async (played) => {
      await Promise.all(Array.from({ length: 41 }, () => show(played)));
      expect(seconds(played)).toBeCloseTo(7, 5);
    },
  );
});
