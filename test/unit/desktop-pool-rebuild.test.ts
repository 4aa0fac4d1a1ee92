// When the word `rebuild` counts, and when it is told to mean nothing.

import { expect, test } from "@jest/globals";
import { fixedChanges } from "../../provider/lifecycle/desktop-pool/fields/fixed-changes.ts";
import { isRebuild, rebuildRefusals } from "../../provider/lifecycle/desktop-pool/fields/rebuild.ts";
import { unknownValue } from "../world/stack.ts";

type Program = Readonly<Record<string, unknown>>;

const rows: readonly [what: string, olds: Program, news: Program, counts: boolean, refused: number][] = [
  ["another image, named", { imageId: "a" }, { imageId: "b", rebuild: "b" }, true, 0],
  ["another image, another word", { imageId: "a" }, { imageId: "b", rebuild: "c" }, false, 1],
  ["the word of before, spent", { imageId: "c", rebuild: "b" }, { imageId: "b", rebuild: "b" }, false, 0],
  ["the word of before, another image", { imageId: "b", rebuild: "b" }, { imageId: "c", rebuild: "b" }, false, 0],
  ["the word alone, new", { imageId: "a" }, { imageId: "a", rebuild: "a" }, false, 1],
  ["the word alone, old", { imageId: "a", rebuild: "a" }, { imageId: "a", rebuild: "a" }, false, 0],
  ["an image that only a refresh found", { imageId: "b", imageFound: "b" }, { imageId: "b", rebuild: "b" }, true, 0],
  [
    "a found image, and the word of before",
    { imageId: "b", imageFound: "b", rebuild: "b" },
    { imageId: "b", rebuild: "b" },
    false,
    0,
  ],
  [
    "an interrupted rebuild, back again",
    { imageId: "a", unfinished: { behind: [{ path: "imageId", to: "b", desktops: [] }] } },
    { imageId: "a", rebuild: "a" },
    true,
    0,
  ],
  ["an image that is not known yet", { imageId: "a" }, { imageId: unknownValue, rebuild: "b" }, false, 0],
  ["a word that is not known yet", { imageId: "a" }, { imageId: "a", rebuild: unknownValue }, false, 0],
];

test.each(rows)("%s", (_what, olds, news, counts, refused) => {
  expect(isRebuild(olds, news)).toBe(counts);
  expect(rebuildRefusals(olds, news)).toHaveLength(refused);
});

test("the type of the image goes with a rebuild, and a flavour with a product; alone each is refused", () => {
  const paths = (olds: Program, news: Program) => fixedChanges(olds, news).map((change) => change.path);
  const old = { imageId: "a", productId: "p" };
  expect(paths(old, { ...old, imageType: "gold" })).toEqual(["imageType"]);
  expect(paths(old, { ...old, imageId: "b", rebuild: "b", imageType: "gold" })).toEqual([]);
  expect(paths(old, { ...old, flavorId: "f" })).toEqual(["flavorId"]);
  expect(paths(old, { ...old, productId: "q", flavorId: "f" })).toEqual([]);
  expect(paths(old, { ...old, imageId: "b" })).toEqual(["imageId"]);
});
