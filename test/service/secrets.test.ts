// Planted keys, tokens, passwords, e-mail addresses and names of people, in every place where one can stand: 0 hits in
// errors, in what Pulumi is handed, in logs, and in what a real process prints.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "@jest/globals";
import { resolveSettings } from "../../provider/config.ts";
import { hideSecret } from "../../provider/workspace/errors/redaction.ts";
import { isWorkspaceError, workspaceError } from "../../provider/workspace/errors.ts";
import type { Log } from "../../provider/workspace/log/log.ts";
import { createLineLog } from "../../provider/workspace/log/pino.ts";
import { createService } from "../../provider/workspace/registry.ts";
import type { Credentials, Settings } from "../../provider/workspace/settings.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { testClock } from "../clock.ts";
import { type Asked, given, type Reply, serve, settingsFor, type TestServer } from "../unit/workspace/server.ts";
import { tally } from "../world/tally.ts";
import { type Ids, type MethodName, methodNames, methods } from "./every-method.ts";
import { everythingOf, planted, plantedIn } from "./planted.ts";

const { accessKey, secretKey, securityToken, token, password, mail, person, iamToken } = planted;
const ids: Ids = { pool: "office", disk: "D1", desktop: "d1", volume: "v1", job: "j1" };

const servers: TestServer[] = [];
const folder = mkdtempSync(join(tmpdir(), "secrets-"));
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serving(answer: (asked: Asked) => Reply): Promise<TestServer> {
  const server = await serve(answer);
  servers.push(server);
  return server;
}

// What can go wrong. The answer repeats what this process has sent or was given, anywhere and in any dress; and secrets and
// people that it has never heard of, where their fields and sentences show what they are.

const strangers = {
  password,
  secret_key: planted.temporarySecret,
  accessKey: planted.temporaryKey,
  "X-Auth-Token": token,
  set_cookie: [`t=${token}`],
  proxy: `http://u:${encodeURIComponent(planted.proxyPassword)}@p/`,
  users: [mail, person],
  attach_users: [{ name: person, user_email: mail }],
};

interface Echo {
  readonly asked: Asked;
  /** What this process holds. */
  readonly own: readonly string[];
}

/** Somebody's name is no secret: nobody hides it in another dress. */
const dressed = (own: readonly string[]): string =>
  own
    .flatMap((value) =>
      value === person
        ? [value, value.toUpperCase()]
        : [value, encodeURIComponent(value), JSON.stringify(value), Buffer.from(`u:${value}`).toString("base64")],
    )
    .join(" and ");
const echoOf = ({ asked: { headers, body }, own }: Echo): string =>
  JSON.stringify({ headers, body, own, ...strangers });
const words = (echo: Echo): string => `for user [${person}] <${mail}> with ${dressed(echo.own)}: ${echoOf(echo)}`;

const echoes: readonly (readonly [string, (echo: Echo) => Reply])[] = [
  [
    "words of a refusal",
    (echo) => ({ status: 400, json: { error_code: "X.1", error_msg: words(echo), error_detail: echoOf(echo) } }),
  ],
  [
    "a signature that is echoed",
    ({ asked: { headers } }) => {
      const canonical = `GET|/v2/||authorization:${headers.authorization}|x-auth-token:${headers["x-auth-token"]}|host:h`;
      const error_msg = `verify aksk signature fail,canonicalRequest:${canonical}`;
      return { status: 401, json: { error_code: "APIGW.0301", error_msg } };
    },
  ],
  [
    "a permission that is lacking",
    (echo) => {
      const encoded = Buffer.from(echo.own.join(":")).toString("base64");
      return {
        status: 403,
        json: { error_code: "WKS.0403", error_msg: words(echo), encoded_authorization_message: encoded },
      };
    },
  ],
  ["OpenStack's shape", (echo) => ({ status: 404, json: { error: { code: 404, title: "no", message: words(echo) } } })],
  [
    "arrays of people",
    () => ({ status: 400, json: { error_code: "X.1", error_msg: JSON.stringify([strangers, [strangers]]) } }),
  ],
  [
    "a code and ids",
    ({ own: [first, last = first] }) => ({
      status: 400,
      headers: { "x-request-id": first ?? "" },
      json: { error_code: first, error_msg: "no", request_id: last },
    }),
  ],
  [
    "a page",
    (echo) => ({
      status: 502,
      text: `<html><head><title>${mail} ${dressed(echo.own)}</title></head>${words(echo)}</html>`,
    }),
  ],
  ["a page of a success", (echo) => ({ text: `<html><title>${mail} ${dressed(echo.own).slice(0, 250)}` })],
  ["a text", (echo) => ({ text: words(echo) })],
  ["JSON that breaks off", (echo) => ({ text: `{"users":[${words(echo)}` })],
  [
    "a redirect",
    ({ own: [first = ""] }) => {
      const name = encodeURIComponent(person);
      const location = `https://${name}:${encodeURIComponent(password)}@elsewhere.example/?token=${encodeURIComponent(first)}`;
      return { status: 302, headers: { location } };
    },
  ],
  [
    "cookies",
    (echo) => ({ status: 503, headers: { "set-cookie": `t=${encodeURIComponent(token)}` }, text: words(echo) }),
  ],
  [
    "an unfit answer",
    ({ own: [first = ""] }) => ({
      json: {
        [first]: mail,
        id: { [mail]: 1 },
        data_volumes: first,
        desktop_pools: [person],
        job_id: { token },
        ...strangers,
      },
    }),
  ],
  ["an error within a success", (echo) => ({ json: { error_code: "WKS.00010109", error_msg: words(echo) } })],
  ["an answer that breaks off", (echo) => ({ drop: "within", text: words(echo) })],
];

// Logs at their most talkative, as they are written.

function recordedLog(): { readonly log: Log; readonly text: () => string } {
  const lines: string[] = [];
  const log = createLineLog({ level: "debug", write: (line) => lines.push(line), now: Date.now });
  return { log, text: () => lines.join("") };
}

const kinds: Readonly<Record<string, Credentials>> = {
  "access key": { kind: "access key", accessKey, secretKey },
  "temporary access key": { kind: "access key", accessKey, secretKey, securityToken },
  token: { kind: "token", token },
  password: { kind: "password", userName: person, password, domainName: "acme" },
};

/** IAM gives out a token; everything else is answered as told. */
const withIam =
  (answer: (asked: Asked) => Reply) =>
  (asked: Asked): Reply =>
    asked.path.startsWith("/v3/auth/tokens") && asked.method === "POST" ? tokenGiven : answer(asked);

const tokenGiven: Reply = {
  status: 201,
  headers: { "x-subject-token": iamToken },
  json: {
    token: {
      issued_at: "2026-01-01T00:00:00.000Z",
      expires_at: "2026-01-02T00:00:00.000Z",
      project: { id: "p1" },
      user: { name: person },
    },
  },
};

/** Everything that a call leaves behind. */
async function traces(settings: Settings, names: readonly MethodName[]): Promise<string> {
  const { log, text } = recordedLog();
  const clock = testClock();
  const left: string[] = [];
  const failed = (error: unknown) => {
    left.push(everythingOf(error));
    return undefined;
  };
  for (const name of names) {
    const service = await createService(settings, { clock, random: () => 0.5, log }).catch(failed);
    if (service === undefined) continue;
    await methods[name].call(service, ids, { deadline: clock.now() + 20_000 }).then(() => undefined, failed);
  }
  return `${left.join("\n")}\n${text()}`;
}

const ownOf = (credentials: Credentials): string[] =>
  Object.entries(credentials).flatMap(([name, value]) => (name === "kind" || name === "domainName" ? [] : [value]));

const played = (cases: number) => tally({ row: "secrets", suite: "test/service/secrets.test.ts", cases });

test.each(echoes)("%s: no error of any call with an access key shows one, and no log", async (_what, answer) => {
  const { url } = await serving((asked) => answer({ asked, own: [accessKey, secretKey, securityToken] }));
  const found = await traces(
    settingsFor(url, { credentials: given(kinds["temporary access key"] ?? fail()), maxRequestsPerSecond: 1000 }),
    methodNames,
  );
  expect(found).toContain("Could not");
  expect(found).toContain('"event"');
  expect(plantedIn(found)).toEqual([]);
  played(methodNames.length);
});

const some: readonly MethodName[] = ["showDesktopPoolDetail", "listDesktops", "addDesktopPoolVolumes"];

test.each(Object.entries(kinds))(
  "credentials of the kind %s show nothing under any error",
  async (_kind, credentials) => {
    for (const [what, answer] of echoes) {
      const echo = (asked: Asked) => answer({ asked, own: ownOf(credentials) });
      // A token that IAM has given out is its own from then on.
      const more = (asked: Asked) => answer({ asked, own: [...ownOf(credentials), iamToken] });
      for (const answers of credentials.kind === "password" ? [withIam(more), echo] : [echo]) {
        const { url } = await serving(answers);
        const found = await traces(
          settingsFor(url, { credentials: given(credentials), maxRequestsPerSecond: 1000 }),
          some,
        );
        expect({ what, planted: plantedIn(found) }).toEqual({ what, planted: [] });
        played(some.length);
      }
    }
  },
);

test("temporary keys that IAM gives out for an agency show nothing, in whatever IAM or the service says", async () => {
  const keys = {
    credential: {
      access: planted.temporaryKey,
      secret: planted.temporarySecret,
      securitytoken: securityToken,
      expires_at: "2030-01-01T00:00:00.000Z",
    },
  };
  for (const [what, answer] of echoes) {
    const own = [accessKey, secretKey];
    const temporary = [planted.temporaryKey, planted.temporarySecret, securityToken];
    for (const iam of [{ status: 201, json: keys }, undefined]) {
      const { url } = await serving((asked) =>
        iam !== undefined && asked.path.includes("securitytokens")
          ? iam
          : answer({ asked, own: iam === undefined ? own : [...own, ...temporary] }),
      );
      const agency = { agencyName: "readers", domain: { name: "acme" }, from: "HW_ASSUME_ROLE_AGENCY_NAME" };
      const settings = settingsFor(url, {
        credentials: given(kinds["access key"] ?? fail()),
        agency,
        maxRequestsPerSecond: 1000,
      });
      const found = await traces(settings, some);
      expect({ what, planted: plantedIn(found) }).toEqual({ what, planted: [] });
    }
  }
});

const proxyVariables = ["http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"];
const environment = Object.fromEntries(proxyVariables.map((name) => [name, process.env[name]]));
afterEach(() => {
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test.each<[string, (asked: Asked) => Reply]>([
  [
    "asks for a password",
    ({ headers }) => ({ status: 407, text: `who are you? ${headers["proxy-authorization"]} ${planted.proxyPassword}` }),
  ],
  ["answers with a page", ({ headers }) => ({ status: 502, text: `<title>${headers["proxy-authorization"]}</title>` })],
  ["hangs up", () => ({ drop: "before" })],
])("a proxy that %s never has its password told", async (_what, answer) => {
  const proxy = await serving(answer);
  for (const name of proxyVariables) delete process.env[name];
  process.env.http_proxy = proxy.url.replace(
    "http://",
    `http://${person}:${encodeURIComponent(planted.proxyPassword)}@`,
  );
  const found = await traces(
    settingsFor("http://workspace.test", { credentials: given(kinds["access key"] ?? fail()) }),
    some,
  );
  expect(found).toContain("Could not");
  expect(plantedIn(found)).toEqual([]);
});

// Settings that are wrong, with a secret in the wrong place.

const profileFile = (text: string): string => {
  const path = join(folder, `${Buffer.from(text).toString("hex").slice(0, 20)}.json`);
  writeFileSync(path, text);
  return path;
};
const profile = {
  name: "prod",
  mode: "AKSK",
  accessKeyId: accessKey,
  secretAccessKey: secretKey,
  securityToken,
  region: "",
};
const both = { HW_ACCESS_KEY: accessKey, HW_SECRET_KEY: secretKey };

test.each<[string, Readonly<Record<string, string>>]>([
  ["half a credential", { HW_SECRET_KEY: secretKey }],
  ["a user without a password", { HW_USER_NAME: person, HW_REGION_NAME: "r" }],
  [
    "an endpoint with a password",
    { ...both, HW_REGION_NAME: "r", HW_WORKSPACE_ENDPOINT: `https://${person}:${encodeURIComponent(password)}@host/x` },
  ],
  [
    "an endpoint that is no address, with a password",
    { ...both, HW_REGION_NAME: "r", HW_WORKSPACE_ENDPOINT: `://${person}:plantedProxyPass/7@host` },
  ],
  ["a rate that is a key", { ...both, HW_REGION_NAME: "r", HW_MAX_REQUESTS_PER_SECOND: "x" }],
  [
    "a profile file that is broken",
    { HW_PROFILE: "prod", HW_SHARED_CONFIG_FILE: profileFile(`{"profiles":[${JSON.stringify(profile)},`) },
  ],
  [
    "a profile file of another shape",
    { HW_PROFILE: "prod", HW_SHARED_CONFIG_FILE: profileFile(JSON.stringify({ profiles: { prod: profile } })) },
  ],
  [
    "a profile without a region",
    {
      HW_PROFILE: "prod",
      HW_SHARED_CONFIG_FILE: profileFile(JSON.stringify({ current: "prod", profiles: [profile] })),
    },
  ],
  [
    "a profile with half a key",
    {
      HW_PROFILE: "prod",
      HW_SHARED_CONFIG_FILE: profileFile(JSON.stringify({ profiles: [{ ...profile, accessKeyId: "" }] })),
    },
  ],
  ["a token that is no token", { HW_AUTH_TOKEN: token }],
])("%s is told without its value", (_what, env) => {
  let found = "";
  try {
    const settings = resolveSettings({ config: () => undefined, env: { HOME: folder, ...env }, args: {} });
    found = JSON.stringify(settings.sources);
  } catch (error) {
    expect(isWorkspaceError(error, "configuration")).toBe(true);
    found = everythingOf(error);
  }
  expect(plantedIn(found)).toEqual([]);
});

// Whatever others throw.

class Stranger extends Error {
  readonly config = { headers: { authorization: `Bearer ${token}` }, auth: [planted.password, mail] };
  readonly response = { body: { users: [{ name: person, email: mail }] } };
}

test("what hangs on a stranger's error, and on its causes, is not shown", () => {
  hideSecret(secretKey);
  const cause = new AggregateError(
    [new Stranger(`password=${encodeURIComponent(password)}`), { token }, [mail]],
    `user '${person}': ${mail}`,
    {
      cause: new Stranger(secretKey, { cause: new Stranger(`the token ${token}`) }),
    },
  );
  expect(plantedIn(everythingOf(workspaceError("unavailable", "no", { cause })))).toEqual([]);
  expect(plantedIn(String(Reflect.get(Object(workspaceError("unavailable", "no", { cause })), "stack")))).toEqual([]);
});

// A process of its own: everything that it prints, thrown errors among it.

test("a real provider process prints none, with its log at debug and its errors uncaught", async () => {
  const [, answer] = echoes[0] ?? fail();
  const { url } = await serving((asked) => answer({ asked, own: [accessKey, secretKey, securityToken] }));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ...both,
    HW_SECURITY_TOKEN: securityToken,
    HW_REGION_NAME: "ap-southeast-1",
    HW_PROJECT_ID: "p1",
    HW_WORKSPACE_ENDPOINT: url,
    HW_IAM_ENDPOINT: url,
    HW_WORKSPACE_LOG: "debug",
  };
  for (const op of ["check", "create", "read", "update", "delete"]) {
    const printed = await printedBy(join(repository, "test/service/provider-process.mjs"), [op], env);
    expect({ op, printed }).toMatchObject({ op, printed: expect.stringContaining("ended") });
    // Nothing is asked in a check.
    if (op !== "check") expect({ op, printed }).toMatchObject({ op, printed: expect.stringContaining("[redacted]") });
    expect({ op, planted: plantedIn(printed), printed: "" }).toEqual({ op, planted: [], printed: "" });
  }
});

function printedBy(script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env, maxBuffer: 50_000_000 }, (error, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}\n${String(error)}`),
    );
  });
}

function fail(): never {
  throw new Error("the test has lost its own table");
}
