/** The same cuts where the service has other habits: around every change at full size, at one path each at the short one. */
import { describe } from "@jest/globals";
import { deskPaths } from "./desk-paths.ts";
import { isChange } from "./mortal.ts";
import { setPaths } from "./paths.ts";
import type { Point } from "./points.ts";
import { poolPaths } from "./pool-paths.ts";
import { retiredPaths } from "./retired-paths.ts";
import { asked, askedOfDisks as size } from "./size.ts";
import { chosen, crashSuite, type Instruction } from "./suite.ts";

const habits = [
  { "failed-status": "FAILED", "success-status": "COMPLETE", "gone-status": "400-WKS.0001" },
  { "desktop-pool-disk-id": "no" },
  { "job-time-zone": "local8", "volume-order": "shuffled" },
  { "add-record": "at-job-end", "busy-add-code": "WKS.0407" },
  { "tags-returned": "no" },
] as const;

const instructions: Readonly<Record<string, Instruction>> = {
  "desktop-pool-disk-id": {
    why: "nothing joins a desktop's disk to the pool's, so the age of a disk is not known: an add of a killed run cannot be told from a stranger's",
    at: ({ cut }) => cut === "killed before" || cut === "killed after",
    words:
      /refused before any change: disk .* match(es)? key .*: write `id: "[^"]+"` under "\w+" to take (it|this one) over/,
  },
  "tags-returned": {
    why: "a pool that does not show its tags cannot be known as the one that a killed run of ours has made",
    at: ({ cut }) => cut === "killed before" || cut === "killed after",
    words:
      /there is a desktop pool named office already .* to take that pool over as it is, write `adopt: \{ poolId: "[^"]+" \}`/,
  },
};

/**
 * Where the age of a disk is not known, or whose pool it is, nothing is recovered: these paths stop with the same instruction
 * without any cut; and the disks of one desktop are not touched at all where nothing tells them from the pool's.
 */
const withoutRecovery: Readonly<Record<string, RegExp>> = {
  "desktop-pool-disk-id": /^desk|recover|replacement that died after its add/,
  "tags-returned": /by resuming/,
};
/** Those of one desktop's disks and of retired desktops where their own suites play all of theirs too. */
const others = asked === "short" ? [] : [...deskPaths, ...retiredPaths];
const pathsWith = (dialects: object) =>
  [...setPaths, ...poolPaths, ...others].filter(({ name }) =>
    Object.keys(dialects).every((dialect) => withoutRecovery[dialect]?.test(name) !== true),
  );

const mixed = setPaths.filter(({ name }) => name === "set: add, expand and delete");
const aroundChanges = (points: readonly Point[]): readonly Point[] => {
  const changes = chosen(points, size).filter(({ operation }) => isChange(operation));
  return size === "full" ? changes : changes.filter(({ cut }) => cut === "killed after" || cut === "answer lost");
};

describe.each(habits)("with %j", (dialects) => {
  crashSuite(size === "short" ? mixed : pathsWith(dialects), {
    dialects,
    instructions: Object.keys(dialects).flatMap((name) => instructions[name] ?? []),
    choose: aroundChanges,
  });
});
