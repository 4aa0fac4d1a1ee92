// The file of hcloud: which profile counts, what it says, and what cannot be read.

import { mkdirSync, rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { givenPlace } from "../../../provider/config.ts";
import {
  type Asked,
  credentialsOf,
  type Home,
  keys,
  keysOf,
  makeHome,
  messageOf,
  notices,
  profile,
  region,
  resolve,
  type Values,
} from "./resolve.ts";

let home: Home;
beforeEach(() => {
  home = makeHome();
});
afterEach(() => home.remove());

const atHome = ({ env, ...asked }: Asked = {}): Asked => ({ ...asked, env: { ...home.env, ...env } });
const file = (...profiles: Values[]) => ({ language: "en", current: "work", authEncrypt: "false", profiles });

const work = profile("work", { ...keysOf("WORK"), region: "cn-north-4", projectId: "p-work" });
const lab = profile("lab", { ...keysOf("LAB"), region: "la-south-2" });

test("the profile that hcloud uses is taken with its place, when nothing else says who acts", () => {
  home.write(file(lab, work));
  const settings = resolve(atHome());
  expect(credentialsOf(settings)).toEqual({ kind: "access key", accessKey: "WORKAK", secretKey: "WORK-secret" });
  expect(settings.place).toEqual({ region: "cn-north-4", projectId: "p-work" });
  const from = 'profile "work" of ~/.hcloud/config.json';
  expect(settings.sources).toMatchObject({ region: from, projectId: from, credentials: from });
});

test("its home is also the one of Windows, and a file may be elsewhere", () => {
  home.write(file(work));
  expect(resolve({ env: { USERPROFILE: home.env.HOME } }).place.region).toBe("cn-north-4");
  const settings = resolve({ env: { HW_SHARED_CONFIG_FILE: home.file } });
  expect(settings.sources.region).toBe(`profile "work" of ${home.file}`);
  expect(resolve(atHome({ env: { HW_SHARED_CONFIG_FILE: home.file, HOME: "/nowhere" } })).place.region).toBe(
    "cn-north-4",
  );
  expect(resolve(atHome({ config: { sharedConfigFile: "~/.hcloud/config.json" } })).place.region).toBe("cn-north-4");
});

test.each<[string, Asked, string]>([
  ["the resource", { args: { profile: "lab" }, config: { profile: "x" }, env: { HW_PROFILE: "y" } }, "LABAK"],
  ["Pulumi config", { config: { profile: "lab" }, env: { HW_PROFILE: "y" } }, "LABAK"],
  ["the environment", { env: { HW_PROFILE: "lab" } }, "LABAK"],
])("%s names another profile than hcloud's own", (_what, asked, accessKey) => {
  home.write(file(work, lab));
  expect(credentialsOf(resolve(atHome(asked)))).toMatchObject({ accessKey });
});

test("nothing of a profile counts while somebody else acts: its project may be of another account", () => {
  home.write(file(work));
  for (const env of [{}, { HW_PROFILE: "work" }])
    expect(resolve(atHome({ env: { ...region, ...keys, ...env } })).place).toEqual({ region: "ap-southeast-1" });
});

test("a profile that the resource names goes before the configuration: keys, region and project", () => {
  home.write(file(work, lab));
  const asked = atHome({ args: { profile: "work" }, config: { region: "aa-two-2", projectId: "p-stack" }, env: keys });
  const settings = resolve(asked);
  expect(settings.place).toEqual({ region: "cn-north-4", projectId: "p-work" });
  expect(credentialsOf(settings)).toMatchObject({ accessKey: "WORKAK" });
  const moved = resolve({ ...asked, args: { profile: "work", region: "aa-one-1", projectId: "p-own" } });
  expect(moved.place).toEqual({ region: "aa-one-1", projectId: "p-own" });
});

test("a project of the configuration is not joined with a profile of the resource that has none", () => {
  home.write(file(work, lab));
  const env = { ...region, ...keys, HW_PROJECT_ID: "p-env" };
  const message = messageOf(() => resolve(atHome({ args: { profile: "lab" }, env })));
  expect(message).toContain(
    'profile "lab" of ~/.hcloud/config.json, which names no project, while HW_PROJECT_ID says p-env',
  );
  expect(resolve(atHome({ args: { profile: "lab", projectId: "p-own" }, env })).place.projectId).toBe("p-own");
  expect(resolve(atHome({ args: { profile: "lab" }, env: { ...region, ...keys } })).place).toEqual({
    region: "la-south-2",
  });
  // Where a preview asks for what exists, this is no refusal: its project is in the state.
  const sources = { config: () => undefined, env: { ...home.env, ...env }, args: { profile: "lab" } };
  expect(givenPlace(sources)).toEqual({
    region: { value: "la-south-2", from: 'profile "lab" of ~/.hcloud/config.json' },
  });
});

test.each<[string, Values, object]>([
  [
    "temporary keys",
    { ...keysOf("TEMP"), securityToken: "st" },
    { kind: "access key", accessKey: "TEMPAK", secretKey: "TEMP-secret", securityToken: "st" },
  ],
  ["a mode in other letters", { ...keysOf("LOW"), mode: "aksk" }, { kind: "access key", accessKey: "LOWAK" }],
  ["no mode at all", { ...keysOf("NONE"), mode: "" }, { kind: "access key", accessKey: "NONEAK" }],
  ["a token", { mode: "token", xAuthToken: "T" }, { kind: "token", token: "T" }],
  [
    "keys and a left-over token: the mode decides",
    { ...keysOf("KEY"), xAuthToken: "T" },
    { kind: "access key", accessKey: "KEYAK" },
  ],
])("a profile may hold %s", (_what, fields, credentials) => {
  home.write(file(profile("work", fields)));
  expect(credentialsOf(resolve(atHome({ env: region })))).toMatchObject(credentials);
});

test("a profile of a cloud server means its metadata", () => {
  home.write(file(profile("work", { mode: "ecsAgency" })));
  expect(resolve(atHome({ env: region })).credentials).toEqual({
    kind: "metadata",
    from: 'profile "work" of ~/.hcloud/config.json',
    endpoint: "http://169.254.169.254",
  });
});

test.each(["AssumeRole", "agency"])("a profile of mode %s acts in its agency, with the keys of its source", (mode) => {
  const agency = { mode, agencyName: "ops", agencyDomainId: "d1", sourceProfile: "lab" };
  home.write(file(profile("work", agency), lab));
  const settings = resolve(atHome({ env: region }));
  expect(credentialsOf(settings)).toMatchObject({ accessKey: "LABAK" });
  expect(settings.agency).toEqual({
    agencyName: "ops",
    domain: { id: "d1" },
    from: 'agencyName of profile "work" of ~/.hcloud/config.json',
  });
});

test("an agency in a profile of keys is taken, as Terraform's provider takes it", () => {
  home.write(file(profile("work", { ...keysOf("WORK"), agencyName: "ops", agencyDomainName: "acme" })));
  const settings = resolve(atHome({ env: region }));
  expect(settings.agency).toMatchObject({ agencyName: "ops", domain: { name: "acme" } });
});

test.each<[string, Values, boolean]>([
  ["AKSK", { agencyName: "ops", agencyDomainName: "acme" }, true],
  ["AssumeRole", { agencyName: "ops", agencyDomainName: "acme" }, false],
  ["AKSK", {}, false],
])(
  "whoever creates with a profile of mode %s and %j is told of an agency that hcloud would not take: %s",
  (mode, fields, told) => {
    home.write(file(profile("work", { ...keysOf("WORK"), ...fields, mode })));
    const line = 'profile "work" of ~/.hcloud/config.json names an agency, so this run acts in it';
    expect(notices(atHome({ env: region })).includes(line)).toBe(told);
  },
);

test("of two profiles with one name the first counts, also as the source of an agency", () => {
  const agency = profile("ops", { mode: "agency", agencyName: "a", agencyDomainName: "d", sourceProfile: "work" });
  home.write(file(work, profile("work", keysOf("SECOND")), agency, profile("ops", keysOf("THIRD"))));
  expect(credentialsOf(resolve(atHome({ env: region })))).toMatchObject({ accessKey: "WORKAK" });
  const settings = resolve(atHome({ env: { ...region, HW_PROFILE: "ops" } }));
  expect(credentialsOf(settings)).toMatchObject({ accessKey: "WORKAK" });
  expect(settings.agency).toMatchObject({ agencyName: "a" });
});

test("an agency of the configuration is for its own credentials, not for a profile that the resource names", () => {
  home.write(file(work, lab));
  const config = { agencyName: "ops", agencyDomainName: "acme" };
  expect(resolve(atHome({ config })).agency).toMatchObject({ agencyName: "ops" });
  expect(resolve(atHome({ config, args: { profile: "work" } })).agency).toBeUndefined();
});

test.each<[string, unknown, Asked, string[]]>([
  [
    "a profile that is not there",
    file(work, lab),
    { config: { profile: "prod" } },
    [
      'huaweicloud:profile names "prod"',
      "~/.hcloud/config.json",
      '"work", "lab"',
      "hcloud configure set --cli-profile=prod",
    ],
  ],
  ["a profile of an empty file", { profiles: [] }, { env: { HW_PROFILE: "prod" } }, ["HW_PROFILE", "it holds none"]],
  [
    "hcloud's own profile that is not there",
    file(lab),
    {},
    ['~/.hcloud/config.json says "current": "work"', 'there is "lab"'],
  ],
  [
    "a profile without a file",
    undefined,
    { args: { profile: "prod" } },
    ["the resource's profile", "there is no file ~/.hcloud/config.json", "--cli-profile=prod"],
  ],
  [
    "a named file that is not there",
    undefined,
    { env: { HW_SHARED_CONFIG_FILE: "/nowhere/config.json" } },
    ["HW_SHARED_CONFIG_FILE", "there is no file /nowhere/config.json", "--cli-profile=default"],
  ],
  [
    "an encrypted file",
    { ...file(work), authEncrypt: "true" },
    {},
    ['profile "work"', "is encrypted", "hcloud configure set --cli-auth-encrypt=false", "HW_ACCESS_KEY"],
  ],
  [
    "a file that was encrypted without saying so",
    { current: "work", profiles: [profile("work", { ...work, accessKeyId: "3q2+7wECAwQ=" })] },
    {},
    ["is encrypted"],
  ],
  [
    "half a credential",
    file(profile("work", { accessKeyId: "WORKAK" })),
    {},
    ['Half a credential: accessKeyId of profile "work"', "without secretAccessKey"],
  ],
  [
    "a named profile with nothing in it",
    file(profile("work")),
    { env: { HW_PROFILE: "work" } },
    ["holds no credentials", "--cli-access-key"],
  ],
  ["a log-in by browser", file(profile("work", { mode: "SSO" })), {}, ["the mode SSO", "HW_SECURITY_TOKEN"]],
  [
    "a token that has ended",
    file(profile("work", { mode: "token", xAuthToken: "T", expiresAt: "2026-11-20T00:00:00Z" })),
    {},
    ["The token of profile", "ended at 2026-11-20"],
  ],
  [
    "an agency without its account",
    file(profile("work", { ...keysOf("WORK"), agencyName: "ops" })),
    {},
    ["agencyName of profile", "without agencyDomainName"],
  ],
  [
    "a mode that acts in an agency, and none is named",
    file(profile("work", { ...keysOf("WORK"), mode: "AssumeRole" })),
    {},
    ["the mode AssumeRole without an agencyName", "--cli-agency-name"],
  ],
  [
    "an agency whose source is not there",
    file(profile("work", { mode: "agency", agencyName: "a", agencyDomainName: "d", sourceProfile: "gone" })),
    {},
    ['"gone" (sourceProfile)', "--cli-profile=gone"],
  ],
  [
    "an agency behind an agency",
    file(
      profile("work", { mode: "agency", agencyName: "a", agencyDomainName: "d", sourceProfile: "lab" }),
      profile("lab", { ...keysOf("LAB"), agencyName: "b", agencyDomainName: "d" }),
    ),
    {},
    ["acts in an agency itself"],
  ],
  ["what is no JSON", '{ "profiles": [{ "secretAccessKey": "hidden-', {}, ["is not JSON", "hcloud configure list"]],
  [
    "what hcloud does not write",
    { profiles: [{ name: "work", region: 5 }] },
    {},
    ["profiles[0].region has to be a text"],
  ],
  ["a list", "[]", {}, ["the whole has to be a map"]],
])("%s is one sentence that names the file, the profile and the way out", (_what, content, asked, words) => {
  if (content !== undefined) home.write(content);
  const message = messageOf(() =>
    resolve(atHome({ ...asked, now: Date.UTC(2026, 10, 21), env: { ...region, ...asked.env } })),
  );
  for (const word of words) expect(message).toContain(word);
  expect(message).not.toMatch(/hidden|WORK-secret|LAB-secret|3q2/);
  expect(message).not.toContain(home.env.HOME);
});

test("a file that this user may not read is named with the reason", () => {
  mkdirSync(home.file, { recursive: true });
  expect(messageOf(() => resolve(atHome({ env: region })))).toContain("~/.hcloud/config.json cannot be read (EISDIR)");
});

test("a file that does not matter is not even looked at", () => {
  home.write("not JSON");
  expect(resolve(atHome({ env: { ...region, ...keys } })).sources.credentials).toBe("HW_ACCESS_KEY");
});

test("a file without profiles, or with a region only, is no source; the next one is asked", () => {
  for (const content of [{ language: "en" }, file(profile("work", { region: "cn-north-4" }))]) {
    home.write(content);
    expect(resolve(atHome({ env: region })).credentials.kind).toBe("metadata");
  }
});

test("a profile is read again each time, under the name that it was chosen by", () => {
  home.write(file(work, lab));
  const settings = resolve(atHome());
  home.write({ ...file(profile("work", keysOf("NEW")), lab), current: "lab" });
  expect(credentialsOf(settings)).toMatchObject({ accessKey: "NEWAK", secretKey: "NEW-secret" });
});

test("a file that is just being written is no reason to stop, a profile that was taken out is", () => {
  home.write(file(work, lab));
  const settings = resolve(atHome());
  home.write('{ "profiles": [{');
  expect(credentialsOf(settings)).toMatchObject({ accessKey: "WORKAK" });
  home.write(file(lab));
  expect(messageOf(() => credentialsOf(settings))).toContain('"work" is not in the profile file any more');
  rmSync(home.file);
  expect(messageOf(() => credentialsOf(settings))).toContain("is not in the profile file any more");
});

test("a file with the mark of Windows editors is read", () => {
  home.write(`\uFEFF${JSON.stringify(file(work))}`);
  expect(resolve(atHome()).place.region).toBe("cn-north-4");
});

test("who misses a region is told when a profile was named and does not count, and only then", () => {
  home.write(file(work, profile("bare", keysOf("BARE"))));
  const words = 'The profile "work" (from HW_PROFILE) says nothing here';
  expect(messageOf(() => resolve(atHome({ env: { ...keys, HW_PROFILE: "work" } })))).toContain(words);
  const plain =
    "No region is set: set huaweicloud:region, HW_REGION_NAME or the resource's region, for example to ap-southeast-1.";
  expect(messageOf(() => resolve(atHome({ env: { HW_PROFILE: "bare" } })))).toBe(plain);
  expect(messageOf(() => resolve(atHome({ env: keys })))).toBe(plain);
});

test("a profile's project counts only in the profile's region", () => {
  home.write(file(work));
  const elsewhere = atHome({ args: { region: "aa-one-1" } });
  expect(resolve(elsewhere).place).toEqual({ region: "aa-one-1" });
  expect(notices(elsewhere)).toContain(
    'profile "work" of ~/.hcloud/config.json is not used here: it goes with region cn-north-4',
  );
  expect(resolve(atHome({ env: region })).place).toEqual({ region: "ap-southeast-1" });
  expect(resolve(atHome({ args: { region: "aa-one-1", profile: "work" } })).place).toEqual({ region: "aa-one-1" });
  expect(resolve(atHome({ args: { region: "cn-north-4" } })).place.projectId).toBe("p-work");
  const message = messageOf(() =>
    resolve(atHome({ args: { region: "aa-one-1", profile: "work" }, env: { HW_PROJECT_ID: "p-env" } })),
  );
  expect(message).toContain("whose project goes with region cn-north-4 and not with the resource's");
});

test("a profile's project without a region counts in any", () => {
  home.write(file(profile("work", { ...keysOf("WORK"), projectId: "p-work" })));
  expect(resolve(atHome({ args: { region: "aa-one-1" } })).place.projectId).toBe("p-work");
});
