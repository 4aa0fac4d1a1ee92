/** Why a copy is still too small: what the service said of the desktop, and what stands in the way there. */
import { expect, test } from "@jest/globals";
import { withReasons } from "../../../provider/lifecycle/pool-volume-set/desktops/repair.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { touched, workOn } from "./desktops-scene.ts";
import { copy, desktop } from "./identity-scene.ts";

const frozen = { ...desktop("d2", copy("x")), isFreeze: true };
const failure = workspaceError("job_failed", "some", { failedDesktops: [{ desktopId: "d1", reason: "no room" }] });
const earlier = { desktopId: "d3", reason: "in use" };
const toGrow = touched("expand", { size: 120, isToRepair: true, said: [earlier] });
const scene = () => workOn({ desktops: [desktop("d1", copy("x")), frozen] });

test("what the call heard, what stands in the way, and what an earlier run said, in this order", async () => {
  const { work } = await scene();
  expect(withReasons(work, [toGrow], failure)).toEqual([
    {
      ...toGrow,
      said: [{ desktopId: "d1", reason: "no room" }, { desktopId: "d2", reason: "frozen: unfreeze it" }, earlier],
    },
  ]);
});

test("of the desktops that it was for, and of no other", async () => {
  const { work } = await scene();
  const on = new Set(["d1"]);
  expect(withReasons(work, [{ ...toGrow, on }], failure)).toEqual([
    { ...toGrow, on, said: [{ desktopId: "d1", reason: "no room" }, earlier] },
  ]);
});

test("nothing is added to what this repair was not for, nor where nothing was said", async () => {
  const { work } = await scene();
  const added = touched("add");
  expect(withReasons(work, [added], failure)[0]).toBe(added);
  const { work: sound } = await workOn({ desktops: [desktop("d1", copy("x"))] });
  expect(withReasons(sound, [toGrow], undefined)).toEqual([toGrow]);
});
