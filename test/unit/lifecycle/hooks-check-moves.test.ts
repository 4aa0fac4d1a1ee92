/** Another pool or place is a replacement, which takes every disk of the set: a check refuses it without both consents of the state. */
import { describe, expect, test } from "@jest/globals";
import { sas } from "../volumes/questions.ts";
import { args, checked, unknown } from "./hooks-scene.ts";

const volumes = { data: sas() };
const ways =
  ", which would delete the disks of this set with their data: if the pool resource was renamed or moved in the program, undo that and run `pulumi up`, then do it again and give it `aliases`; otherwise set it back; " +
  "to replace the set, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on it; " +
  "if the last `pulumi up` failed, run `pulumi refresh` first";
const refused = async (olds: Record<string, unknown>, news: Record<string, unknown>) =>
  (await checked(args(volumes, olds), args(volumes, news))).reasons;

describe("another pool", () => {
  test("is refused, with both of them and the ways", async () => {
    expect(await refused({}, { poolId: "q" })).toEqual([`poolId changes from "p" to "q"${ways}`]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["only `allowReplace`", { allowReplace: true }],
    ["only `forceDestroy`", { forceDestroy: true }],
    ["neither", { allowReplace: false, forceDestroy: false }],
  ])("is refused where the state holds %s, whatever the program says now", async (_what, olds) => {
    expect(await refused(olds, { poolId: "q", allowReplace: true, forceDestroy: true })).toEqual([
      `poolId changes from "p" to "q"${ways}`,
    ]);
  });

  test("is no refusal where the state holds both consents, or while it is not known", async () => {
    expect(await refused({ allowReplace: true, forceDestroy: true }, { poolId: "q" })).toEqual([]);
    expect(await refused({}, { poolId: unknown })).toEqual([]);
  });
});

test("another region or project is refused in the same way, after the pool", async () => {
  const here = { region: "ap-southeast-1", projectId: "p1" };
  expect(await refused(here, { poolId: "q", region: "cn-north-4", projectId: "p2" })).toEqual([
    `poolId changes from "p" to "q"${ways}`,
    `region changes from "ap-southeast-1" to "cn-north-4"${ways}`,
    `projectId changes from "p1" to "p2"${ways}`,
  ]);
  expect(await refused(here, here)).toEqual([]);
  expect(await refused({}, here)).toEqual([]);
});
