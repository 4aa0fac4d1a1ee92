/** What a person reads at the end of a change, and of disks that are in no key. */
import { describe, expect, test } from "@jest/globals";
import { endWords } from "../../../provider/lifecycle/volume-set/end-words.ts";
import { tellUndeclared } from "../../../provider/lifecycle/volume-set/undeclared-words.ts";
import type { Step } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { undeclared } from "./identity-scene.ts";

describe("the line at the end of a change", () => {
  const add = (key: string): Step => ({ kind: "add", key, declared: sas() });
  const remove = (key: string): Step => ({ kind: "delete", key, volume: disk("x") });

  test("says what was done, each kind in its turn, and what was lost at the end", () => {
    const steps: Step[] = [
      remove("old"),
      add("new"),
      { kind: "speed", key: "fast", volume: disk("s"), iops: 3000, throughput: 125 },
      { kind: "expand", key: "data", volume: disk("x"), size: 120 },
      { kind: "recover", key: "found", volume: disk("f"), origin: "recovered" },
      { kind: "takeOver", key: 'my "disk"', id: "t" },
    ];
    expect(endWords(steps, 72_000)).toBe(
      'disks are as the program says, after 01:12: took over "my \\"disk\\"", took "found", which an interrupted run added, expanded "data" to 120 GB, changed the speed of "fast", added "new", deleted "old"',
    );
  });

  test("says nothing of disks that nobody touched", () => {
    const steps: Step[] = [
      { kind: "keep", key: "data", volume: disk("x") },
      { kind: "gone", key: "gone", id: "g" },
      { kind: "forget", key: "old", id: "o" },
      { kind: "rename", key: "new", from: "log" },
      { kind: "renumber", key: "new", from: "y", volume: disk("z") },
    ];
    expect(endWords(steps, 500)).toBe("disks are as the program says, after 00:01");
  });

  test("names eight changes, and counts the others", () => {
    const keys = Array.from({ length: 10 }, (_, i) => `k${i}`);
    const named = keys.slice(0, 8).map((key) => `added "${key}"`);
    const line = (n: number) => endWords(keys.slice(0, n).map(add), 0);
    expect(line(8)).toBe(`disks are as the program says, after 00:00: ${named.join(", ")}`);
    expect(line(10)).toBe(`disks are as the program says, after 00:00: ${named.join(", ")}, 2 more`);
  });
});

describe("disks in no key", () => {
  const told = async (before: readonly string[], now: readonly string[], inputs: object = {}) => {
    const lines: string[] = [];
    const say = (how: string) => async (line: string) => {
      lines.push(`${how}: ${line}`);
    };
    const report = { warn: say("warn"), note: say("note"), progress: say("progress"), done: say("done") };
    const known = { undeclaredVolumes: undeclared(...before), inputs: { ...inputs } };
    await tellUndeclared(report, known, undeclared(...now), "pool finance");
    return lines;
  };
  const line =
    "on pool finance, in no key: disk x (SAS, 100 GB), disk y (SAS, 100 GB); never touched; write its `id` under a key to take one over";

  test("are told when they are others than before: one more, one less, or another one", async () => {
    expect(await told(["x"], ["x", "y"])).toEqual([`note: ${line}`]);
    expect(await told(["x", "y", "z"], ["x", "y"])).toEqual([`note: ${line}`]);
    expect(await told(["x", "z"], ["x", "y"])).toEqual([`note: ${line}`]);
  });

  test("are not told again where they are the same, in whatever order, and not where there are none", async () => {
    expect(await told(["y", "x"], ["x", "y"])).toEqual([]);
    expect(await told(["x"], [])).toEqual([]);
  });

  test("are a warning where the program does not want them", async () => {
    expect(await told([], ["x", "y"], { onUndeclared: "report" })).toEqual([`note: ${line}`]);
    expect(await told([], ["x", "y"], { onUndeclared: "fail" })).toEqual([
      `warn: ${line}; \`onUndeclared\` is "fail": until then the next change stops before any call`,
    ]);
  });
});
