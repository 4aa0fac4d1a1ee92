import { expect, test } from "@jest/globals";
import { createService } from "../../../provider/workspace/registry.ts";
import type { Credentials } from "../../../provider/workspace/settings.ts";
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

test("a given token is sent as it is, and a 401 with it is the end", async () => {
  await play(
    () => ({ status: 401 }),
    async ({ service, server }) => {
      expect(await errorOf(service.listInconsistentStatics("P", until))).toMatchObject({ kind: "unauthenticated" });
      expect(server.asked.map(({ headers }) => headers["x-auth-token"])).toEqual(["given-token"]);
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

test("a refused password says for whom, and never shows the password or a token", async () => {
  await play(
    ({ body }) => ({ status: 401, json: { error: { code: 401, message: `wrong: ${body}` } } }),
    async ({ service }) => {
      const error = await errorOf(service.listInconsistentStatics("P", until));
      expect(error).toMatchObject({
        kind: "unauthenticated",
        message: expect.stringContaining("user ann of domain acme"),
      });
      expect(String(error)).not.toContain("ann's password");
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
  ["two", ["a", "b"], "2 projects (a, b)"],
])("a region with %s is a configuration error that names the setting", async (_name, ids, words) => {
  const server = await serve(() => projects(...ids));
  const settings = settingsFor(server.url, { place: { region: "ap-southeast-1" } });
  const parts = { clock: testClock(), random: () => 0.5 };
  const error = await errorOf(createService(settings, parts));
  expect(error).toMatchObject({ kind: "configuration", message: expect.stringContaining(words) });
  expect(error).toMatchObject({ message: expect.stringContaining("HW_PROJECT_ID") });
  await server.close();
});
