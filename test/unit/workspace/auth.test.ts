import { expect, test } from "@jest/globals";
import { redact } from "../../../provider/workspace/errors/redaction.ts";
import { createService } from "../../../provider/workspace/registry.ts";
import type { Credentials, Settings } from "../../../provider/workspace/settings.ts";
import { testClock } from "../../clock.ts";
import { type Asked, errorOf, given, play, type Reply, serve, settingsFor } from "./server.ts";

const password: Credentials = {
  kind: "password",
  userName: "ann",
  password: "ann's password",
  domainName: "acme",
};
const until = { deadline: Number.MAX_SAFE_INTEGER };
const asksToken = ({ path }: Asked) => path === "/v3/auth/tokens";
const tokenReply = (value: string): Reply => ({
  status: 201,
  headers: { "x-subject-token": value },
  json: { token: { issued_at: "2026-01-01T00:00:00.000000Z", expires_at: "2026-01-02T00:00:00.000000Z" } },
});

test("user and password get one project token, shared by requests that need it at the same time", async () => {
  await play(
    (asked) => (asksToken(asked) ? tokenReply("token-one") : { json: {} }),
    async ({ service, server }) => {
      await Promise.all([1, 2, 3].map(() => service.listInconsistentStatics("P", until)));
      const [issued, ...rest] = server.asked;
      expect(JSON.parse(issued?.body ?? "")).toEqual({
        auth: {
          identity: {
            methods: ["password"],
            password: { user: { name: "ann", password: "ann's password", domain: { name: "acme" } } },
          },
          scope: { project: { id: "p1" } },
        },
      });
      expect(rest.map(({ headers }) => headers["x-auth-token"])).toEqual(["token-one", "token-one", "token-one"]);
    },
    { credentials: given(password) },
  );
});

test("the token is renewed before it ends", async () => {
  let issued = 0;
  await play(
    (asked) => {
      if (!asksToken(asked)) return { json: {} };
      issued += 1;
      return tokenReply(`token-${issued}`);
    },
    async ({ service, server, clock }) => {
      await service.listInconsistentStatics("P", until);
      clock.advance(23 * 3_600_000);
      await service.listInconsistentStatics("P", until);
      expect(issued).toBe(1);
      clock.advance(3_500_000);
      await service.listInconsistentStatics("P", until);
      expect(server.asked.at(-1)?.headers["x-auth-token"]).toBe("token-2");
    },
    { credentials: given(password) },
  );
});

test("a 401 renews the token once, also for a change, and a second 401 is the end", async () => {
  let issued = 0;
  await play(
    (asked) => {
      if (asksToken(asked)) {
        issued += 1;
        return tokenReply(`token-${issued}`);
      }
      return asked.headers["x-auth-token"] === "token-2" && asked.path.endsWith("/expand")
        ? { json: { job_id: "J" } }
        : { status: 401 };
    },
    async ({ service }) => {
      expect(await service.expandDesktopPool("P", { add: 1 }, until)).toEqual({ jobId: "J" });
      expect(issued).toBe(2);
      expect(await errorOf(service.listInconsistentStatics("P", until))).toMatchObject({ kind: "unauthenticated" });
      expect(issued).toBe(3);
    },
    { credentials: given(password) },
  );
});

test("a given token is sent as it is, and a second 401 with it is the end", async () => {
  await play(
    (asked) => (asksToken(asked) ? { json: {} } : { status: 401 }),
    async ({ service, server }) => {
      expect(await errorOf(service.listInconsistentStatics("P", until))).toMatchObject({ kind: "unauthenticated" });
      const sent = server.asked.filter((asked) => !asksToken(asked));
      expect(sent.map(({ headers }) => headers["x-auth-token"])).toEqual(["given-token", "given-token"]);
    },
    { credentials: given({ kind: "token", token: "given-token" }) },
  );
});

test.each<[string, Reply]>([
  ["refuses to look at it", { status: 403 }],
  ["does not know how to look at it", { status: 404 }],
  ["is broken", { status: 500 }],
  ["does not answer", { drop: "before" }],
  ["answers with no JSON", { text: "<html>" }],
  ["tells of it in other words", { json: { token: { expires: "soon" } } }],
])("a given token is used all the same when IAM %s", async (_name, reply) => {
  await play(
    (asked) => (asksToken(asked) ? reply : { json: {} }),
    async ({ service, server }) => {
      await service.listInconsistentStatics("P", until);
      await service.listInconsistentStatics("P", until);
      expect(server.asked.map(({ path }) => path.split("/")[1])).toEqual(["v3", "v2", "v2"]);
    },
    { credentials: given({ kind: "token", token: "given-token" }) },
  );
});

test("a given token is not sent to the service when IAM takes it for nobody's", async () => {
  await play(
    (asked) => (asksToken(asked) ? { status: 401, json: { error: { code: 401, message: "no" } } } : { json: {} }),
    async ({ service, server }) => {
      const error = await errorOf(service.listInconsistentStatics("P", until));
      expect(error).toMatchObject({ kind: "unauthenticated", message: expect.stringContaining("token of the test") });
      expect(server.asked.some(({ path }) => path.startsWith("/v2/"))).toBe(false);
    },
    { credentials: given({ kind: "token", token: "given-token" }) },
  );
});

test("a temporary key sends its security token, signed", async () => {
  await play(
    () => ({ json: {} }),
    async ({ service, server }) => {
      await service.listInconsistentStatics("P", until);
      expect(server.asked[0]?.headers).toMatchObject({
        "x-security-token": "temporary",
        authorization: expect.stringContaining("x-security-token"),
      });
    },
    { credentials: given({ kind: "access key", accessKey: "AK", secretKey: "secret", securityToken: "temporary" }) },
  );
});

test("a refused password says where it was set, and never shows the user, the password or a token", async () => {
  await play(
    ({ body }) => ({ status: 401, json: { error: { code: 401, message: `wrong: ${body}` } } }),
    async ({ service }) => {
      const error = await errorOf(service.listInconsistentStatics("P", until));
      expect(error).toMatchObject({
        kind: "unauthenticated",
        message: expect.stringContaining("Check the test and the password and account that are set beside it."),
      });
      expect(String(error)).not.toMatch(/ann/);
    },
    { credentials: given(password) },
  );
});

const projects = (...ids: readonly string[]): Reply => ({
  json: { projects: ids.map((id) => ({ id, name: "ap-southeast-1" })) },
});

test("without a project id the one that bears the region's name is looked up, once for many", async () => {
  const server = await serve(() => projects("found"));
  const settings = settingsFor(server.url, { place: { region: "ap-southeast-1" } });
  const parts = { clock: testClock(), random: () => 0.5 };
  const [one, other] = await Promise.all([createService(settings, parts), createService(settings, parts)]);
  expect(one?.place).toEqual({ region: "ap-southeast-1", projectId: "found" });
  expect(other).toBe(one);
  expect(server.asked.map(({ path, query }) => `${path} ${query.get("name")}`)).toEqual([
    "/v3/projects ap-southeast-1",
  ]);
  await server.close();
});

test.each<[string, readonly string[], string]>([
  ["none", [], "no project"],
  ["two", ["a", "b"], "2 projects of the name ap-southeast-1 (a, b)"],
])("a region with %s is a configuration error that names the setting", async (_name, ids, words) => {
  const server = await serve(() => projects(...ids));
  const settings = settingsFor(server.url, { place: { region: "ap-southeast-1" } });
  const parts = { clock: testClock(), random: () => 0.5 };
  const error = await errorOf(createService(settings, parts));
  expect(error).toMatchObject({ kind: "configuration", message: expect.stringContaining(words) });
  expect(error).toMatchObject({ message: expect.stringContaining("HW_PROJECT_ID") });
  await server.close();
});

test("of projects whose names only begin like the wanted one none is taken, also where the server finds them", async () => {
  const named = [
    { id: "team", name: "ap-southeast-1_team" },
    { id: "right", name: "ap-southeast-1" },
    { id: "ten", name: "ap-southeast-10" },
  ];
  const server = await serve(() => ({ json: { projects: named } }));
  const placed = (projectName?: string) => {
    const place = { region: "ap-southeast-1", ...(projectName === undefined ? {} : { projectName }) };
    return createService(settingsFor(server.url, { place }), { clock: testClock(), random: () => 0.5 });
  };
  expect((await placed()).place.projectId).toBe("right");
  expect((await placed("ap-southeast-1_team")).place.projectId).toBe("team");
  expect(await errorOf(placed("ap-southeast-1_tea"))).toMatchObject({ kind: "configuration" });
  await server.close();
});

const planted = {
  issued: "planted-token-that-iam-gave-out",
  secret: "planted-secret-of-temporary-keys",
  securitytoken: "planted-security-token-of-them",
  password: "planted password",
  given: "planted-token-of-somebody",
};

/** All of IAM and the metadata, with what no text of ours may ever show. */
function whatever(asked: Asked): Reply {
  if (asked.path.startsWith("/v2/")) return { status: 401 };
  if (asksToken(asked) && asked.method === "POST") return tokenReply(planted.issued);
  const { secret, securitytoken } = planted;
  const credential = { access: "HST1", secret, securitytoken, expires_at: "2026-01-01T01:00:00.000000Z" };
  return asked.path === "/v3/auth/tokens"
    ? { json: {} }
    : { status: asked.method === "POST" ? 201 : 200, json: { credential } };
}

const agency = { agencyName: "helpers", domain: { name: "acme" }, from: "the test" };

test.each<[string, Partial<Settings> | "metadata", readonly (keyof typeof planted)[]]>([
  ["a user with password", { credentials: given({ ...password, password: planted.password }) }, ["issued", "password"]],
  ["a given token", { credentials: given({ kind: "token", token: planted.given }) }, ["given"]],
  ["an agency", { agency }, ["secret", "securitytoken"]],
  ["the metadata", "metadata", ["secret", "securitytoken"]],
])("whatever %s brings to light is hidden from then on", async (_name, changed, secrets) => {
  const server = await serve(whatever);
  const metadata = { kind: "metadata", from: "the test", endpoint: server.url } as const;
  const settings = settingsFor(server.url, changed === "metadata" ? { credentials: metadata } : changed);
  const service = await createService(settings, { clock: testClock(), random: () => 0.5 });
  expect(await errorOf(service.listInconsistentStatics("P", until))).toMatchObject({ kind: "unauthenticated" });
  for (const name of secrets) expect(redact(`<${planted[name]}>`)).toBe("<[redacted]>");
  await server.close();
});

test("an answer of IAM without a token, or without its dates, is an error that says so, and the next request asks again", async () => {
  const replies: Reply[] = [
    { status: 201, json: tokenReply("x").json },
    { status: 201, headers: { "x-subject-token": "without-an-end" }, json: { token: {} } },
    { status: 201, headers: { "x-subject-token": "no-json-at-all" }, text: "<html>" },
    tokenReply("token-at-last"),
  ];
  await play(
    (asked) => (asksToken(asked) ? (replies.shift() ?? {}) : { json: {} }),
    async ({ service, server }) => {
      for (let turn = 0; turn < 3; turn += 1)
        expect(await errorOf(service.listInconsistentStatics("P", until))).toMatchObject({ kind: "bad_answer" });
      await service.listInconsistentStatics("P", until);
      expect(server.asked.at(-1)?.headers["x-auth-token"]).toBe("token-at-last");
      expect(server.asked).toHaveLength(5);
    },
    { credentials: given(password) },
  );
});

test.each<[string, Partial<Settings>, unknown]>([
  [
    "by user and account id",
    { credentials: given({ kind: "password", userName: "ann", password: "pass", domainId: "d1" }) },
    { user: { name: "ann", password: "pass", domain: { id: "d1" } }, scope: { project: { id: "p1" } } },
  ],
  [
    "by user id",
    { credentials: given({ kind: "password", userId: "u1", password: "pass" }) },
    { user: { id: "u1", password: "pass" }, scope: { project: { id: "p1" } } },
  ],
  [
    "for a project by name",
    { credentials: given(password), place: { region: "r1", projectName: "r1_team" } },
    { user: expect.anything(), scope: { project: { name: "r1_team" } } },
  ],
  [
    "for the account, by whoever takes an agency's place",
    { credentials: given(password), agency },
    { user: expect.anything(), scope: { domain: { name: "acme" } } },
  ],
  [
    "for the account, by a user id that takes an agency's place",
    { credentials: given({ kind: "password", userId: "u1", password: "pass" }), agency },
    { user: expect.anything() },
  ],
])("a token is asked for %s", async (_name, changed, asked) => {
  const server = await serve(whatever);
  const work = createService(settingsFor(server.url, changed), { clock: testClock(), random: () => 0.5 });
  await errorOf(work.then((service) => service.listInconsistentStatics("P", until)));
  const { auth } = JSON.parse(server.asked.find(asksToken)?.body ?? "");
  const { identity, ...scope } = auth;
  expect({ user: identity.password.user, ...scope }).toEqual(asked);
  await server.close();
});

test("an agency is asked for by its name and account, for an hour", async () => {
  const server = await serve(whatever);
  const byId = { ...agency, domain: { id: "d1" } };
  for (const asked of [agency, byId]) {
    const settings = settingsFor(server.url, { agency: asked });
    const service = await createService(settings, { clock: testClock(), random: () => 0.5 });
    await errorOf(service.listInconsistentStatics("P", until));
  }
  const bodies = server.asked.filter(({ path }) => path.startsWith("/v3.0/")).map(({ body }) => JSON.parse(body));
  const role = (account: object) => ({
    auth: {
      identity: {
        methods: ["assume_role"],
        assume_role: { agency_name: "helpers", ...account, duration_seconds: 3600 },
      },
    },
  });
  expect(bodies[0]).toEqual(role({ domain_name: "acme" }));
  expect(bodies.at(-1)).toEqual(role({ domain_id: "d1" }));
  await server.close();
});

test.each([
  ["whose end is past by the answer's date", "2026-01-01T00:00:00.000000Z", "Fri, 02 Jan 2026 00:00:00 GMT"],
  ["whose end is years away by the answer's date", "2026-01-01T01:00:00.000000Z", "Sun, 02 Jan 2000 00:00:00 GMT"],
])("an agency's keys %s are used for as long as was asked for", async (_name, expires_at, date) => {
  const credential = { access: "HST1", secret: planted.secret, securitytoken: planted.securitytoken, expires_at };
  await play(
    ({ path }) => (path.startsWith("/v3.0/") ? { status: 201, json: { credential }, headers: { date } } : { json: {} }),
    async ({ service, server, clock }) => {
      const asked = () => server.asked.filter(({ path }) => path.startsWith("/v3.0/")).length;
      await service.listInconsistentStatics("P", until);
      clock.advance(49 * 60_000);
      await service.listInconsistentStatics("P", until);
      expect(asked()).toBe(1);
      clock.advance(60_000);
      await service.listInconsistentStatics("P", until);
      expect(asked()).toBe(2);
    },
    { agency },
  );
});
