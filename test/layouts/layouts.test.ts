// Both packages as `npm publish` would send them, in foreign projects, as every usual package manager lays them out. A registry is
// asked for what they depend on. Run `npm run build` first.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { firstStartMs } from "../engine/engine.ts";
import { npm, pnpm, yarnModules, yarnOne, yarnPlugAndPlay, yarnPnpm } from "./managers.ts";
import { openPlace, type Place } from "./place.ts";
import { commonJs, module, oldTypeScript, typeScriptModule } from "./programs.ts";

/** The first installation on a machine fetches everything. */
const installMs = 5 * 60_000;

let place: Place;

beforeAll(async () => {
  place = await openPlace(npm);
}, firstStartMs + installMs);
afterAll(() => place?.close());

const layouts = [
  ["npm", npm, "ES modules in TypeScript, its types stripped by Node", typeScriptModule],
  ["pnpm", pnpm, "CommonJS", commonJs],
  ["yarn-1", yarnOne, "TypeScript that Pulumi compiles to CommonJS", oldTypeScript],
  ["yarn-4-modules", yarnModules, "ES modules", module],
  ["yarn-4-pnpm", yarnPnpm, "ES modules in TypeScript, its types stripped by Node", typeScriptModule],
] as const;

test.each(layouts)(
  "laid out by %s, a program makes a pool with two disks, and then has nothing to do",
  async (name, manager, _words, kind) => {
    const project = await place.project(name, manager, kind);
    expect(project.placeOfPackage()).toMatch(manager.place);
    await project.does("up", "--yes", "--skip-preview");
    await project.does("preview", "--expect-no-changes");
    const { changes, disks } = await place.ledgerOf(name);
    expect(changes).toEqual(["CreateDesktopPool", "AddDesktopPoolVolumes"]);
    expect(disks.toSorted()).toEqual(["SAS 100", "SSD 50"]);
    // The state tells nothing of the layout: another manager, or another machine, goes on with it.
    const golden = readFileSync(join(repository, "test/host/golden/shim.txt"), "utf8");
    const texts = new Map(project.stored().map(({ type, provider }) => [type.split(":").at(-1), provider]));
    expect([...texts.keys()].toSorted()).toEqual(["DesktopPool", "PoolVolumeSet"]);
    expect(texts.get("PoolVolumeSet")).toBe(golden);
    expect(texts.get("DesktopPool")).toBe(golden.replaceAll(`"PoolVolumeSet"`, `"DesktopPool"`));
  },
  installMs,
);

const guide = readFileSync(join(repository, "docs/package.md"), "utf8");

test(
  "pnpm ends with an error until the project has said a word on an install script of Pulumi's: the guide has error and word",
  async () => {
    const silent = { ...pnpm, files: {} };
    const told = /ERR_PNPM_IGNORED_BUILDS.*protobufjs/s;
    await expect(place.project("pnpm-silent", silent, commonJs)).rejects.toThrow(told);
    expect(guide).toMatch(told);
    expect(guide).toContain(pnpm.files?.["pnpm-workspace.yaml"]);
  },
  installMs,
);

test(
  "under Yarn Plug'n'Play Pulumi itself finds no SDK: it says so, and the service is not called",
  async () => {
    const project = await place.project("yarn-4-pnp", yarnPlugAndPlay, module);
    const { exitCode, stdout } = await project.ends("up", "--yes", "--skip-preview");
    expect(exitCode).not.toBe(0);
    const words = "It looks like the Pulumi SDK has not been installed. Have you run npm install or yarn install?";
    expect(stdout).toContain(words);
    expect(guide).toContain(words);
    expect(await place.ledgerOf("yarn-4-pnp")).toEqual({ changes: [], disks: [] });
  },
  installMs,
);
