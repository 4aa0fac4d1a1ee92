/** A plan for one desktop is carried out in its order, one call of a kind, and ends at the first thing that goes wrong. */
import { describe, expect, test } from "@jest/globals";
import { apply } from "../../../provider/lifecycle/desktop-volume-set/calls/apply.ts";
import type { Plan, Step, StepOf } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, job, refusing } from "./calls-scene.ts";
import { addOf, deleteOf, expandTo, planOf, wordsOf } from "./calls-work.ts";
import { afterSeconds, type Doing, deskWork, doneAnd } from "./desk-scene.ts";
import { poolWith } from "./identity-scene.ts";

const state = { volumeIds: { data: "x", log: "y" }, recorded: { data: sas(), log: sas() } };
const disks = ["x", "y"];
const speed: StepOf<"speed"> = { kind: "speed", key: "data", volume: disk("x"), iops: 6000, throughput: 250 };
const steps: readonly Step[] = [
  { kind: "keep", key: "kept", volume: disk("z") },
  deleteOf("log", "y"),
  addOf("tmp", sas(30)),
  speed,
  expandTo(120),
];
const desired = { data: sas(120, { iops: 6000, throughput: 250 }) };
const [expands, speeds, gives, deletes] = ["expand copies", "speed", "give", "delete copies"];

async function applied(doing: Doing = {}, plan: Plan = planOf(steps)) {
  const { work, draft, cloud } = await deskWork({ state, disks, ...doing });
  const failure = await apply(work, plan, desired).then(wordsOf, (error: unknown) => ({ thrown: wordsOf(error) }));
  return { failure, draft, cloud, sent: cloud.sent.flatMap((call) => Object.keys(Object(call))) };
}

describe("the order of calls", () => {
  test("is to expand, to change speeds, to add, and to delete at the end", async () => {
    const { failure, sent, draft } = await applied();
    expect([failure, sent]).toEqual([undefined, [expands, speeds, gives, deletes]]);
    expect([draft.volumeIds, draft.recorded]).toEqual([
      { data: "x", tmp: "n1" },
      { ...desired, tmp: sas(30) },
    ]);
  });

  test("is to delete before the add where the desktop has no room", async () => {
    const { sent } = await applied({}, planOf(steps, { deleteFirst: true }));
    expect(sent).toEqual([expands, speeds, deletes, gives]);
  });

  test("leaves out what there is nothing of", async () => {
    expect((await applied({}, planOf([speed]))).sent).toEqual([speeds]);
    expect((await applied({}, planOf([addOf("tmp", sas(30))]))).sent).toEqual([gives]);
    const none = await applied({}, planOf(steps.slice(0, 1)));
    expect([none.failure, none.cloud.sent, none.cloud.read]).toEqual([undefined, [], []]);
  });
});

describe("a change ends", () => {
  test.each([0, 1, 2, 3])("at the job that fails, number %d: what follows might build on it", async (nth) => {
    const [first = doneAnd(), ...others] = Array(4).fill(doneAnd()).with(nth, doneAnd(undefined, "bad"));
    const { failure, sent } = await applied({
      taking: [first, ...others],
      job: (id) => job(id, id === "bad" ? "FAIL" : "SUCCESS"),
    });
    const all = [expands, speeds, gives, deletes];
    expect([failure, sent]).toEqual([expect.stringContaining("job bad ended FAIL"), all.slice(0, nth + 1)]);
  });

  const freeze = (cloud: Cloud) => {
    if (cloud.pool !== undefined) cloud.pool = { ...cloud.pool, status: "EXIST_FROZEN" };
  };
  const words = "pool finance has frozen desktops (EXIST_FROZEN): unfreeze them, then run `pulumi up` again";

  test("before a call on a pool that was frozen after the one before", async () => {
    expect(await applied({ taking: [doneAnd(freeze)] })).toMatchObject({ failure: words, sent: [expands] });
    const later = await applied({ taking: [doneAnd(), doneAnd(), doneAnd(freeze)] });
    expect(later).toMatchObject({ failure: words, sent: [expands, speeds, gives] });
  });

  test("by a refusal that says of what kind it is, every reason in a line of its own", async () => {
    const { work } = await deskWork({
      disks: ["x"],
      pool: poolWith([disk("t", 10)], { status: "ERROR" }),
      state: { volumeIds: {} },
    });
    const failure = await apply(work, planOf([deleteOf()]), {});
    expect(failure).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/^this region does not say .*\npool finance is in status ERROR: repair it/),
    });
  });

  test("before a deletion where the users' grace time was up and a disk had gone", async () => {
    const news = { identity: "i", notifyUsers: { message: "soon", graceMinutes: 5 } };
    const { work, cloud } = await deskWork({ state, disks, news });
    afterSeconds(60, (now) => {
      now.desktops = now.desktops.map((d) => ({ ...d, dataVolumes: d.dataVolumes.slice(0, 1) }));
    })(cloud);
    expect(wordsOf(await apply(work, planOf([deleteOf("log", "y")]), {}))).toMatch(/^during the grace time somebody/);
    expect(cloud.sent).toHaveLength(1);
  });
});

describe("where the service takes one disk a call", () => {
  const oneOnly = refusing(workspaceError("bad_request", "only one disk can be added", { status: 400 }));

  test("the disks are added one after the other, and deleted so, without another try of all together", async () => {
    const plan = planOf([addOf("a", sas(30)), addOf("b", sas(40)), deleteOf("data", "x"), deleteOf("log", "y")]);
    const { failure, sent, draft } = await applied({ taking: [oneOnly, doneAnd()] }, plan);
    expect([failure, sent, draft.volumeIds]).toEqual([
      undefined,
      [gives, gives, gives, deletes, deletes],
      { a: "n1", b: "n2" },
    ]);
  });

  test("an expansion that is refused so is told, and not tried again", async () => {
    const found = await applied({ taking: [oneOnly] }, planOf([expandTo(120), expandTo(120, "log", "y")]));
    expect([found.failure, found.sent]).toEqual([{ thrown: "only one disk can be added" }, [expands]]);
  });
});
