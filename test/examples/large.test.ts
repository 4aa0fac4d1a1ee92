// Examples of several stacks, regions and pools, each as its README says. Run `npm run build` first.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { type Example, openExample } from "./readme.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function begun(name: string): Promise<Example> {
  const example = await openExample(name);
  open.push(example);
  return example;
}

const names = ({ simulator }: { simulator: Simulator }): string[] =>
  simulator
    .state()
    .pools.map(({ name }) => name)
    .toSorted();

test("stages: staging is thrown away; production is refused by Pulumi, and a protected disk stays though a commit removes it", async () => {
  const stages = await begun("stages");
  await stages.follows();
  expect(names(stages)).toEqual(["trading-prod", "trading-staging"]);
  await stages.does("pulumi destroy --stack staging");
  expect(names(stages)).toEqual(["trading-prod"]);
  const refused = await stages.ends("pulumi destroy --stack prod");
  expect(refused.exitCode).not.toBe(0);
  const index = join(stages.folder, "index.ts");
  writeFileSync(index, readFileSync(index, "utf8").replace(/^ +archive: .*\n/m, ""));
  const before = stages.changes();
  const removed = await stages.ends("pulumi up --stack prod");
  expect([removed.exitCode === 0, stages.changes()]).toEqual([false, before]);
  expect(removed.stdout).toContain("deletionProtection");
});

test("two-regions: each region gets its own pool, and each set follows its pool", async () => {
  const regions = await begun("two-regions");
  const other = await startSimulator({ jobSeconds: 1, region: "ap-southeast-3", seed: "2" });
  open.push(other);
  const up = regions.typed.indexOf("pulumi up");
  for (const line of regions.typed.slice(0, up)) await regions.does(line);
  await regions.does(`pulumi config set --path sites.sg.endpoint ${other.url}`);
  await regions.does(`pulumi config set --path sites.sg.projectId ${other.tenant.projectId}`);
  await regions.does("pulumi config set huaweicloud:region ap-southeast-1");
  for (const line of regions.typed.slice(up)) await regions.does(line);
  expect([names(regions), names({ simulator: other })]).toEqual([["office-hk"], ["office-sg"]]);
  expect(other.state().pools[0]?.disks).toHaveLength(1);
  await regions.does("pulumi destroy");
  expect([names(regions), names({ simulator: other })]).toEqual([[], []]);
});

test("tenant: fifty pools at once keep to one budget of requests, and none of them is refused by the service", async () => {
  const tenant = await begun("tenant");
  const rate = 40;
  await tenant.follows({ "maxRequestsPerSecond 5": `maxRequestsPerSecond ${rate}` });
  expect(names(tenant)).toHaveLength(50);
  const { calls } = tenant.simulator.ledger();
  expect(calls.filter(({ status }) => status === 429)).toEqual([]);
  const inSecond = new Map<number, number>();
  for (const { at } of calls) {
    const second = Math.floor(Date.parse(at) / 1000);
    inSecond.set(second, (inSecond.get(second) ?? 0) + 1);
  }
  expect(Math.max(...inSecond.values())).toBeLessThanOrEqual(2 * rate);
});

test("fleet: all branches at once, with a report; a harmful change is left to a person and the others are done", async () => {
  const fleet = await begun("fleet");
  const [region = "", line = ""] = fleet.typed;
  await fleet.does(region);
  const file = join(fleet.folder, "branches.json");
  const branches = JSON.parse(readFileSync(file, "utf8"));
  // One branch is there already when the others open: one with a disk, and one with a mistake.
  writeFileSync(file, JSON.stringify({ basel: branches.basel }));
  expect(await fleet.does(line)).toMatch(/^basel: changed: pool \S+\n$/);
  delete branches.basel.disks.scratch;
  branches.turin.disks = { data: { type: "SAS", size: 20 } };
  branches.lyon.size = -1;
  writeFileSync(file, JSON.stringify(branches));
  const before = fleet.changes().length;
  const second = await fleet.ends(line);
  expect(second.stdout).toMatch(
    /^basel: left to a person: DELETES DATA: disk "scratch".*\nlyon: failed: .*\nturin: changed: pool \S+\n$/,
  );
  expect([second.exitCode, fleet.changes().slice(before)]).toEqual([1, ["CreateDesktopPool", "AddDesktopPoolVolumes"]]);
  expect(names(fleet)).toEqual(["branch-basel", "branch-turin"]);
}, 300_000);
