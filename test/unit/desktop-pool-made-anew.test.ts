/** What a preview says of desktops that come EMPTY in the place of those that a begun removal may have taken. */
import { expect, test } from "@jest/globals";
import { madeAnewPreview } from "../../provider/lifecycle/desktop-pool/words/made-anew-words.ts";
import { unknownValue } from "../world/stack.ts";

const begun = (size: unknown, removes?: readonly string[]) => ({
  poolName: "office",
  size,
  unfinished: { pending: { operation: "deleting desktops", ...(removes === undefined ? {} : { removes }) } },
});

test.each([
  ["the larger size again", 10, "`size: 10` makes up to 3 new, EMPTY ones"],
  ["half the way back", 8, "`size: 8` makes up to 1 new, EMPTY one in"],
  ["a size beyond that of before", 12, "`size: 12` makes up to 3 new, EMPTY ones"],
])("%s: as many as may be gone, and no more", (_what, size, words) => {
  const [line, ...more] = madeAnewPreview(begun(10, ["a", "b", "c"]), { size });
  expect(more).toEqual([]);
  expect(line).toContain(
    "delete 3 desktops of pool office (a, b, c), and their end is not known: all or some may be gone",
  );
  expect(line).toContain(words);
  expect(line).toContain("nothing that was on the old ones comes back");
});

test("of one desktop it speaks of one", () => {
  expect(madeAnewPreview(begun(5, ["a"]), { size: 5 }).join()).toContain(
    "delete 1 desktop of pool office (a), and its end is not known: it may be gone, with everything on it. `size: 5` makes up to 1 new, EMPTY one in the place",
  );
});

test.each([
  ["the lowering goes on", begun(10, ["a", "b", "c"]), 7],
  ["the lowering goes further", begun(10, ["a", "b", "c"]), 5],
  ["another work is open", begun(10), 12],
  ["nobody was to go", begun(10, []), 12],
  ["`size` is not known yet", begun(10, ["a"]), unknownValue],
  ["nothing is open", { poolName: "office", size: 10 }, 12],
])("nothing where %s", (_what, olds, size) => {
  expect(madeAnewPreview(olds, { size })).toEqual([]);
});
