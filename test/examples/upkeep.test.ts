// The example of daily work, as it stands in examples/office-upkeep, with the real CLI: what its comments tell the user to type
// does what they say. Run `npm run build` first.

import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import type { Stack } from "../../scripts/pulumi/stack.ts";
import { firstStartMs } from "../engine/engine.ts";
import { type Office, openOffice } from "../engine/office.ts";

let office: Office;
let stack: Stack;

beforeAll(async () => {
  office = await openOffice("beside", "export {};");
  stack = await office.engine.stack({
    name: "upkeep",
    program: join(repository, "examples", "office-upkeep"),
    config: { "huaweicloud:maxRequestsPerSecond": "1000", graceMinutes: "0" },
  });
}, firstStartMs);
afterAll(() => office?.close());

const desktops = () => office.simulator.state().pools[0]?.desktops ?? [];

test("the example of daily work: a pool with its disk, then a disk for one desktop and another desktop replaced, then nothing left", async () => {
  const first = await stack.up(["--skip-preview"]);
  expect([first.exitCode, first.stderr]).toEqual([0, ""]);
  const [kept, broken] = desktops();
  expect(first.stdout).toContain(`${broken?.name}: "${broken?.id}"`);
  expect(office.changes()).toEqual(["CreateDesktopPool", "AddDesktopPoolVolumes"]);
  await stack.run(["config", "set", "desk", kept?.id ?? ""]);
  await stack.run(["config", "set", "--path", `retired["${broken?.name}"]`, broken?.id ?? ""]);
  const second = await stack.up(["--skip-preview"]);
  expect([second.exitCode, second.stderr]).toEqual([0, ""]);
  expect(office.changes().slice(2).toSorted()).toEqual([
    "AddVolumes",
    "BatchDeleteDesktops",
    "ExpandDesktopPool",
    "SendNotifications",
  ]);
  expect(desktops().map(({ id }) => id)).toEqual([kept?.id, expect.not.stringMatching(broken?.id ?? "")]);
  expect(desktops().map(({ disks }) => disks.length)).toEqual([2, 1]);
  expect(await stack.preview(["--refresh", "--expect-no-changes"])).toMatchObject({ exitCode: 0 });
  const end = await stack.destroy(["--skip-preview"]);
  expect([end.exitCode, office.simulator.state().pools]).toEqual([0, []]);
}, 120_000);
