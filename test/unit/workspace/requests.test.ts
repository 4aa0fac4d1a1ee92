import { expect, test } from "@jest/globals";
import { isWorkspaceError } from "../../../provider/workspace/errors.ts";
import { type Asked, errorOf, type Played, play, type Reply, secretKey } from "./server.ts";

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

test("a read that never gets an answer ends as unavailable after eight tries, long before a far deadline", async () => {
  await play(
    () => ({ status: 502 }),
    async (played) => {
      expect(await errorOf(show(played))).toMatchObject({ kind: "unavailable", status: 502, requestId: "req-1" });
      expect(played.server.asked).toHaveLength(8);
      expect(seconds(played)).toBeLessThan(90);
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
  ["429 without Retry-After", { status: 429, json: { error_code: "APIGW.0308", error_msg: "slow" } }, 0.75 * 190],
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
  ["a date that has passed", (now) => new Date(now - 9_000).toUTCString(), 0],
])("Retry-After as %s is obeyed", async (_name, value, waited) => {
  let now = 0;
  await play(
    (_asked, count) => (count === 1 ? { status: 429, headers: { "retry-after": value(now) } } : { json: pool }),
    async (played) => {
      now = played.clock.now();
      await show(played);
      expect(seconds(played)).toBe(waited);
    },
  );
});

test("a Retry-After that nobody can read counts as absent", async () => {
  await play(
    (_asked, count) => (count === 1 ? { status: 429, headers: { "retry-after": "soon" } } : { json: pool }),
    async (played) => {
      await show(played);
      expect(seconds(played)).toBe(1.5);
    },
  );
});

test.each<[number, string | undefined, string]>([
  [400, "WKS.0002", "bad_request"],
  [401, "APIGW.0301", "unauthenticated"],
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
      expect(isWorkspaceError(error) && error.message).toBe(
        'Could not add 1 disk of pool P: the service answered 403 WKS.0403 "no right" (request req-1). ' +
          "The service refused it; nothing was changed by it. Grant the IAM action workspace:desktopPools:batchAddVolumes to this user. " +
          "STS decode-authorization-message explains: ENC",
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
