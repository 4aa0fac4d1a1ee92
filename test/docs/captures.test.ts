// The page of captures is made by runs that are too dear for a test: here its words are held to those that today's source makes.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { verdictOf } from "../../provider/gate/verdict.ts";
import { failedWords } from "../../provider/lifecycle/pool-volume-set/words/unfinished-words.ts";
import { progressOf } from "../../provider/lifecycle/progress-line.ts";
import { endWords } from "../../provider/lifecycle/volume-set/end-words.ts";
import type { Known, Step } from "../../provider/volumes/types.ts";
import { stepWords } from "../../provider/volumes/words.ts";
import { jobFailed } from "../../provider/workspace/jobs/job-errors.ts";
import { stateOf } from "../../provider/workspace/jobs/job-status.ts";
import { excerptOfLog, inOrder } from "../../scripts/captures/log.ts";
import { createMask } from "../../scripts/captures/mask.ts";
import { changeOf, programWith } from "../../scripts/captures/program.ts";
import { broken } from "../../scripts/captures/terminal.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { blocks } from "./pages.ts";

const page = readFileSync(join(repository, "docs/captures.md"), "utf8");

/** The terminal breaks lines anywhere, so what is between the words does not count. */
const squeezed = (text: string): string => text.replace(/\s+/g, "");
const holds = (words: string | undefined): boolean => words !== undefined && squeezed(page).includes(squeezed(words));

const idOf = (n: number): string => `${String(n).padStart(8, "0")}-0000-4000-8000-000000000000`;
const day = "2026-03-01";
const known: Known = { from: "outputs", poolName: "office", volumes: [], desktops: { count: 3, asOf: day } };
const volume = (n: number, type: string, size: number) => ({ id: idOf(n), type, size });
const expand = { kind: "expand", key: "data", volume: volume(3, "SAS", 100), size: 120 } as const;
const add = { kind: "add", key: "logs", declared: { type: "SAS", size: 30 } } as const;
const remove = { kind: "delete", key: "scratch", volume: volume(4, "SSD", 50) } as const;
const steps: readonly Step[] = [expand, add, remove];
const noRoom = { code: "EVS.0042", reason: "no room on the host" };

test("the page has a preview, the gate, an `up`, a partial failure, a recovery and drift, in this order", () => {
  const titles = [...page.matchAll(/^## (\w+)/gm)].map(([, word]) => word);
  expect(titles).toEqual(["The", "Preview", "Gate", "Up", "Partial", "Repair", "Recovery", "Drift"]);
});

test("the words of preview and `up` are those that the source makes of the same change", () => {
  for (const step of steps)
    expect([stepWords(step, known), holds(stepWords(step, known))]).toEqual([expect.any(String), true]);
  expect(holds(endWords(steps, 4000))).toBe(true);
  expect(holds(endWords([{ ...expand, size: 150 }], 4000))).toBe(true);
});

test("live progress is told as the source tells it", async () => {
  const lines: string[] = [];
  const report = { progress: async (line: string) => void lines.push(line) };
  const silent = { warn: report.progress, note: report.progress, done: report.progress };
  await progressOf({ ...report, ...silent }, "expanding 1 disk")({ percent: 51, done: 1, total: 3, elapsedMs: 4000 });
  expect(lines.map((line) => [line, holds(line)])).toEqual([[expect.stringContaining("(1/3 desktops)"), true]]);
});

test("the partial failure is told as the source tells it: the job, and what it left", () => {
  const copy = {
    desktopId: idOf(6),
    name: "office-0003",
    volumeIds: [idOf(7)],
    reason: `${noRoom.code} ${noRoom.reason}`,
  };
  expect(holds(failedWords({ operation: "expand", key: "data", id: idOf(3), desktops: [copy] }))).toBe(true);
  const ended = { errorCode: noRoom.code, failReason: noRoom.reason };
  const bad = { id: "1", status: "FAIL", desktopId: idOf(6), desktopName: "office-0003", ...ended };
  const good = ["2", "3"].map((id) => ({ id, status: "SUCCESS" }));
  const state = stateOf({ jobId: idOf(5), job: { id: idOf(5), status: "FAIL", subJobs: [bad, ...good], ...ended } });
  if (state === undefined) throw new Error("there is no state");
  expect(holds(jobFailed({ jobId: idOf(5), what: "expanding 1 disk" }, state).message)).toBe(true);
});

test("the gate's sentence and exit code are the gate's", () => {
  const { sentence, exitCode } = verdictOf([{ gravity: "data", resource: "disks", words: "" }]);
  expect(blocks(page, "md")[0]).toContain(sentence);
  expect(blocks(page, "text").join("")).toContain(`gate preview.json\n[exit code ${exitCode}]`);
});

test.each([
  ["provider/lifecycle/pool-volume-set/read.ts", "adds an EMPTY one if its key is still in the program"],
  ["provider/volumes/words.ts", "an EMPTY one will be added: "],
  ["provider/volumes/kept-disk.ts", "to keep it; a disk cannot be made smaller without losing its data"],
  ["provider/lifecycle/volume-set/end-words.ts", "which an interrupted run added"],
])("what stands in %s stands on the page: %s", (file, words) => {
  expect(existsSync(join(repository, file))).toBe(true);
  expect([readFileSync(join(repository, file), "utf8").includes(words), holds(words)]).toEqual([true, true]);
});

test("the page has nothing of the run that it was made by: no colours, folders, ports, days or ids", () => {
  expect(page).not.toContain("\u001b");
  expect(page).not.toMatch(/\/tmp\/|127\.0\.0\.1|localhost|root@/);
  const told =
    page.match(/\b20\d\d-\d\d-\d\d\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g) ?? [];
  expect(told.length).toBeGreaterThan(10);
  expect(told.filter((one) => one !== day && !/^0{6}\d\d-0000-4000-8000-0{12}$/.test(one))).toEqual([]);
});

test("what a terminal of 80 columns shows is not wider", () => {
  const [log, ...shown] = blocks(page, "text");
  const isWide = (text: string) => text.includes("(1/3 desktops)") || text.includes("1 warning; 3 messages");
  const rows = shown.filter((text) => !isWide(text)).flatMap((text) => text.split("\n"));
  expect(log).toContain("--non-interactive");
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.filter((row) => row.length > 80)).toEqual([]);
});

test("the program of the page, its changes, a broken line and a log are made as they are shown", () => {
  const disks = { data: '{ type: "SAS", size: 100 }', scratch: '{ type: "SSD", size: 50 }' };
  expect(blocks(page, "ts")[0]).toBe(createMask()(programWith(disks)));
  expect(changeOf(disks, { data: '{ type: "SAS", size: 120 }' })).toContain("-   scratch:");
  expect(broken(`${"x".repeat(80)}yz`)).toBe(`${"x".repeat(80)}\nyz`);
  const told = [
    "@ updating",
    "a (1s) adding 1 disk: 5 % (0/3 d",
    "a (9s) adding 1 disk: 50 % (1/3 d",
    "b (1s)",
    "b (2s)",
    "",
  ];
  expect(excerptOfLog(told.join("\n"))).toBe("a (9s) adding 1 disk: 50 % (1/3 d\nb (2s)\n");
  const rows = "     ├─ b:PoolVolumeSet  x\n ~   └─ a:DesktopPool  y\n";
  expect(inOrder(rows)).toBe(" ~   ├─ a:DesktopPool  y\n     └─ b:PoolVolumeSet  x\n");
  const two = "Diagnostics:\n  pulumi:b (y):\n    2\n\n  pulumi:a (x):\n    1\n\nResources:\n";
  expect(inOrder(two)).toBe("Diagnostics:\n  pulumi:a (x):\n    1\n\n  pulumi:b (y):\n    2\n\nResources:\n");
});
