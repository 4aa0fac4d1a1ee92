// Place and settings: which source counts, and how each is told.

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { givenPlace } from "../../../provider/config.ts";
import {
  type Asked,
  type Home,
  keys,
  keysOf,
  makeHome,
  messageOf,
  notices,
  profile,
  region,
  resolve,
} from "./resolve.ts";

let home: Home;
beforeEach(() => {
  home = makeHome();
});
afterEach(() => home.remove());

test("region and two keys are enough; the rest has defaults", () => {
  const { credentials, ...settings } = resolve({ env: { ...region, ...keys } });
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

/** Each source of a region, strongest first. */
const regions: readonly (readonly [string, Asked])[] = [
  ["the resource's region", { args: { region: "aa-one-1" } }],
  ["huaweicloud:region", { config: { region: "aa-two-2" } }],
  ["HW_REGION_NAME", { env: { HW_REGION_NAME: "aa-three-3" } }],
  ['profile "work" of ~/.hcloud/config.json', { env: { HW_PROFILE: "work" } }],
];
const pairs = regions.flatMap((stronger, i) => regions.slice(i + 1).map((weaker) => [stronger, weaker] as const));

const both = (one: Asked, other: Asked): Asked => ({
  config: { ...other.config, ...one.config },
  args: { ...other.args, ...one.args },
  env: { ...home.env, ...other.env, ...one.env },
});

test.each(pairs)("a region of %p comes before one of %p", ([source, stronger], [, weaker]) => {
  home.write({ current: "work", profiles: [profile("work", { ...keysOf("WORK"), region: "aa-four-4" })] });
  expect(resolve(both(stronger, weaker)).sources.region).toBe(source);
});

test("an empty value is none, and a line break around a value is not part of it", () => {
  const settings = resolve({
    args: { region: "" },
    config: { region: "" },
    env: { ...keys, HW_REGION_NAME: "aa-three-3\n", HW_ACCESS_KEY: "AK\n", HW_SECRET_KEY: " secret-key " },
  });
  expect(settings.place.region).toBe("aa-three-3");
  expect(settings.credentials.kind === "given" && settings.credentials.read()).toMatchObject({
    accessKey: "AK",
    secretKey: "secret-key",
  });
});

test("snake_case keys of Pulumi config are taken too", () => {
  const config = { project_id: "p", max_requests_per_second: "7", ca_file: "/ca.pem", insecure: "false" };
  const settings = resolve({ config, env: { ...region, ...keys } });
  expect(settings).toMatchObject({
    place: { projectId: "p" },
    maxRequestsPerSecond: 7,
    caFile: "/ca.pem",
    insecure: false,
  });
  expect(settings.sources.projectId).toBe("huaweicloud:project_id");
});

test.each<[string, Asked, object, string]>([
  ["the resource's id", { args: { projectId: "a" }, config: { projectId: "b" } }, { projectId: "a" }, "projectId"],
  ["an id of the config", { config: { projectId: "b" }, env: { HW_PROJECT_ID: "c" } }, { projectId: "b" }, "projectId"],
  [
    "a name of the config before an id of the environment",
    { config: { projectName: "team" }, env: { HW_PROJECT_ID: "c" } },
    { projectName: "team" },
    "projectName",
  ],
  [
    "an id beside a name of one source",
    { env: { HW_PROJECT_ID: "c", HW_PROJECT_NAME: "team" } },
    { projectId: "c" },
    "projectId",
  ],
  [
    "a name before the SDK's id",
    { env: { HW_PROJECT_NAME: "team", HUAWEICLOUD_SDK_PROJECT_ID: "d" } },
    { projectName: "team" },
    "projectName",
  ],
  ["the SDK's id", { env: { HUAWEICLOUD_SDK_PROJECT_ID: "d" } }, { projectId: "d" }, "projectId"],
])("a project is taken from %s", (_what, asked, project, setting) => {
  const settings = resolve({ ...asked, env: { ...region, ...keys, ...asked.env } });
  expect(settings.place).toEqual({ region: "ap-southeast-1", ...project });
  expect(Object.keys(settings.sources).filter((name) => name.startsWith("project"))).toEqual([setting]);
});

test("what a preview may ask is given without credentials and without looking anything up", () => {
  const sources = {
    config: () => undefined,
    env: { HW_REGION_NAME: "aa-one-1", HUAWEICLOUD_SDK_PROJECT_ID: "p" },
    args: {},
  };
  expect(givenPlace({ ...sources, env: { ...sources.env, HW_ACCESS_KEY: "half" } })).toEqual({
    region: { value: "aa-one-1", from: "HW_REGION_NAME" },
    projectId: { value: "p", from: "HUAWEICLOUD_SDK_PROJECT_ID" },
  });
  expect(givenPlace({ ...sources, env: {} })).toEqual({});
});

test.each<[string, Asked, string, string]>([
  ["none is given", {}, "workspace.ap-southeast-1.myhuaweicloud.com", "iam.ap-southeast-1.myhuaweicloud.com"],
  [
    "the region is European",
    { args: { region: "eu-west-101" } },
    "workspace.eu-west-101.myhuaweicloud.eu",
    "iam.eu-west-101.myhuaweicloud.eu",
  ],
  [
    "another cloud is named",
    { env: { HW_CLOUD: "cloud.example.com" }, args: { region: "north" } },
    "workspace.north.cloud.example.com",
    "iam.north.cloud.example.com",
  ],
  [
    "another cloud is named for Europe",
    { config: { cloud: "cloud.example.com" }, args: { region: "eu-west-101" } },
    "workspace.eu-west-101.cloud.example.com",
    "iam.eu-west-101.cloud.example.com",
  ],
  [
    "IAM's is given as Terraform has it",
    { env: { HW_AUTH_URL: "https://iam.example.com/v3" } },
    "workspace.ap-southeast-1.myhuaweicloud.com",
    "iam.example.com",
  ],
  [
    "IAM's is given twice",
    { env: { HW_AUTH_URL: "https://other.example.com/v3/", HW_IAM_ENDPOINT: "https://iam.example.com" } },
    "workspace.ap-southeast-1.myhuaweicloud.com",
    "iam.example.com",
  ],
  [
    "the argument names one",
    { args: { endpoint: "https://w.example.com/" }, config: { endpoint: "https://c.example.com" } },
    "w.example.com",
    "iam.ap-southeast-1.myhuaweicloud.com",
  ],
  [
    "it is Workspace's own",
    { args: { endpoint: "https://workspace.ap-southeast-1.myhuaweicloud.com" } },
    "workspace.ap-southeast-1.myhuaweicloud.com",
    "iam.ap-southeast-1.myhuaweicloud.com",
  ],
  [
    "it is a gateway of somebody, wherever that is",
    { args: { endpoint: "https://gateway.cn-north-4.example.com" } },
    "gateway.cn-north-4.example.com",
    "iam.ap-southeast-1.myhuaweicloud.com",
  ],
  [
    "it only begins like Workspace's",
    { args: { endpoint: "https://workspace.example.com" } },
    "workspace.example.com",
    "iam.ap-southeast-1.myhuaweicloud.com",
  ],
])("endpoints when %s", (_what, asked, workspace, iam) => {
  const settings = resolve({ ...asked, env: { ...region, ...keys, ...asked.env } });
  expect([settings.endpoint, settings.iamEndpoint]).toEqual([`https://${workspace}`, `https://${iam}`]);
});

test.each([
  ["true", true],
  ["TRUE", true],
  ["1", true],
  ["false", false],
  ["0", false],
])("HW_INSECURE=%s is %s", (word, value) => {
  const settings = resolve({ env: { ...region, ...keys, HW_INSECURE: word } });
  expect([settings.insecure, settings.sources.insecure]).toEqual([value, "HW_INSECURE"]);
});

test.each([["0.1"], ["1000"], ["2.5"]])("%s requests a second are taken", (rate) => {
  const settings = resolve({ env: { ...region, ...keys }, config: { maxRequestsPerSecond: rate } });
  expect(settings.maxRequestsPerSecond).toBe(Number(rate));
});

test.each<[string, Asked, object, string]>([
  [
    "Pulumi config",
    { config: { agencyName: "ops", agencyDomainName: "acme" } },
    { agencyName: "ops", domain: { name: "acme" } },
    "huaweicloud:agencyName",
  ],
  [
    "the environment",
    { env: { HW_ASSUME_ROLE_AGENCY_NAME: "ops", HW_ASSUME_ROLE_DOMAIN_ID: "d1" } },
    { agencyName: "ops", domain: { id: "d1" } },
    "HW_ASSUME_ROLE_AGENCY_NAME",
  ],
  [
    "Pulumi config before the environment",
    {
      config: { agency_name: "ops", agency_domain_name: "acme" },
      env: { HW_ASSUME_ROLE_AGENCY_NAME: "other", HW_ASSUME_ROLE_DOMAIN_NAME: "other" },
    },
    { agencyName: "ops", domain: { name: "acme" } },
    "huaweicloud:agency_name",
  ],
])("an agency of %s", (_what, asked, agency, from) => {
  const settings = resolve({ ...asked, env: { ...region, ...keys, ...asked.env } });
  expect(settings.agency).toEqual({ ...agency, from });
  expect(settings.sources.agency).toBe(from);
});

test("an account without an agency is for another tool, an agency without an account is refused", () => {
  expect(resolve({ env: { ...region, ...keys, HW_ASSUME_ROLE_DOMAIN_NAME: "acme" } }).agency).toBeUndefined();
  const env = { ...region, ...keys, HW_ASSUME_ROLE_AGENCY_NAME: "ops" };
  expect(messageOf(() => resolve({ env }))).toBe(
    "HW_ASSUME_ROLE_AGENCY_NAME is set without HW_ASSUME_ROLE_DOMAIN_NAME: name the account that has the agency too, or remove it.",
  );
});

/** Region and project of one source, and a resource in another region. */
const elsewhere = { args: { region: "bb-two-2" } };
test.each<[string, Asked, string]>([
  ["Pulumi config", { config: { region: "aa-one-1", projectId: "p" } }, "huaweicloud:projectId"],
  ["a name of Pulumi config", { config: { region: "aa-one-1", projectName: "p" } }, "huaweicloud:projectName"],
  ["the environment", { env: { HW_REGION_NAME: "aa-one-1", HW_PROJECT_ID: "p" } }, "HW_PROJECT_ID"],
  ["the SDK", { env: { HW_REGION_NAME: "aa-one-1", HUAWEICLOUD_SDK_PROJECT_ID: "p" } }, "HUAWEICLOUD_SDK_PROJECT_ID"],
  [
    "Pulumi config beside a region of the environment",
    { config: { projectId: "p" }, env: { HW_REGION_NAME: "aa-one-1" } },
    "huaweicloud:projectId",
  ],
  [
    "the environment beside a region of Pulumi config",
    { config: { region: "aa-one-1" }, env: { HW_PROJECT_ID: "p" } },
    "HW_PROJECT_ID",
  ],
])("a project of %s is not used in another region, and a notice says so", (_what, asked, from) => {
  const there = { ...asked, ...elsewhere, env: { ...keys, ...asked.env } };
  expect(resolve(there).place).toEqual({ region: "bb-two-2" });
  expect(notices(there)).toContain(`${from} is not used here: it goes with region aa-one-1`);
  const sources = { config: (key: string) => asked.config?.[key], env: there.env, args: there.args };
  expect(givenPlace(sources)).toEqual({ region: { value: "bb-two-2", from: "the resource's region" } });
  const here = { ...there, args: { region: "aa-one-1" } };
  expect(Object.values(resolve(here).place)).toEqual(["aa-one-1", "p"]);
  expect(notices(here)).toBe("");
});

test("a project that no region goes with, and one of the resource itself, count wherever the resource is", () => {
  expect(resolve({ ...elsewhere, env: { ...keys, HW_PROJECT_ID: "p" } }).place.projectId).toBe("p");
  const args = { ...elsewhere.args, projectId: "own" };
  const env = { ...keys, HW_REGION_NAME: "aa-one-1", HW_PROJECT_ID: "p" };
  expect(resolve({ args, env }).place.projectId).toBe("own");
});

test("a region of Pulumi config does not take the project that the environment has for another", () => {
  const env = { ...keys, HW_REGION_NAME: "aa-one-1", HW_PROJECT_ID: "p" };
  expect(resolve({ config: { region: "bb-two-2" }, env }).place).toEqual({ region: "bb-two-2" });
});

test("a project of the same region counts, though a stronger source names one of another", () => {
  const env = { ...keys, HW_REGION_NAME: "bb-two-2", HW_PROJECT_ID: "p2" };
  const settings = resolve({ ...elsewhere, config: { region: "aa-one-1", projectId: "p1" }, env });
  expect(settings.place).toEqual({ region: "bb-two-2", projectId: "p2" });
});
