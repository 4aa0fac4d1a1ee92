/** The steps of a plan, those that need no call first. */
import { sizeToHave } from "../../../volumes/copies.ts";
import { type Declared, type Plan, type Step, type StepOf, wholePool } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import { inAsFewCalls } from "../../volume-set/one-disk-a-call.ts";
import { poolRefusals } from "../../volume-set/pool-refusals.ts";
import { settleSteps } from "../../volume-set/settle.ts";
import { onlyOn } from "../desktops/proof.ts";
import { followersOf, grownOn } from "../desktops/scope.ts";
import { saidBy } from "../state/carried.ts";
import { addVolumes, deleteVolumes, expandVolumes } from "./calls.ts";
import { unprovenSuccessors } from "./succession.ts";
import { toldFirst } from "./tell-first.ts";
import type { Work } from "./work.ts";

type Desired = Readonly<Record<string, Declared>>;

/** What needs no call. Disks that an earlier run, or somebody else, has changed are proven with those of this run. */
export function settle(work: Work, steps: readonly Step[], desired: Desired): void {
  const { draft, run, urn } = work;
  const open = new Set([
    ...draft.carried.map((t) => t.key),
    ...draft.pending.flatMap((p) => p.disks.map((d) => d.key)),
  ]);
  draft.pending = [];
  settleSteps({
    draft,
    steps,
    desired,
    open,
    hold: (id) => run.hold(urn, [id]),
    also(step, declared) {
      if (step.kind === "keep") proveGrowth(work, step, declared);
      if (step.kind === "recover") proveRecovered(work, step);
    },
  });
}

function proveRecovered(work: Work, { key, volume }: StepOf<"recover">): void {
  const on = onlyOn(followersOfAdd(work, key));
  work.draft.touched.push({ operation: "add", key, id: volume.id, said: saidOfAdd(work, key), ...on });
}

/**
 * The pool has the size that the program asks for now: whoever did it, a dead run of ours perhaps, it counts when every desktop
 * has it. What the pool has beyond that nobody has asked for.
 */
function proveGrowth(work: Work, { key, volume }: StepOf<"keep">, declared: Declared | undefined): void {
  const { touched, recorded, carried } = work.draft;
  const before = recorded[key]?.size;
  const size = sizeToHave(volume, declared);
  if (before === undefined || before >= size || carried.some((t) => t.id === volume.id)) return;
  // Nobody has heard whom the call was for: what the program's scope leaves alone is not judged.
  const on = onlyOn(grownOn(work, volume.id, { followers: followersOf(work.scope, {}) }));
  touched.push({ operation: "expand", key, id: volume.id, size, said: [], isToRepair: true, ...on });
}

/** As its call was sent; of an add that only the service remembers, as the program says it now. */
function followersOfAdd({ ended, scope }: Work, key: string): readonly string[] | undefined {
  const add = ended.findLast(({ pending: p }) => p.operation === "add" && p.disks.some((d) => d.key === key));
  return add === undefined ? followersOf(scope, {}) : followersOf(add.pending.scope ?? wholePool, add);
}

const saidOfAdd = ({ ended }: Work, key: string) =>
  ended
    .filter(({ pending }) => pending.operation === "add" && pending.disks.some((d) => d.key === key))
    .flatMap(({ failure }) => saidBy(failure));

/** The first job that fails ends the work: what comes after it might build on what is not there. */
export async function apply(work: Work, { steps, deleteFirst }: Plan, desired: Desired): Promise<unknown> {
  const expands = steps.filter((s) => s.kind === "expand");
  const adds = steps.filter((s) => s.kind === "add");
  const deletes = steps.filter((s) => s.kind === "delete");
  const expand = { steps: expands, call: () => expandVolumes(work, expands, desired) };
  const add = { steps: adds, call: () => inAsFewCalls(work, adds, (some) => addVolumes(work, some)) };
  const remove = {
    steps: deletes,
    call: async () =>
      (await unprovenSuccessors(work)) ??
      (await toldFirst(work, deletes)) ??
      refusedMeanwhile(work) ??
      inAsFewCalls(work, deletes, (some) => deleteVolumes(work, some)),
  };
  const order = deleteFirst ? [expand, remove, add] : [expand, add, remove];
  const calls = order.filter((one) => one.steps.length > 0).map((one) => one.call);
  for (const call of calls) {
    work.draft.isLastCall = call === calls.at(-1);
    const failure = refusedMeanwhile(work) ?? (await call());
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Somebody may freeze the pool between two calls, or a call of ours leave it broken. */
function refusedMeanwhile({ draft: { pool } }: Work): Error | undefined {
  const reasons = poolRefusals(pool);
  return reasons.length === 0 ? undefined : workspaceError("refused", reasons.join("\n"));
}
