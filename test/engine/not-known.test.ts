// A preview of the real engine in which a value is not known yet, because another resource of the same program has to be made first:
// what it says all the same, and what the gate makes of it. Every other turn stands in test/stories/*-unknown.test.ts.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { command, type Ended } from "../command/command.ts";
import { firstStartMs } from "./engine.ts";
import { poolArgs } from "./office.ts";
import { openPoolStory, type PoolStory, poolProgram } from "./pools.ts";

const folder = mkdtempSync(join(tmpdir(), "not-known-"));
let story: PoolStory;
let desktopId = "";

/** A resource that is new in the same commit: its id is known to nobody before the `up`. */
const key = `const key = new DesktopPool("key", ${JSON.stringify({ ...poolArgs, name: "key", size: 0 })});`;
const sas = 'type: "SAS", size: 100';
const scratch = '{ type: "SSD", size: 50 }';
const setOf = (volumes: string) =>
  `new DesktopVolumeSet("desk", { desktopId: "${desktopId}", pool, volumes: ${volumes} });`;

beforeAll(async () => {
  story = await openPoolStory("not-known", poolProgram());
  await story.does("up");
  desktopId = story.pool().desktops[0]?.id ?? "";
  story.write(poolProgram({}, setOf(`{ data: { ${sas} }, scratch: ${scratch} }`)));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await story?.close();
});

async function judged(more: string): Promise<Ended> {
  story.write(poolProgram({}, `${key}\n${more}`));
  const { stdout } = await story.stack.preview(["--json"]);
  const file = join(folder, "preview.json");
  writeFileSync(file, stdout);
  return command(["gate", file]);
}

test("a disk that leaves beside one with an unknown value is told as deleted, and the gate stops it", async () => {
  const program = setOf(`{ data: { ${sas}, kmsId: key.id } }`);
  story.write(poolProgram({}, `${key}\n${program}`));
  const preview = await story.does("preview");
  expect(preview.under("desk")).toMatch(/warning: DELETES DATA: disk "scratch" \(SSD, 50 GB, \S+\) on desktop \S+$/m);
  expect(preview.under("desk")).toContain("not known yet: volumes.data;");
  const gate = await judged(program);
  expect([gate.code, gate.out]).toEqual([3, expect.stringMatching(/\*\*desk\*\*.*DELETES DATA: disk "scratch"/)]);
});

test("a map, and desktops to retire, that are not known at all are no safe change either", async () => {
  const disks = await judged(setOf(`key.id.apply(() => ({ data: { ${sas} } }))`));
  expect([disks.code, disks.out]).toEqual([
    3,
    expect.stringMatching(
      /\*\*desk\*\*: NOT KNOWN YET: `volumes`.* disk "data" \(SAS, 100 GB.*, disk "scratch" \(SSD, 50 GB/,
    ),
  ]);
  const same = setOf(`{ data: { ${sas} }, scratch: ${scratch} }`);
  const retired = await judged(`${same}\nnew RetiredDesktops("old", { pool, desktops: { "office-0002": key.id } });`);
  expect([retired.code, retired.out]).toEqual([
    3,
    expect.stringMatching(/\*\*old\*\*: NOT KNOWN YET: the ids of office-0002/),
  ]);
  expect(story.did()).toEqual([]);
});
