// A state outlives the release that wrote it: what stands there is a text that asks for the package by its name, and nothing else.

import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { writeFiles } from "../../scripts/pulumi/program.ts";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { failureOf } from "../host/failures.ts";
import { closeHosts, shimText, startHost } from "../host/host.ts";
import { accountOf, poolOfAnother, setArgs } from "../host/programs.ts";
import { type Packed, packProvider } from "./packed.ts";

let packed: Packed;
let simulator: Simulator;

beforeAll(async () => {
  packed = packProvider();
  simulator = await startSimulator({ jobSeconds: 0.01 });
});
afterAll(async () => {
  await closeHosts();
  await simulator?.close();
  packed?.remove();
});

const hostOfUser = () => startHost({ cwd: packed.project, env: accountOf(simulator) });

test("the text is the same from the packed package as from the workspace", () => {
  const golden = readFileSync(join(repository, "test/host/golden/shim.txt"), "utf8");
  expect(shimText("PoolVolumeSet", packed.project)).toBe(golden);
});

test("the next release, with its code in other files, serves a state of this one; without the package its name is told", async () => {
  const poolId = poolOfAnother(simulator);
  const set = await (await hostOfUser()).create(
    setArgs(poolId, { data: { type: "SAS", size: 100 } }, { forceDestroy: true }),
  );

  renameSync(join(packed.folder, "dist"), join(packed.folder, "next"));
  const manifest = readFileSync(join(packed.folder, "package.json"), "utf8").replaceAll("./dist/", "./next/");
  writeFiles(packed.folder, { "package.json": manifest });
  const upgraded = await hostOfUser();
  const read = await upgraded.read(set.id, set.outs);
  expect(read.outs).toMatchObject({ volumeIds: set.outs.volumeIds, __provider: set.outs.__provider });
  await upgraded.delete(set.id, read.outs);
  expect(simulator.state().pools[0]?.disks).toEqual([]);

  renameSync(packed.folder, `${packed.folder}-uninstalled`);
  const { message } = await failureOf((await hostOfUser()).read(set.id, read.outs));
  expect(message).toContain("Cannot find package 'pulumi-huaweicloud-workspace'");
});
