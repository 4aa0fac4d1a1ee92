/** A plan is carried out in its order, one call of a kind, and ends at the first thing that goes wrong. */
import { describe, expect, test } from "@jest/globals";
import { apply } from "../../../provider/lifecycle/pool-volume-set/calls/settle.ts";
import type { Plan, Step } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, job, refusing, type Taking } from "./calls-scene.ts";
import { addOf, type Doing, deleteOf, expandTo, planOf, wordsOf, workWith } from "./calls-work.ts";
import { poolWith } from "./identity-scene.ts";

const state = { volumeIds: { data: "x", log: "y" }, recorded: { data: sas(), log: sas() } };
const pool = poolWith(["x", "y"]);
const steps: readonly Step[] = [
  { kind: "keep", key: "kept", volume: disk("z") },
  deleteOf("log", "y"),
  addOf("tmp", sas(30)),
  expandTo(120),
];
const done: Taking = async (effect) => {
  effect();
  return { jobId: "j" };
};

async function applied(doing: Doing = {}, plan: Plan = planOf(steps)) {
  const { work, draft, cloud } = await workWith({ state, pool, ...doing });
  const failure = await apply(work, plan, { data: sas(120) }).then(wordsOf, (error: unknown) => ({ thrown: error }));
  return { failure, draft, cloud, sent: cloud.sent.flatMap((call) => Object.keys(Object(call))) };
}

describe("the order of calls", () => {
  test("is to expand, to add, and to delete at the end", async () => {
    const { failure, sent, draft } = await applied();
    expect([failure, sent]).toEqual([undefined, ["expand", "add", "delete"]]);
    expect([draft.volumeIds, draft.recorded]).toEqual([
      { data: "x", tmp: "n1" },
      { data: sas(120), tmp: sas(30) },
    ]);
  });

  test("is to delete before the add where the pool has no room", async () => {
    expect((await applied({}, planOf(steps, { deleteFirst: true }))).sent).toEqual(["expand", "delete", "add"]);
  });

  test("leaves out what there is nothing of, and the desktops are read after the last call", async () => {
    const { sent, draft, cloud } = await applied({}, planOf([expandTo(120)]));
    expect([sent, draft.isLastCall, draft.desktopsAfter]).toEqual([["expand"], true, cloud.desktops]);
    expect((await applied()).cloud.read.filter((name) => name === "desktops")).toHaveLength(1);
  });

  test("makes no call for a plan without changes", async () => {
    const { failure, cloud } = await applied({}, planOf(steps.slice(0, 1)));
    expect([failure, cloud.sent, cloud.read]).toEqual([undefined, [], []]);
  });
});

describe("a change ends", () => {
  test.each([
    [0, ["expand"]],
    [1, ["expand", "add"]],
    [2, ["expand", "add", "delete"]],
  ])("at the job that fails, number %d: what comes after it might build on what is not there", async (nth, sent) => {
    const fails = (id: string) => job(id, id === "bad" ? "FAIL" : "SUCCESS");
    const bad: Taking = async (effect) => {
      effect();
      return { jobId: "bad" };
    };
    const taking = [done, done, done].with(nth, bad);
    const [first = done, ...others] = taking;
    const found = await applied({ taking: [first, ...others], job: fails });
    expect([found.failure, found.sent]).toEqual([expect.stringContaining("job bad ended FAIL"), sent]);
  });

  test("before a call on a pool that was frozen after the one before", async () => {
    const freezing: Taking = async (effect, cloud) => {
      effect();
      freeze(cloud);
      return { jobId: "j" };
    };
    const words = "pool finance has frozen desktops (EXIST_FROZEN): unfreeze them, then run `pulumi up` again";
    expect(await applied({ taking: [freezing] })).toMatchObject({ failure: words, sent: ["expand"] });
    expect(await applied({ taking: [done, freezing] })).toMatchObject({ failure: words, sent: ["expand", "add"] });
  });

  const freeze = (cloud: Cloud) => {
    if (cloud.pool !== undefined) cloud.pool = { ...cloud.pool, status: "EXIST_FROZEN" };
  };

  test("before a deletion whose users were told on a pool that was frozen in their grace time", async () => {
    const { work, draft, cloud } = await workWith({
      state,
      pool,
      news: { notifyUsers: { message: "soon", graceMinutes: 5 }, identity: "i" },
    });
    cloud.later(60, () => freeze(cloud));
    expect(wordsOf(await apply(work, planOf([deleteOf("log", "y")]), {}))).toMatch(/has frozen desktops/);
    expect([cloud.sent.length, draft.volumeIds]).toEqual([1, state.volumeIds]);
  });

  test("before a deletion whose disk is to be replaced by one that desktops lack", async () => {
    const replacing = { data: { old: "x", new: "y", consent: "OPS-1", declared: sas(50) } };
    const { work, draft, cloud } = await workWith({ state: { volumeIds: { data: "x" }, replacing }, pool });
    draft.touched.push({ operation: "add", key: "data", id: "n9", said: [] });
    draft.replacing.data = { old: "x", new: "n9", consent: "OPS-1", declared: sas(50) };
    const plan = planOf([deleteOf("data", "x", { successor: sas(50), consent: "OPS-1" })]);
    expect(wordsOf(await apply(work, plan, {}))).toMatch(
      /^the old disk was not deleted: disk "data" \(n9\) is missing/,
    );
    expect(cloud.sent).toEqual([]);
  });
});

describe("where the service takes one disk a call", () => {
  const oneOnly = refusing(workspaceError("bad_request", "only one disk can be added", { status: 400 }));

  test("the disks are added one after the other, and deleted so, without another try of all together", async () => {
    const plan = planOf([addOf("a", sas(30)), addOf("b", sas(40)), deleteOf("data", "x"), deleteOf("log", "y")]);
    const { failure, sent, draft } = await applied({ taking: [oneOnly, done] }, plan);
    expect([failure, sent, draft.volumeIds]).toEqual([
      undefined,
      ["add", "add", "add", "delete", "delete"],
      { a: "n1", b: "n2" },
    ]);
  });

  test("an expansion that is refused so is told, and not tried again", async () => {
    const found = await applied({ taking: [oneOnly] }, planOf([expandTo(120), expandTo(120, "log", "y")]));
    expect([found.failure, found.sent]).toMatchObject([
      { thrown: { message: "only one disk can be added" } },
      ["expand"],
    ]);
  });
});
