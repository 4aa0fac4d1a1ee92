// Examples of one stack, each as its README says. Run `npm run build` first.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { type Example, openExample } from "./readme.ts";

const open: Example[] = [];
afterEach(async () => {
  for (const example of open.splice(0)) await example.close();
});

async function begun(name: string, options?: SimulatorOptions): Promise<Example> {
  const example = await openExample(name, options);
  open.push(example);
  return example;
}

const pools = ({ simulator }: Example) => simulator.state().pools;
const disks = (example: Example) =>
  pools(example).flatMap((pool) => pool.disks.map(({ type, size }) => `${pool.name} ${type} ${size}`));

test("teams: one pool for each team of the list; a disk that leaves the list goes, and no other team is touched", async () => {
  const teams = await begun("teams");
  await teams.follows();
  expect(disks(teams).toSorted()).toEqual(["design SAS 50", "design SAS 500", "finance SSD 100"]);
  const list =
    "finance:\n  size: 2\n  disks:\n    ledger: { type: SSD, size: 100 }\ndesign:\n  size: 3\n  product: workspace.g1.large.windows\n  disks:\n    projects: { type: SAS, size: 500 }\n";
  writeFileSync(join(teams.folder, "teams.yaml"), list);
  const before = teams.changes().length;
  expect(await teams.does("pulumi up")).toMatch(
    /DELETES DATA: disk "scratch" \(SAS, 50 GB, .*\) on every desktop of pool design \(3 desktops/,
  );
  expect(teams.changes().slice(before)).toEqual(["DeleteDesktopPoolVolumes"]);
});

test("adopted-pool: a pool of somebody else's comes under Pulumi without a changing call, and cannot be deleted by it", async () => {
  const adopted = await begun("adopted-pool");
  const volumes = [{ type: "SAS", size: 100 }];
  const body = {
    type: "STATIC" as const,
    product_id: "workspace.c2.large.windows",
    image_id: "4fe8a6ab-0000-4000-8000-000000000001",
    subnet_ids: ["5d0e9f7a-0000-4000-8000-000000000002"],
  };
  adopted.simulator.act({ do: "createPool", pool: "reception", desktops: 2, volumes, body });
  const [pool] = pools(adopted);
  const real = {
    "1d0f6a3e-0000-4000-8000-000000000001": pool?.id ?? "",
    "3b000000-0000-4000-8000-000000000002": pool?.disks[0]?.id ?? "",
  };
  await adopted.follows(real);
  expect(adopted.changes()).toEqual([]);
  expect((await adopted.ends("pulumi destroy")).exitCode).not.toBe(0);
  expect([adopted.changes(), pools(adopted).length]).toEqual([[], 1]);
});

test("disks-over-time: each chapter of the README does what stands above it", async () => {
  const year = await begun("disks-over-time");
  await year.follows();
  const [, ...chapters] = year.blocks("json");
  const told = [
    [
      ["ExpandDesktopPoolVolumes", "AddDesktopPoolVolumes"],
      ["lab SAS 200", "lab SSD 50"],
    ],
    [[], ["lab SAS 200", "lab SSD 50"]],
    [
      ["DeleteDesktopPoolVolumes", "AddDesktopPoolVolumes"],
      ["lab SAS 200", "lab SAS 80"],
    ],
    [["DeleteDesktopPoolVolumes"], ["lab SAS 200"]],
  ];
  expect(chapters).toHaveLength(told.length);
  for (const [i, chapter] of chapters.entries()) {
    const before = year.changes().length;
    writeFileSync(join(year.folder, "disks.json"), chapter);
    await year.does("pulumi up");
    expect([year.changes().slice(before).toSorted(), disks(year).toSorted()]).toEqual([
      told[i]?.[0]?.toSorted(),
      told[i]?.[1]?.toSorted(),
    ]);
  }
});

test("autoscale: the pool may have more than its floor, and it is destroyed to the last desktop", async () => {
  const autoscale = await begun("autoscale");
  await autoscale.follows();
  autoscale.simulator.act({ do: "addDesktop", pool: "hotline", count: 2 });
  await autoscale.does("pulumi preview --refresh --expect-no-changes");
  await autoscale.does("pulumi destroy");
  expect(pools(autoscale)).toEqual([]);
});

test("office-pool of the demo stays as it is: its disks stand in the configuration", async () => {
  const office = await begun("office-pool");
  await office.follows();
  expect(disks(office)).toEqual(["office SAS 100"]);
});
