// What a person gets wrong: one sentence with the setting, where it came from, what is allowed and what to do.

import { expect, test } from "@jest/globals";
import { type Asked, keys, messageOf, notices, region, resolve } from "./resolve.ts";

const mistakes: readonly (readonly [string, Asked, readonly string[]])[] = [
  ["no region", { env: { HW_REGION_NAME: "" } }, ["No region is set", "huaweicloud:region", "HW_REGION_NAME"]],
  [
    "a region with underscores",
    { env: { HW_REGION_NAME: "ap_southeast_1" } },
    ['"ap_southeast_1" (from HW_REGION_NAME)', 'write "ap-southeast-1"'],
  ],
  [
    "a region in capitals, though there is an endpoint",
    { args: { region: "AP-SOUTHEAST-1", endpoint: "https://e.com" } },
    ["the resource's region", 'write "ap-southeast-1"'],
  ],
  ["a city", { config: { region: "Singapore" } }, ['"Singapore" (from huaweicloud:region)', 'write "ap-southeast-3"']],
  ["a misspelt city", { config: { region: "hongkog" } }, ['write "ap-southeast-1"']],
  ["a city with a slip in every third letter", { config: { region: "dablan" } }, ['write "eu-west-101"']],
  ["a region without its number", { config: { region: "cn-north" } }, ['write "cn-north-4"']],
  [
    "a word from nowhere",
    { config: { region: "office" } },
    ["small letters with hyphens", "ap-southeast-1", "`endpoint`"],
  ],
  ["a region with a slash", { config: { region: "a/b" } }, ['"a/b" (from huaweicloud:region)']],
  [
    "a region with a dot, though there is an endpoint",
    { args: { region: "a.evil.example.com", endpoint: "https://e.com" } },
    ["the resource's region"],
  ],
  [
    "a project id with a slash",
    { args: { projectId: "../p" } },
    ['projectId is "../p" (from the resource\'s projectId)', "HW_PROJECT_NAME"],
  ],
  [
    "an endpoint without a scheme",
    { args: { endpoint: "example.com" } },
    [
      'endpoint is "example.com" (from the resource\'s endpoint)',
      "scheme (https or http)",
      "https://workspace.ap-southeast-1",
    ],
  ],
  ["an endpoint with host and port only", { args: { endpoint: "example.com:8080" } }, ["example.com:8080", "scheme"]],
  [
    "an endpoint with a path",
    { env: { HW_WORKSPACE_ENDPOINT: "https://e.com/v2" } },
    ["HW_WORKSPACE_ENDPOINT", "without a path"],
  ],
  ["an endpoint with a query", { env: { HW_WORKSPACE_ENDPOINT: "https://e.com/?a=1" } }, ["HW_WORKSPACE_ENDPOINT"]],
  [
    "an endpoint of another scheme",
    { env: { HW_IAM_ENDPOINT: "ftp://e.com" } },
    ["iamEndpoint", "HW_IAM_ENDPOINT", "scheme"],
  ],
  [
    "Terraform's version in our variable",
    { env: { HW_IAM_ENDPOINT: "https://e.com/v3" } },
    ["HW_IAM_ENDPOINT", "path"],
  ],
  ["another path in Terraform's variable", { env: { HW_AUTH_URL: "https://e.com/iam/v3" } }, ["HW_AUTH_URL", "path"]],
  [
    "a metadata service without scheme",
    { env: { HW_METADATA_ENDPOINT: "169.254.169.254", HW_ACCESS_KEY: "", HW_SECRET_KEY: "" } },
    ["HW_METADATA_ENDPOINT", "http://169.254.169.254"],
  ],
  [
    "an endpoint of another region",
    { env: { HW_WORKSPACE_ENDPOINT: "https://workspace.cn-north-4.myhuaweicloud.com" } },
    ["HW_WORKSPACE_ENDPOINT", "in region cn-north-4", '"ap-southeast-1" (from HW_REGION_NAME)', "make the two agree"],
  ],
  [
    "a cloud with a scheme",
    { env: { HW_CLOUD: "https://cloud.example.com" } },
    ["cloud is", "HW_CLOUD", "the domain of the cloud alone"],
  ],
  ["a cloud of one word", { config: { cloud: "eu" } }, ['cloud is "eu" (from huaweicloud:cloud)']],
  [
    "insecure: maybe",
    { config: { insecure: "maybe" } },
    ['insecure is "maybe" (from huaweicloud:insecure)', "true and false"],
  ],
  [
    "insecure beside an authority",
    { env: { HW_INSECURE: "true" }, config: { caFile: "/ca.pem" } },
    ["insecure is true (from HW_INSECURE)", "caFile is set (from huaweicloud:caFile)", "remove one"],
  ],
  [
    "another signature",
    { env: { HW_SIGNING_ALGORITHM: "SM2SM3" } },
    ['HW_SIGNING_ALGORITHM is "SM2SM3"', "HmacSHA256"],
  ],
  ...["0", "-1", "Infinity", "NaN", "fast", "1e9", "0x10", "1001", "0.01", "3,5"].map(
    (rate) =>
      [
        `a rate of ${rate}`,
        { config: { maxRequestsPerSecond: rate } },
        [
          `maxRequestsPerSecond is "${rate}" (from huaweicloud:maxRequestsPerSecond)`,
          "from 0.1 to 1000",
          "default of 3",
        ],
      ] as const,
  ),
];

test.each(mistakes)("%s", (_what, asked, words) => {
  const message = messageOf(() => resolve({ ...asked, env: { ...region, ...keys, ...asked.env } }));
  for (const word of words) expect(message).toContain(word);
  expect(message).not.toContain("secret-key");
});

test.each([
  "ap-southeast-1",
  "na-mexico-1",
  "eu-west-101",
  "ap-southeast-5",
  "ru-northwest-2",
  "my-kualalumpur-1",
  "zz-new-12",
])("%s may be a region", (name) => {
  expect(resolve({ env: { ...keys, HW_REGION_NAME: name } }).place.region).toBe(name);
});

test.each(["eu-de", "Region_One", "hcso1"])(
  "%s may be a region of another cloud, with an endpoint of its own",
  (name) => {
    const env = { ...keys, HW_REGION_NAME: name };
    expect(messageOf(() => resolve({ env }))).toContain(name);
    expect(resolve({ env, args: { endpoint: "https://e.com" } }).place.region).toBe(name);
    expect(resolve({ env: { ...env, HW_CLOUD: "cloud.example.com" } }).place.region).toBe(name);
  },
);

test.each(["https://u:hidden@e.com", "u:hidden@e.com", "https://u:hidden@e.com/v2"])(
  "an endpoint with a password in it (%s) is refused without showing it",
  (endpoint) => {
    const message = messageOf(() => resolve({ args: { endpoint }, env: { ...region, ...keys } }));
    expect(message).toContain("[redacted]@e.com");
    expect(message).not.toContain("hidden");
  },
);

const words: readonly (readonly [string, Asked, string])[] = [
  [
    "no credentials",
    { env: { HW_ACCESS_KEY: "", HW_SECRET_KEY: "", HW_METADATA_ENDPOINT: "http://127.0.0.1:9" } },
    "no credentials are set: this run will ask the ECS metadata service at http://127.0.0.1:9",
  ],
  [
    "a profile that keys come before",
    { config: { profile: "work" } },
    'the profile "work" (from huaweicloud:profile) is not used, because HW_ACCESS_KEY comes before it',
  ],
  ["a region that is nearly one", { env: { HW_REGION_NAME: "ap-southeas-1" } }, "if ap-southeast-1 is meant"],
  [
    "an enterprise project",
    { env: { HW_ENTERPRISE_PROJECT_ID: "e1" } },
    "write `enterpriseProjectId` on the DesktopPool",
  ],
  ["a log-in by OIDC", { env: { HW_ASSUME_ROLE_IDP_ID: "idp" } }, "HW_ASSUME_ROLE_IDP_ID is set and not read"],
  [
    "the SDK's file",
    { env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "f" } },
    "HUAWEICLOUD_SDK_CREDENTIALS_FILE is set and not read",
  ],
];

test.each(words)("whoever creates something is told of %s, and nothing is refused", (_what, asked, line) => {
  const given = { ...asked, env: { ...region, ...keys, ...asked.env } };
  expect(notices(given)).toContain(line);
  expect(resolve(given).place.region).toBe(given.env.HW_REGION_NAME);
});

test("a plain configuration is told nothing, nor is a new number of a known region", () => {
  expect(notices({ env: { ...region, ...keys } })).toBe("");
  expect(notices({ env: { ...keys, HW_REGION_NAME: "ap-southeast-9" } })).toBe("");
});
