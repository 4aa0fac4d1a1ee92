// Who acts: each credential whole from one source, read again from that source, and from no other.

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import {
  type Asked,
  credentialsOf,
  type Home,
  keysOf,
  makeHome,
  messageOf,
  profile,
  region,
  resolve,
  type Values,
} from "./resolve.ts";

let home: Home;
beforeEach(() => {
  home = makeHome();
  home.write({ current: "work", profiles: [profile("work", keysOf("WORK")), profile("other", keysOf("OTHER"))] });
});
afterEach(() => home.remove());

const inRegion = (asked: Asked): Asked => ({ ...asked, env: { ...region, ...asked.env } });

/** Each source of credentials, strongest first; the last one stands for the file in the home folder. */
const sources: readonly (readonly [string, Asked, string])[] = [
  ['profile "other" of ~/.hcloud/config.json', { args: { profile: "other" } }, "OTHERAK"],
  ["HW_ACCESS_KEY", { env: { HW_ACCESS_KEY: "HWAK", HW_SECRET_KEY: "hw-secret" } }, "HWAK"],
  ["HUAWEICLOUD_SDK_AK", { env: { HUAWEICLOUD_SDK_AK: "SDKAK", HUAWEICLOUD_SDK_SK: "sdk-secret" } }, "SDKAK"],
  ["huaweicloud:accessKey", { config: { accessKey: "STACKAK", secretKey: "stack-secret" } }, "STACKAK"],
  ['profile "work" of ~/.hcloud/config.json', {}, "WORKAK"],
];
const pairs = sources.flatMap((stronger, i) => sources.slice(i + 1).map((weaker) => [stronger, weaker] as const));

test.each(pairs)("%p comes before %p", ([from, stronger, accessKey], [, weaker]) => {
  const settings = resolve({
    config: { ...weaker.config, ...stronger.config },
    args: { ...weaker.args, ...stronger.args },
    env: { ...region, ...home.env, ...weaker.env, ...stronger.env },
  });
  expect(credentialsOf(settings)).toMatchObject({ kind: "access key", accessKey });
  expect(settings.sources.credentials).toBe(from);
});

test("without any, the ECS metadata service is asked, at the address that the environment may give", () => {
  expect(resolve({ env: region }).credentials).toMatchObject({
    kind: "metadata",
    from: "the ECS metadata service",
    endpoint: "http://169.254.169.254",
  });
  const env = { ...region, HW_METADATA_ENDPOINT: "http://127.0.0.1:8080" };
  expect(resolve({ env }).credentials).toMatchObject({ kind: "metadata", endpoint: "http://127.0.0.1:8080" });
});

test.each<[string, Values, object, string]>([
  [
    "a temporary key",
    { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "sk", HW_SECURITY_TOKEN: "st" },
    { kind: "access key", accessKey: "AK", secretKey: "sk", securityToken: "st" },
    "HW_ACCESS_KEY",
  ],
  [
    "the SDK's temporary key",
    { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "sk", HUAWEICLOUD_SDK_SECURITY_TOKEN: "st" },
    { kind: "access key", accessKey: "AK", secretKey: "sk", securityToken: "st" },
    "HUAWEICLOUD_SDK_AK",
  ],
  ["a token", { HW_AUTH_TOKEN: "T" }, { kind: "token", token: "T" }, "HW_AUTH_TOKEN"],
  [
    "a user of an account by name",
    { HW_USER_NAME: "u", HW_USER_PASSWORD: " p ", HW_DOMAIN_NAME: "d", HW_DOMAIN_ID: "i" },
    { kind: "password", userName: "u", password: " p ", domainName: "d" },
    "HW_USER_NAME",
  ],
  [
    "a user of an account by id",
    { HW_USER_NAME: "u", HW_USER_PASSWORD: "p", HW_DOMAIN_ID: "i" },
    { kind: "password", userName: "u", password: "p", domainId: "i" },
    "HW_USER_NAME",
  ],
  [
    "a user by id, which needs no account",
    { HW_USER_ID: "uid", HW_USER_PASSWORD: "p" },
    { kind: "password", userId: "uid", password: "p" },
    "HW_USER_ID",
  ],
  [
    "keys beside a user's name, which is no secret",
    { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "sk", HW_USER_NAME: "u", HW_DOMAIN_NAME: "d" },
    { kind: "access key", accessKey: "AK", secretKey: "sk" },
    "HW_ACCESS_KEY",
  ],
])("%s is a credential", (_what, env, credentials, from) => {
  const settings = resolve(inRegion({ env }));
  expect(credentialsOf(settings)).toEqual(credentials);
  expect(settings.sources.credentials).toBe(from);
});

test("an account alone is no beginning", () => {
  const settings = resolve(inRegion({ env: { HW_DOMAIN_NAME: "d" }, config: { accessKey: "AK", secretKey: "sk" } }));
  expect(settings.sources.credentials).toBe("huaweicloud:accessKey");
});

const stack = { accessKey: "STACKAK", secretKey: "stack-secret" };

test.each<[string, Values, string]>([
  ["an access key alone", { HW_ACCESS_KEY: "AK-value" }, "HW_ACCESS_KEY is set without HW_SECRET_KEY"],
  ["a secret key alone", { HW_SECRET_KEY: "SK-value" }, "HW_SECRET_KEY is set without HW_ACCESS_KEY"],
  ["a security token alone", { HW_SECURITY_TOKEN: "T-value" }, "HW_SECURITY_TOKEN is set without HW_ACCESS_KEY"],
  [
    "a temporary key without its secret",
    { HW_ACCESS_KEY: "AK-value", HW_SECURITY_TOKEN: "T-value" },
    "HW_ACCESS_KEY and HW_SECURITY_TOKEN are set without HW_SECRET_KEY",
  ],
  [
    "a user without password",
    { HW_USER_NAME: "u-value", HW_DOMAIN_NAME: "d-value" },
    "HW_USER_NAME and HW_DOMAIN_NAME are set without HW_USER_PASSWORD",
  ],
  [
    "a user without account",
    { HW_USER_NAME: "u-value", HW_USER_PASSWORD: "p-value" },
    "HW_USER_NAME and HW_USER_PASSWORD are set without HW_DOMAIN_NAME",
  ],
  ["a password alone", { HW_USER_PASSWORD: "p-value" }, "HW_USER_PASSWORD is set without HW_USER_NAME"],
  ["an id without password", { HW_USER_ID: "i-value" }, "HW_USER_ID is set without HW_USER_PASSWORD"],
  ["half of the SDK's", { HUAWEICLOUD_SDK_AK: "AK-value" }, "HUAWEICLOUD_SDK_AK is set without HUAWEICLOUD_SDK_SK"],
])("%s is half a credential, never completed from another source and never shown", (_what, env, words) => {
  const message = messageOf(() => resolve(inRegion({ env, config: stack })));
  expect(message).toBe(`Half a credential: ${words}; set it too, or remove the rest.`);
});

test("half a credential of Pulumi config is named by its keys", () => {
  expect(messageOf(() => resolve(inRegion({ config: { accessKey: "AK-value" } })))).toContain(
    "huaweicloud:accessKey is set without huaweicloud:secretKey",
  );
});

test.each<[string, Asked, string]>([
  [
    "keys and a token",
    { env: { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "b", HW_AUTH_TOKEN: "c" } },
    "HW_ACCESS_KEY and HW_AUTH_TOKEN",
  ],
  [
    "keys and a password",
    { env: { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "b", HW_USER_PASSWORD: "c" } },
    "HW_ACCESS_KEY and HW_USER_PASSWORD",
  ],
  [
    "a token and a password",
    { config: { authToken: "a", userName: "u", password: "b", domainName: "d" } },
    "huaweicloud:authToken and huaweicloud:password",
  ],
])("%s in one source are two credentials, and nobody chooses between them", (_what, asked, words) => {
  expect(messageOf(() => resolve(inRegion(asked)))).toContain(`${words} are both set: these are two credentials`);
});

test("what is read is what the source holds at that time", () => {
  const env: Record<string, string> = { ...region, HW_ACCESS_KEY: "OLD", HW_SECRET_KEY: "old-secret" };
  const settings = resolve({ env });
  env.HW_ACCESS_KEY = "NEW";
  env.HW_SECRET_KEY = "new-secret";
  expect(credentialsOf(settings)).toEqual({ kind: "access key", accessKey: "NEW", secretKey: "new-secret" });
});

test("a source that was emptied is an error: nobody else's credentials take its place", () => {
  const env: Record<string, string> = { ...region, HW_ACCESS_KEY: "OLD", HW_SECRET_KEY: "old-secret" };
  const settings = resolve({ env, config: stack });
  delete env.HW_SECRET_KEY;
  expect(messageOf(() => credentialsOf(settings))).toContain("HW_ACCESS_KEY is set without HW_SECRET_KEY");
  delete env.HW_ACCESS_KEY;
  expect(messageOf(() => credentialsOf(settings))).toBe(
    "HW_ACCESS_KEY was set when this run began and is not set any more: set it again, or begin a new run.",
  );
});

/** Like Keystone's: a signed message in base64, `-` for `/`, with the JSON in the middle. */
function pkiToken(expiresAt: string): string {
  const json = JSON.stringify({ token: { expires_at: expiresAt, methods: ["password"] } });
  const bytes = Buffer.concat([
    Buffer.from([0x30, 0x82, 0x06, 0x5b, 0x06, 0x09]),
    Buffer.from(json),
    Buffer.alloc(8, 255),
  ]);
  return bytes.toString("base64").replaceAll("/", "-");
}

test("a token that has ended is refused with its end, and one that goes on is taken until then", () => {
  const end = Date.UTC(2026, 10, 21, 8);
  const env = { ...region, HW_AUTH_TOKEN: pkiToken(new Date(end).toISOString()) };
  expect(env.HW_AUTH_TOKEN.startsWith("MII")).toBe(true);
  expect(credentialsOf(resolve({ env, now: end - 1 }))).toMatchObject({ kind: "token" });
  const message = messageOf(() => resolve({ env, now: end }));
  expect(message).toBe(
    "The token of HW_AUTH_TOKEN ended at 2026-11-21T08:00:00.000Z: get a new one, or set a user with password, whose tokens are renewed, or an access key.",
  );
});

test.each([["opaque-token"], ["MIIgarbage"], [pkiToken("soon")], [`gAAAA${pkiToken("2020-01-01T00:00:00Z")}`]])(
  "of a token that does not tell its end (%s) the service decides",
  (token) => {
    expect(credentialsOf(resolve(inRegion({ env: { HW_AUTH_TOKEN: token } })))).toEqual({ kind: "token", token });
  },
);
