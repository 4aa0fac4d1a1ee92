import { expect, test } from "@jest/globals";
import { givenPlace, resolveSettings } from "../../provider/config.ts";
import { isWorkspaceError } from "../../provider/workspace/errors.ts";

type Values = Readonly<Record<string, string>>;
const keys = { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "secret-key" };
const resolve = ({ config = {}, env = {}, args = {} }: { config?: Values; env?: Values; args?: Values }) =>
  resolveSettings({ config: (key) => config[key], env, args });

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isWorkspaceError(error, "configuration")) return error.message;
    throw error;
  }
  throw new Error("expected a configuration error, and there was none");
}

test("region and two keys are enough; the rest has defaults", () => {
  const { credentials, ...settings } = resolve({ env: { HW_REGION_NAME: "ap-southeast-1", ...keys } });
  expect(credentials.kind === "given" && credentials.read()).toEqual({
    kind: "access key",
    accessKey: "AK",
    secretKey: "secret-key",
  });
  expect(settings).toEqual({
    place: { region: "ap-southeast-1" },
    endpoint: "https://workspace.ap-southeast-1.myhuaweicloud.com",
    iamEndpoint: "https://iam.ap-southeast-1.myhuaweicloud.com",
    insecure: false,
    maxRequestsPerSecond: 3,
    sources: {
      region: "HW_REGION_NAME",
      endpoint: "the default",
      iamEndpoint: "the default",
      insecure: "the default",
      maxRequestsPerSecond: "the default",
      credentials: "HW_ACCESS_KEY",
    },
  });
});

test.each<[string, Parameters<typeof resolve>[0], string, string]>([
  [
    "the argument",
    { args: { region: "r1" }, config: { region: "r2" }, env: { HW_REGION_NAME: "r3" } },
    "r1",
    "the resource's region",
  ],
  ["Pulumi config", { config: { region: "r2" }, env: { HW_REGION_NAME: "r3" } }, "r2", "huaweicloud:region"],
  ["the environment", { env: { HW_REGION_NAME: "r3" } }, "r3", "HW_REGION_NAME"],
  [
    "no empty value",
    { args: { region: "" }, config: { region: "" }, env: { HW_REGION_NAME: "r3" } },
    "r3",
    "HW_REGION_NAME",
  ],
])("for places, %s comes first", (_name, given, region, source) => {
  const settings = resolve({ ...given, env: { ...keys, ...given.env } });
  expect([settings.place.region, settings.sources.region]).toEqual([region, source]);
});

test("snake_case keys of Pulumi config are taken too", () => {
  const config = { region: "r", project_id: "p", max_requests_per_second: "7", ca_file: "/ca.pem", insecure: "true" };
  const settings = resolve({ config, env: keys });
  expect(settings).toMatchObject({
    place: { projectId: "p" },
    maxRequestsPerSecond: 7,
    caFile: "/ca.pem",
    insecure: true,
  });
  expect(settings.sources.projectId).toBe("huaweicloud:project_id");
});

test("what a preview may ask is given without credentials and without looking anything up", () => {
  const sources = { config: () => undefined, env: { HW_REGION_NAME: "r", HUAWEICLOUD_SDK_PROJECT_ID: "p" }, args: {} };
  expect(givenPlace(sources)).toEqual({
    region: { value: "r", from: "HW_REGION_NAME" },
    projectId: { value: "p", from: "HUAWEICLOUD_SDK_PROJECT_ID" },
  });
  expect(givenPlace({ ...sources, env: {} })).toEqual({});
});

const sdk = { HUAWEICLOUD_SDK_AK: "SDK-AK", HUAWEICLOUD_SDK_SK: "SDK-SK" };
const stack = { accessKey: "STACK-AK", secretKey: "STACK-SK" };

test.each<[string, Values, Values, object, string]>([
  ["HW_* before all others", { ...keys, ...sdk }, stack, { kind: "access key", accessKey: "AK" }, "HW_ACCESS_KEY"],
  ["the SDK's before Pulumi config", sdk, stack, { accessKey: "SDK-AK", secretKey: "SDK-SK" }, "HUAWEICLOUD_SDK_AK"],
  ["Pulumi config last", {}, stack, { accessKey: "STACK-AK" }, "huaweicloud:accessKey"],
  ["a temporary key", { ...keys, HW_SECURITY_TOKEN: "T" }, {}, { securityToken: "T" }, "HW_ACCESS_KEY"],
  ["a token", { HW_AUTH_TOKEN: "T" }, stack, { kind: "token", token: "T" }, "HW_AUTH_TOKEN"],
  [
    "user and password",
    { HW_USER_NAME: "u", HW_USER_PASSWORD: "p", HW_DOMAIN_NAME: "d" },
    stack,
    { kind: "password", userName: "u", password: "p", domainName: "d" },
    "HW_USER_NAME",
  ],
  [
    "a domain alone as no beginning",
    { HW_DOMAIN_NAME: "d" },
    stack,
    { accessKey: "STACK-AK" },
    "huaweicloud:accessKey",
  ],
])("credentials take %s", (_name, env, config, credentials, source) => {
  const settings = resolve({ env: { HW_REGION_NAME: "r", ...env }, config });
  expect(settings.credentials.kind === "given" && settings.credentials.read()).toMatchObject(credentials);
  expect(settings.sources.credentials).toBe(source);
});

test.each<[string, Values, string[]]>([
  ["an access key alone", { HW_ACCESS_KEY: "AK" }, ["HW_ACCESS_KEY is set", "HW_SECRET_KEY"]],
  ["a secret key alone", { HW_SECRET_KEY: "SK-value" }, ["HW_SECRET_KEY is set", "HW_ACCESS_KEY"]],
  ["a security token alone", { HW_SECURITY_TOKEN: "T-value" }, ["HW_SECURITY_TOKEN is set", "HW_ACCESS_KEY"]],
  ["a user without password", { HW_USER_NAME: "u", HW_DOMAIN_NAME: "d" }, ["HW_USER_NAME", "HW_USER_PASSWORD"]],
  ["a user without domain", { HW_USER_NAME: "u", HW_USER_PASSWORD: "p-value" }, ["HW_USER_NAME", "HW_DOMAIN_NAME"]],
])("%s is half a credential, never completed from another source and never shown", (_name, env, words) => {
  const message = messageOf(() => resolve({ env: { HW_REGION_NAME: "r", ...env }, config: stack }));
  for (const word of words) expect(message).toContain(word);
  expect(message).not.toMatch(/-value|STACK/);
});

test.each<[string, Parameters<typeof resolve>[0], string[]]>([
  ["no region", { env: keys }, ["region", "HW_REGION_NAME"]],
  ["no credentials", { env: { HW_REGION_NAME: "r" } }, ["HW_ACCESS_KEY", "HW_AUTH_TOKEN", "HW_USER_NAME"]],
  ["a region with a slash", { config: { region: "a/b" }, env: keys }, ['"a/b"', "huaweicloud:region"]],
  [
    "an endpoint without scheme",
    { args: { region: "r", endpoint: "example.com" }, env: keys },
    ['"example.com"', "the resource's endpoint", "scheme"],
  ],
  [
    "an endpoint with a path",
    { args: { region: "r" }, env: { ...keys, HW_WORKSPACE_ENDPOINT: "https://e.com/v2" } },
    ["HW_WORKSPACE_ENDPOINT", "path"],
  ],
  [
    "an endpoint of another scheme",
    { args: { region: "r" }, env: { ...keys, HW_IAM_ENDPOINT: "ftp://e.com" } },
    ["HW_IAM_ENDPOINT", "scheme"],
  ],
  [
    "a rate of 0",
    { args: { region: "r" }, env: keys, config: { maxRequestsPerSecond: "0" } },
    ['"0"', "huaweicloud:maxRequestsPerSecond", "greater than 0"],
  ],
  [
    "a rate that is no number",
    { args: { region: "r" }, env: keys, config: { maxRequestsPerSecond: "fast" } },
    ['"fast"'],
  ],
  [
    "insecure: maybe",
    { args: { region: "r" }, env: keys, config: { insecure: "maybe" } },
    ['"maybe"', "true and false"],
  ],
  ["a profile", { args: { region: "r" }, env: { ...keys, HW_PROFILE: "work" } }, ["HW_PROFILE", "not support"]],
  [
    "an agency",
    { args: { region: "r" }, env: keys, config: { agencyName: "ops" } },
    ["huaweicloud:agencyName", "not support"],
  ],
])("%s is one sentence with the setting and what is allowed", (_name, given, words) => {
  const message = messageOf(() => resolve(given));
  for (const word of words) expect(message).toContain(word);
});

test("an endpoint with a trailing slash is taken, one with a password in it is refused without showing it", () => {
  const settings = resolve({ args: { region: "r", endpoint: "http://127.0.0.1:8080/" }, env: keys });
  expect(settings.endpoint).toBe("http://127.0.0.1:8080");
  const message = messageOf(() => resolve({ args: { region: "r", endpoint: "https://u:hidden@e.com" }, env: keys }));
  expect(message).not.toContain("hidden");
});
