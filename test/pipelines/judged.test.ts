// What the scripts of examples/gitops make of previews: the verdict, the approval, the words of a night. With a Pulumi that prints what
// a test says; previews of the real one are in the stories beside this.

import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { run } from "../../scripts/pulumi/run.ts";
import { example } from "./place.ts";

const { PATH = "" } = process.env;
const kept: (() => void)[] = [];
afterEach(() => {
  for (const done of kept.splice(0)) done();
});

const stackStep = { op: "same", urn: "urn:pulumi:prod::desktops::pulumi:pulumi:Stack::desktops-prod" };
const quiet = { steps: [stackStep], diagnostics: [], changeSummary: { same: 1 } };
const setUrn = (name: string) => `urn:pulumi:prod::desktops::pulumi-nodejs:dynamic/workspace:PoolVolumeSet::${name}`;
const warns = (message: string, name = "disks") => ({ urn: setUrn(name), severity: "warning", message });
const loses = (disk: string, day: string) =>
  warns(
    `DELETES DATA: disk "${disk}" (SAS, 50 GB, v-7) on every desktop of pool office (2 desktops when last read, ${day})`,
  );

/** Stands before Pulumi on the PATH: writes down how it is called, prints what is to be its preview, and ends with this code at a preview. */
const fake = (code: number) => `#!/bin/sh
echo "$@" >> calls
case "$*" in *preview*) cat told.json; exit ${code} ;; esac
`;

/** Scripts of the pipeline in a folder of their own, one after the other, with such a Pulumi. */
function placeWith(preview: object, code = 0) {
  const folder = mkdtempSync(join(tmpdir(), "scripts-"));
  kept.push(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(example, "..", "..", "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "pulumi"), fake(code), { mode: 0o755 });
  const { HOME = "" } = process.env;
  const env = { PATH: `${folder}:${PATH}`, HOME, PULUMI_STACK: "prod", PIPELINE_BRANCH: "*" };
  const says = (told: object) => writeFileSync(join(folder, "told.json"), JSON.stringify(told));
  says(preview);
  return {
    says,
    play: (script: string, more: Record<string, string> = {}) =>
      run(process.execPath, [join(example, "pipeline", script)], { cwd: folder, env: { ...env, ...more } }),
    read: (file: string) => readFileSync(join(folder, file), "utf8"),
    remove: (file: string) => rmSync(join(folder, file)),
    verdict: () => JSON.parse(readFileSync(join(folder, "verdict.json"), "utf8")),
  };
}

test("a Pulumi that fails behind a preview that reads as safe: nothing is applied", async () => {
  const place = placeWith(quiet, 255);
  const apply = await place.play("apply.mjs");
  expect([apply.exitCode, apply.stderr]).toEqual([1, expect.stringContaining("Nothing was changed.")]);
  expect(place.verdict()).toMatchObject({ word: "error", exitCode: 1, harm: "" });
  expect(place.read("calls").trim().split("\n")).toEqual([expect.stringContaining("preview")]);
});

test("nor is such a review green, nor says its summary that it may be applied, though the preview's own step was let pass", async () => {
  const place = placeWith(quiet, 255);
  expect((await place.play("preview.mjs")).exitCode).toBe(255);
  expect((await place.play("gate.mjs")).exitCode).toBe(1);
  expect(place.read("summary.md")).toMatch(/^### ❌ `pulumi preview` failed \(exit code 255\)/);
  expect(place.read("summary.md")).not.toContain("✅");
  expect(place.verdict()).toMatchObject({ label: "workspace: stopped", findings: [{ gravity: "error" }] });
});

test("nor is it no drift at night", async () => {
  const place = placeWith(quiet, 255);
  const drift = await place.play("drift.mjs");
  expect([drift.exitCode, drift.stdout]).toEqual([1, expect.not.stringContaining("No drift.")]);
  expect(place.read("drift.md")).toContain("The preview fails");
});

test("what Pulumi says itself of its failure stands in the summary", async () => {
  const place = placeWith({ ...quiet, diagnostics: [{ severity: "error", message: "error: no such pool" }] }, 255);
  await place.play("preview.mjs");
  await place.play("gate.mjs");
  expect(place.read("summary.md")).toMatch(/^### ❌ This change cannot be applied[\s\S]*no such pool/);
});

test("a preview of which nobody knows how Pulumi ended is no verdict of safe", async () => {
  const place = placeWith(quiet);
  await place.play("preview.mjs");
  expect((await place.play("gate.mjs")).exitCode).toBe(0);
  place.remove("preview.exit");
  expect((await place.play("gate.mjs")).exitCode).toBe(1);
});

test("an approval is of the harm by its names, also of those that look like a day; the day of the last look is no part of it", async () => {
  const place = placeWith({ ...quiet, diagnostics: [loses("d-2026-01-15-a", "2026-03-01")] });
  const harmOf = async (...diagnostics: object[]) => {
    place.says({ ...quiet, diagnostics });
    await place.play("preview.mjs");
    expect((await place.play("gate.mjs")).exitCode).toBe(3);
    return place.read("harm.txt");
  };
  const approved = await harmOf(loses("d-2026-01-15-a", "2026-03-01"));
  expect(await harmOf(loses("d-2026-01-15-a", "2026-03-02"))).toBe(approved);
  expect(await harmOf(loses("d-2026-01-15-b", "2026-03-01"))).not.toBe(approved);
});

test("those whom a line of harm only counts are approved by what the program asks: another one among them is another harm", async () => {
  const urn = "urn:pulumi:prod::desktops::pulumi-nodejs:dynamic/workspace:RetiredDesktops::broken";
  const place = placeWith(quiet);
  const harmOf = async (last: string) => {
    const inputs = { desktops: { "fin-1": "d-1", [last]: `id of ${last}` } };
    const step = { op: "update", urn, oldState: { type: "x", inputs: {} }, newState: { type: "x", inputs } };
    const diagnostics = [
      { urn, severity: "warning", message: "DELETES DATA: desktops fin-1 (d-1) and 1 more of pool office" },
    ];
    place.says({ ...quiet, steps: [stackStep, step], diagnostics });
    await place.play("preview.mjs");
    await place.play("gate.mjs");
    return place.read("harm.txt");
  };
  const approved = await harmOf("fin-2");
  expect(await harmOf("fin-2")).toBe(approved);
  expect(await harmOf("fin-3")).not.toBe(approved);
});

test("harm that no summary has room for is in the job's log, line by line, before somebody approves it", async () => {
  const diagnostics = Array.from({ length: 1000 }, (_, i) => loses(`scratch-${i}`, "2026-03-01"));
  const place = placeWith({ ...quiet, diagnostics });
  await place.play("preview.mjs");
  const { stdout } = await place.play("gate.mjs");
  expect(place.read("summary.md")).not.toContain('"scratch-999"');
  for (const i of [0, 500, 999]) expect(stdout).toContain(`disks: DELETES DATA: disk "scratch-${i}" (`);
});

test("the drift of a large tenant fits into an issue: what does not is counted, and stands in the job's log", async () => {
  const steps = Array.from({ length: 2000 }, (_, i) => ({ op: "update", urn: setUrn(`disks-${i}`) }));
  const diagnostics = Array.from({ length: 2000 }, (_, i) =>
    warns(`disk "scratch-${i}" is gone from pool office`, `disks-${i}`),
  );
  const place = placeWith({ steps: [stackStep, ...steps], diagnostics, changeSummary: { update: 2000 } });
  const drift = await place.play("drift.mjs");
  expect(drift.exitCode).toBe(5);
  const report = place.read("drift.md");
  expect(report.length).toBeLessThan(65_536);
  expect(report).toMatch(
    /\*\*disks-29\*\* and 1970 more\.[\s\S]*"scratch-0" is gone[\s\S]*… and \d+ more: see the log/,
  );
  expect(drift.stdout).toContain('disk "scratch-1999" is gone from pool office');
});
