// The gate, over previews as `pulumi preview --json` writes them (those of the real engine are judged in test/pipelines/gate.test.ts).
// What it makes of resources that are deleted or replaced stands in gate-ends.test.ts.

import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { command, unread } from "./command.ts";
import { file, folder, judged, said, scratch, stack, urn } from "./previews.ts";

const other = "urn:pulumi:dev::teams::random:index/randomId:RandomId::suffix";

test("a disk that goes is harm, in one line with what it comes to; a disk that is added and one that grows are not", async () => {
  const notes = [
    said(
      "info",
      `expands disk "data" (SAS, 100 GB, v-1) to 150 GB in place on every desktop of pool finance (10 desktops when last read, 2026-11-21); no data is lost`,
    ),
    said(
      "info",
      `adds disk "more" (SAS, 20 GB) to every desktop of pool finance (10 desktops when last read, 2026-11-21)`,
    ),
  ];
  const safe = await judged({ steps: [stack], diagnostics: notes, changeSummary: { update: 1, same: 1 } });
  expect(safe).toMatchObject({ code: 0, err: "" });
  expect(safe.out).toMatch(/^### ✅ Nothing is lost.*\n\nResources: 1 to update, 1 unchanged\.\n/);
  expect(safe.out).toContain("**+50 GB × 10 desktops** – expands disk");
  expect(safe.out).toContain("**+20 GB × 10 desktops** – adds disk");

  const harm = await judged({ steps: [stack], diagnostics: [...notes, said("warning", `warning: ${scratch}\n`)] });
  expect(harm.code).toBe(3);
  const lines = harm.out.split("\n");
  expect(lines[0]).toContain("Data would be lost");
  expect(lines.findIndex((line) => line.includes("−50 GB × 10 desktops"))).toBeLessThan(
    lines.indexOf("<details><summary>Everything else</summary>"),
  );
});

test("people who are stopped or kept out are 4, and data that is lost as well makes it 3", async () => {
  const stops = said(
    "warning",
    "warning: STOPS DESKTOPS: pool finance gets another size: 4 desktops are stopped",
    urn("DesktopPool", "office"),
  );
  const access = said(
    "warning",
    "warning: TAKES ACCESS: these may no longer use pool finance: 2 users",
    urn("DesktopPool", "office"),
  );
  expect(await judged({ steps: [stack], diagnostics: [stops] })).toMatchObject({ code: 4 });
  expect(await judged({ steps: [stack], diagnostics: [access] })).toMatchObject({ code: 4 });
  expect(await judged({ steps: [stack], diagnostics: [stops, said("warning", scratch)] })).toMatchObject({ code: 3 });
});

test("what is not known yet is 3 where data may go with it, 4 where only people may be hit, and 0 where it is only a note", async () => {
  const pool = urn("DesktopPool", "office");
  const lines = {
    data: said("warning", "warning: NOT KNOWN YET: `volumes`. Whichever of these it turns out not to keep is deleted"),
    people: said("warning", "warning: NOT KNOWN YET, PEOPLE: `authorizedObjects`: may take the access from u1", pool),
    note: said("info", "not known yet: volumes.data; the `pulumi up` itself says what that means"),
  };
  const codeOf = async (...which: (keyof typeof lines)[]) =>
    (await judged({ steps: [stack], diagnostics: which.map((name) => lines[name]) })).code;
  expect(await codeOf("data", "people", "note")).toBe(3);
  expect(await codeOf("people", "note")).toBe(4);
  expect(await codeOf("note")).toBe(0);
});

test("a preview that fails, and an `up` that would stop, are 1 with their reasons first", async () => {
  const failed = await judged({
    steps: [stack],
    diagnostics: [said("warning", scratch), said("error", "error: no such pool")],
  });
  expect(failed.code).toBe(1);
  expect(failed.out).toMatch(/cannot be applied.*no such pool.*DELETES DATA/s);
  expect(
    await judged({ steps: [stack], diagnostics: [said("warning", "REFUSED: the pool is elsewhere")] }),
  ).toMatchObject({ code: 1 });
});

test.each([
  [`WARNING: PoolVolumeSet: ${scratch}`, 3],
  [`PoolVolumeSet of pool finance: ${scratch}\n`, 3],
  ["WARNING: DesktopPool: STOPS DESKTOPS: pool finance gets another size", 4],
  ["WARNING: DesktopPool: REFUSED: the pool is elsewhere", 1],
  ['PoolVolumeSet: adds disk "more"', 0],
])("a warning that did not find its way to the resource's row counts the same: %s", async (message, code) => {
  const ended = await judged({ steps: [stack], diagnostics: [{ severity: "info", message }] });
  expect(ended.code).toBe(code);
});

test("resources of other providers: what they warn of is theirs, but one that ends needs a person", async () => {
  const warned = await judged({
    steps: [stack, { op: "update", urn: other }],
    diagnostics: [said("warning", "deprecated", other)],
  });
  expect(warned.code).toBe(0);
  expect(warned.out).not.toContain("deprecated");
  const gone = await judged({ steps: [stack, { op: "replace", urn: other }] });
  expect([gone.code, gone.out]).toEqual([
    3,
    expect.stringContaining("is replaced: a resource of another provider (random:index/randomId:RandomId)"),
  ]);
});

test("a tenant of a thousand disks still fits into a comment, and what is left out is counted", async () => {
  const many = Array.from({ length: 1000 }, (_, i) => said("warning", scratch.replace("scratch", `scratch-${i}`)));
  const { code, out } = await judged({ steps: [stack], diagnostics: many });
  expect(code).toBe(3);
  expect(Buffer.byteLength(out)).toBeLessThanOrEqual(60_000);
  const shown = out.match(/scratch-\d+/g)?.length ?? 0;
  expect(out).toContain(`… and ${1000 - shown} more lines of harm`);
});

test("names that people chose make no Markdown, no HTML and call nobody", async () => {
  const { out } = await judged({
    steps: [stack],
    diagnostics: [said("warning", 'DELETES DATA: disk "@team <b>*x*" (SAS, 50 GB, v-7) on desktop d')],
  });
  expect(out).not.toMatch(/@team|<b>|\*x\*/);
});

test("--json is the verdict with its label and each finding", async () => {
  const { code, out } = await judged(
    { steps: [stack], diagnostics: [said("warning", scratch)], changeSummary: { update: 1 } },
    "--json",
  );
  expect(code).toBe(3);
  expect(JSON.parse(out)).toEqual({
    word: "data",
    exitCode: 3,
    label: "workspace: deletes data",
    sentence: expect.any(String),
    changeSummary: { update: 1 },
    findings: [{ gravity: "data", resource: "disks", words: scratch }],
  });
});

test("a preview without its sums was cancelled, and is 1; where it says itself what failed, these words count", async () => {
  const cancelled = { steps: [stack], diagnostics: [said("warning", scratch)], changeSummary: undefined };
  expect(await judged(cancelled)).toMatchObject({ code: 1, out: "", err: expect.stringContaining("was cancelled") });
  const failed = { ...cancelled, diagnostics: [said("error", "error: no such pool")] };
  expect(await judged(failed)).toMatchObject({ code: 1, err: "", out: expect.stringContaining("no such pool") });
});

test("whether anybody reads the summary, or it can be written, the verdict is the exit code; but a safe one that is not written is a failure", async () => {
  await judged({ steps: [stack], diagnostics: [said("warning", scratch)] });
  expect(await unread(["gate", file], "hung up")).toMatchObject({ code: 3, err: "" });
  expect(await unread(["gate", file], "disk full")).toMatchObject({ code: 3, err: expect.stringContaining("ENOSPC") });
  await judged({ steps: [stack] });
  expect(await unread(["gate", file], "hung up")).toMatchObject({ code: 0, err: "" });
  expect(await unread(["gate", file], "disk full")).toMatchObject({
    code: 1,
    err: expect.stringContaining("not all of the answer could be written: "),
  });
});

test.each([
  ["an empty file", "", /there is nothing to judge/],
  ["a preview that is cut off", '{"steps": [{"op": "sa', /breaks off after 21 characters/],
  ["another JSON", '{"steps": "many"}', /no preview \(steps\)/],
  ["an object with nothing in it", "{}", /has no steps/],
])("%s is 1 and never safe, with how to write a preview", async (_what, text, says) => {
  const { code, out, err } = await judged(text);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(says);
  expect(err).toContain("pulumi preview --refresh --show-replacement-steps --json > preview.json");
});

test("a file that is not there is 1, by its name, with how to write it", async () => {
  const { code, err } = await command(["gate", join(folder, "nowhere.json")]);
  expect([code, err]).toEqual([1, expect.stringMatching(/nowhere\.json.*write it with `pulumi preview --refresh/)]);
});
