// The doctor, with everything right and with one thing wrong at a time: it names the fault and what to do, and changes nothing.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { command, type Ended, type Environment } from "./command.ts";

const bin = mkdtempSync(join(tmpdir(), "doctor-bin-"));
beforeAll(() => pulumi("v3.250.0"));
afterAll(() => rmSync(bin, { recursive: true, force: true }));

/** What the machine has for a CLI. */
function pulumi(version: string): void {
  writeFileSync(join(bin, "pulumi"), `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(bin, "pulumi"), 0o755);
}

interface Planted {
  readonly options?: SimulatorOptions;
  readonly plant?: (simulator: Simulator) => void;
  readonly env?: Environment | ((simulator: Simulator) => Environment);
}

const office = { version: 1, pools: [{ name: "office", desktops: [{}, {}] }] };

/** The doctor's words in a region with a pool, and what the service was asked to change: nothing. */
async function examined({ options, plant, env }: Planted, ...words: string[]): Promise<Ended> {
  const simulator = await startSimulator({ load: office, ...options });
  try {
    plant?.(simulator);
    const ended = await command(["doctor", ...words], {
      ...accountOf(simulator),
      ...(typeof env === "function" ? env(simulator) : env),
    });
    expect(simulator.ledger().calls.filter(({ change }) => change)).toEqual([]);
    expect(ended.out + ended.err).not.toContain(simulator.tenant.secretKey);
    return ended;
  } finally {
    await simulator.close();
  }
}

const accountOf = ({ tenant, url }: Simulator): Environment => ({
  PATH: `${bin}:${process.env.PATH ?? ""}`,
  HW_ACCESS_KEY: tenant.accessKey,
  HW_SECRET_KEY: tenant.secretKey,
  HW_REGION_NAME: tenant.region,
  HW_WORKSPACE_ENDPOINT: url,
  HW_IAM_ENDPOINT: url,
});

test("with everything right each line is ok but the one on changes, and it ends with 0", async () => {
  const { code, out, err } = await examined({});
  expect([code, err]).toEqual([0, ""]);
  const lines = out.trimEnd().split("\n");
  expect(lines.filter((line) => !line.startsWith("ok"))).toEqual([
    expect.stringMatching(/^\? +changes: .*`.* policy`/),
  ]);
  for (const line of [
    /^ok +node: Node\.js \d/,
    /^ok +pulumi: Pulumi v3\.250\.0/,
    /^ok +region: ap-southeast-1, from HW_REGION_NAME/,
    /^ok +project: looked up by the name ap-southeast-1/,
    /^ok +credentials: HW_ACCESS_KEY/,
    /^ok +access: the service takes the credentials/,
    /^ok +clock: agrees/,
    /^ok +ListDesktopPoolAuthorizedObjects: allowed/,
  ])
    expect(lines).toContainEqual(expect.stringMatching(line));
});

test("--json is the same as an array of objects", async () => {
  const { code, out } = await examined({}, "--json");
  expect(code).toBe(0);
  const lines = JSON.parse(out);
  expect(lines).toContainEqual({ about: "clock", state: "ok", words: "agrees with the service's" });
  expect(lines.at(-1)).toMatchObject({ about: "changes", state: "unknown" });
});

const refuse = (route: string, status: number, error_code: string) => (simulator: Simulator) =>
  simulator.fault({ route, times: 1000, effect: { status, body: { error_code, error_msg: "no" } } });

test.each<[string, Planted, number, RegExp]>([
  [
    "a wrong key",
    { env: { HW_SECRET_KEY: "an-obviously-fake-key" } },
    1,
    /^WRONG +access: .* 401 .*Check the credentials/m,
  ],
  [
    "a clock that is 40 minutes off",
    { options: { clockOffset: -2400 } },
    0,
    /^warning +clock: this machine is 40 min ahead of the service: .*NTP/m,
  ],
  [
    "a missing permission",
    { plant: refuse("ListPoolDesktopsDetail", 403, "WKS.0403") },
    1,
    /^WRONG +ListPoolDesktopsDetail: .*IAM action workspace:desktopPools:listDesktops: grant it/m,
  ],
  [
    "a region without a call that not everybody needs",
    { plant: refuse("ListDesktopPoolAuthorizedObjects", 404, "APIGW.0101") },
    0,
    /^warning +ListDesktopPoolAuthorizedObjects: .*APIGW\.0101.*needed by authorizedObjects/m,
  ],
  [
    "a project that is not the tenant's",
    { env: { HW_PROJECT_ID: "ffffffffffffffffffffffffffffffff" } },
    1,
    /^WRONG +access: .*check region and project|^WRONG +access: .*project/m,
  ],
  [
    "a proxy that nobody answers at",
    {
      env: {
        HTTP_PROXY: "http://127.0.0.1:9",
        HW_WORKSPACE_ENDPOINT: "http://workspace.test",
        HW_PROJECT_ID: "0123456789abcdef0123456789abcdef",
      },
    },
    1,
    /^ok +proxy: requests go through the proxy 127\.0\.0\.1:9 \(HTTP_PROXY\)\nWRONG +access: .*proxy 127\.0\.0\.1:9/m,
  ],
  [
    "an endpoint that speaks no TLS",
    { env: ({ url }) => ({ HW_WORKSPACE_ENDPOINT: url.replace("http:", "https:") }) },
    1,
    /^WRONG +access: .*does not speak TLS: check scheme and port/m,
  ],
  [
    "an old Node",
    {
      env: {
        NODE_OPTIONS: "--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})",
      },
    },
    1,
    /needs Node\.js 22\.18 or newer, this is 20\.1\.0: install a newer Node/,
  ],
  [
    "a quota that is used up",
    { plant: (simulator) => simulator.act({ do: "setQuota", instances: 2 }) },
    0,
    /^warning +quota: .* 2 of 2.*: nothing more of it can be made; .*Quotas/m,
  ],
  [
    "a service that throttles",
    { plant: refuse("*", 429, "APIGW.0308"), env: { HW_PROJECT_ID: "0123456789abcdef0123456789abcdef" } },
    1,
    /APIGW\.0308.*maxRequestsPerSecond/,
  ],
  [
    "no region at all",
    { env: { HW_REGION_NAME: "" } },
    1,
    /^WRONG +settings: No region is set: set HW_REGION_NAME or --region, for example to/m,
  ],
  [
    "no credentials, and no cloud server that would have them,",
    {
      env: { HW_ACCESS_KEY: "", HW_SECRET_KEY: "", HW_METADATA_ENDPOINT: "http://127.0.0.1:9" },
    },
    1,
    /^WRONG +access: No credentials were found: .*set HW_ACCESS_KEY and HW_SECRET_KEY/m,
  ],
  [
    "a host that nobody knows",
    { env: { HW_WORKSPACE_ENDPOINT: "http://workspace.invalid" } },
    1,
    /^WRONG +DNS: .*workspace\.invalid: correct the region or the endpoint/m,
  ],
])("%s is named, with what to do", async (_what, planted, code, says) => {
  const ended = await examined(planted);
  expect(ended.out + ended.err).toMatch(says);
  expect(ended.code).toBe(code);
});

test("a Pulumi that is too old is wrong, and none at all a warning", async () => {
  pulumi("v3.100.0");
  const old = await examined({});
  expect([old.code, old.out]).toEqual([
    1,
    expect.stringMatching(/^WRONG +pulumi: Pulumi v3\.100\.0 is too old: install 3\.216/m),
  ]);
  rmSync(join(bin, "pulumi"));
  const none = await examined({ env: { PATH: bin } });
  expect([none.code, none.out]).toEqual([0, expect.stringMatching(/^warning +pulumi: no `pulumi` on the PATH/m)]);
});
