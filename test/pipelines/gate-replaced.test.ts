// The gate over replacements that only an option or the state asks for: no hook is called for them, so no resource says what goes.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { command } from "../command/command.ts";
import { firstStartMs } from "../engine/engine.ts";
import { officeWith, urnOf } from "../engine/office.ts";
import { openStory, type Story } from "../engine/story.ts";

const folder = mkdtempSync(join(tmpdir(), "gate-"));
const disks = { data: { type: "SAS", size: 100 }, scratch: { type: "SSD", size: 50 } };
const consents = {
  pool: { forceDestroy: "with-disks", allowReplace: true },
  set: { forceDestroy: true, allowReplace: true },
};
const program = (trigger: string): string =>
  officeWith(disks, { ...consents, options: `replacementTrigger: "${trigger}"` });
let story: Story;

beforeAll(async () => {
  story = await openStory("gate", program("once"));
  await story.does("up");
}, firstStartMs);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await story?.close();
});

interface Judged {
  readonly code: number | null;
  readonly harm: readonly string[];
  /** The steps of our resources: `replace disks`. */
  readonly ops: readonly string[];
  readonly preview: string;
}

async function judged(...flags: string[]): Promise<Judged> {
  const { stdout: preview } = await story.stack.preview(["--json", "--refresh", ...flags]);
  const file = join(folder, "preview.json");
  writeFileSync(file, preview);
  const { code, out } = await command(["gate", file]);
  const steps: { op: string; urn: string }[] = JSON.parse(preview).steps;
  const own = steps.filter(({ urn }) => urn.includes("dynamic/workspace"));
  const ops = own.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
  return { code, harm: out.split("\n").filter((line) => line.includes("DELETES DATA")), ops, preview };
}

const allSteps = "--show-replacement-steps";

test("a `replacementTrigger` takes every disk of a set, and the gate says so, with all of Pulumi's steps and without them", async () => {
  expect((await judged()).code).toBe(0);
  story.write(program("again"));
  const short = await judged();
  expect(short.ops).toContain("replace disks");
  expect(short.preview).not.toMatch(/DELETES DATA|delete-replaced/);
  const whole = await judged(allSteps);
  expect(whole.ops).toEqual(expect.arrayContaining(["delete-replaced disks", "replace disks"]));
  for (const { code, harm } of [short, whole]) {
    expect(code).toBe(3);
    expect(harm).toEqual([
      expect.stringMatching(/−100 GB × 2 desktops.*disk "data" \(SAS, 100 GB, /),
      expect.stringMatching(/−50 GB × 2 desktops.*disk "scratch" \(SSD, 50 GB, /),
    ]);
  }
});

test("a replacement that was killed after its deletion goes on without a person: what it takes is gone", async () => {
  story.did();
  await story.killedAt("AddDesktopPoolVolumes");
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes", "AddDesktopPoolVolumes"]);
  const healing = await judged(allSteps);
  expect(healing.ops).toContain("replace disks");
  expect([healing.code, healing.harm]).toEqual([0, []]);
  await story.does("up", "--refresh");
  expect([story.did(), Object.keys(story.disks())]).toEqual([[], ["SAS 100", "SSD 50"]]);
});

test("a taint of the pool takes the pool, and with it the disks of the set that depends on it", async () => {
  await story.types("state", "taint", urnOf("gate", "DesktopPool", "office"), "--yes");
  const { code, harm } = await judged(allSteps);
  expect([code, harm.length]).toEqual([3, 3]);
  expect(harm.join("\n")).toContain("desktop pool office with its 2 desktops and all their disks");
});
