/** Disks go in one call where the service takes several, and one at a time where it does not; any other refusal stays what it is. */
import { describe, expect, test } from "@jest/globals";
import { createRun } from "../../../provider/lifecycle/run.ts";
import { inAsFewCalls } from "../../../provider/lifecycle/volume-set/one-disk-a-call.ts";
import { type ErrorDetails, type ErrorKind, workspaceError } from "../../../provider/workspace/errors.ts";
import { errorOf } from "../workspace/server.ts";
import { serviceOf } from "./identity-scene.ts";

type Answer = (disks: readonly string[]) => unknown;

async function scene() {
  const service = await serviceOf({});
  const run = createRun();
  const calls: string[] = [];
  const calling = (answer: Answer, at = service.place) => ({
    work: { service: { ...service, place: at }, run },
    call: async (disks: readonly string[]) => {
      calls.push(disks.join("+"));
      return answer(disks);
    },
  });
  const change = (disks: readonly string[], answer: Answer = () => undefined, at = service.place) => {
    const { work, call } = calling(answer, at);
    return inAsFewCalls(work, disks, call);
  };
  return { calls, change, place: service.place };
}

const refusal = (message: string, kind: ErrorKind = "bad_request", details: ErrorDetails = { status: 400 }) =>
  workspaceError(kind, message, details);
const onlyOne: Answer = (disks) => {
  if (disks.length > 1) throw refusal("only one disk can be added");
  return undefined;
};

test("several disks go in one call, and its answer is the answer", async () => {
  const { calls, change } = await scene();
  expect(await change(["x", "y"])).toBeUndefined();
  expect(await change(["x", "y"], () => "failed")).toBe("failed");
  expect(calls).toEqual(["x+y", "x+y"]);
});

test("a call that is refused for its several disks is made for each of them, and so is the next in the same place", async () => {
  const { calls, change, place } = await scene();
  await change(["x", "y"], onlyOne);
  await change(["z", "w"]);
  expect(calls).toEqual(["x+y", "x", "y", "z", "w"]);
  await change(["a", "b"], undefined, { ...place, projectId: "other" });
  await change(["a", "b"], undefined, { ...place, region: "other" });
  expect(calls.slice(5)).toEqual(["a+b", "a+b"]);
});

test("what fails ends it: nothing that comes after it is tried", async () => {
  const { calls, change } = await scene();
  await change(["x", "y"], onlyOne);
  expect(await change(["a", "b", "c"], ([disk]) => (disk === "b" ? "failed" : undefined))).toBe("failed");
  expect(calls.slice(3)).toEqual(["a", "b"]);
});

test("one disk goes in one call, and its refusal stays what it is, whatever it says", async () => {
  const { calls, change } = await scene();
  const refused = refusal("only one disk can be added");
  const answer = () => {
    throw refused;
  };
  expect(await errorOf(change(["x"], answer))).toBe(refused);
  expect(await change(["x", "y"])).toBeUndefined();
  expect(calls).toEqual(["x", "x+y"]);
  expect(await change([])).toBeUndefined();
  expect(calls).toHaveLength(2);
});

describe("a refusal is for several disks", () => {
  const isTried = async (error: Error) => {
    const { calls, change } = await scene();
    const refusing: Answer = (disks) => {
      if (disks.length > 1) throw error;
      return undefined;
    };
    const outcome = await change(["x", "y"], refusing).then(
      () => "one at a time",
      (thrown: unknown) => (thrown === error ? "refused" : thrown),
    );
    expect(calls).toEqual(outcome === "refused" ? ["x+y"] : ["x+y", "x", "y"]);
    return outcome;
  };

  test.each([
    "only one disk",
    "Only one data disk is supported.",
    "one data disk at a time",
    "just a single volume may be given",
    "exactly 1 data volume per request",
    "at most one disk",
    "disks are deleted one at a time",
    "One disk at a time",
    "add one volume at a time",
  ])("by its words: %s", async (words) => {
    expect(await isTried(refusal(words))).toBe("one at a time");
  });

  test.each([
    "one disk is in use",
    "only one desktop",
    "only two disks are left",
    "commonly one disk",
    "only one diskette",
    "everyone disk at a time",
    "only one of the disks is there",
    "at a time",
  ])("and not by others: %s", async (words) => {
    expect(await isTried(refusal(words))).toBe("refused");
  });

  test.each<[string, Error]>([
    ["a conflict", refusal("only one disk", "bad_request", { status: 409 })],
    ["without a status", refusal("only one disk", "bad_request", {})],
    ["a lost answer", refusal("only one disk", "unknown_result")],
    ["a stranger's error", Object.assign(new Error("only one disk"), { status: 400 })],
  ])("and never where nobody can be sure that nothing was changed: %s", async (_what, error) => {
    expect(await isTried(error)).toBe("refused");
  });
});
