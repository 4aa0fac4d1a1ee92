/** The steps of a plan, those that need no call first. */
import { sizeToHave } from "../../../volumes/copies.ts";
import { type Declared, type Plan, type Step, type StepOf, type Volume, wholePool } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import { onlyOn } from "../desktops/proof.ts";
import { followersOf, grownOn } from "../desktops/scope.ts";
import { saidBy } from "../state/carried.ts";
import { claim, type Draft, forget } from "../state/draft.ts";
import { addVolumes, deleteVolumes, expandVolumes } from "./calls.ts";
import { inAsFewCalls } from "./one-disk-a-call.ts";
import { poolRefusals } from "./pool-refusals.ts";
import { supersede, unprovenSuccessors } from "./succession.ts";
import type { Work } from "./work.ts";

type Desired = Readonly<Record<string, Declared>>;

/** What needs no call. A key counts as true here unless an earlier failure still has to be looked at. */
export function settle(work: Work, steps: readonly Step[], desired: Desired): void {
  const { draft } = work;
  const replaced = new Set(steps.flatMap((s) => (s.kind === "delete" && s.successor !== undefined ? [s.key] : [])));
  const growing = new Set(steps.flatMap((s) => (s.kind === "expand" ? [s.key] : [])));
  const open = new Set([
    ...draft.carried.map((t) => t.key),
    ...draft.pending.flatMap((p) => p.disks.map((d) => d.key)),
  ]);
  draft.pending = [];
  for (const step of steps) {
    const declared = desired[step.key];
    settleStep(work, step, declared);
    if (declared === undefined) continue;
    // The key's own disk is the old one until it is deleted.
    if (replaced.has(step.key)) continue;
    const isSettled = settling.has(step.kind) && !growing.has(step.key) && !open.has(step.key);
    if (isSettled) draft.recorded[step.key] = declared;
    else if (step.kind === "takeOver") draft.recorded[step.key] = asItIs(declared, step.volume);
    else protect(draft, step, declared);
  }
  for (const key of Object.keys(draft.vanished)) if (desired[key] === undefined) leaveVanished(draft, key);
  for (const key of Object.keys(draft.replacing)) if (!Object.hasOwn(desired, key)) leaveReplacing(draft, key);
}

function leaveVanished(draft: Draft, key: string): void {
  delete draft.vanished[key];
  if (!Object.hasOwn(draft.volumeIds, key)) delete draft.recorded[key];
}

/** Of a disk that has gone already, nothing is left to delete. */
function leaveReplacing({ replacing, volumeIds }: Draft, key: string): void {
  if (!Object.hasOwn(volumeIds, key)) delete replacing[key];
}

const settling: ReadonlySet<Step["kind"]> = new Set(["keep", "takeOver", "recover"]);

/** Of a disk that was taken over and still has to grow, only what it is counts as true. */
const asItIs = (declared: Declared, volume: Volume | undefined): Declared =>
  volume === undefined ? declared : { ...declared, type: volume.type, size: volume.size };

/**
 * Protection holds, and ends, from the moment that the program says so, whatever becomes of the key's other lines. A key that
 * has a disk and no record yet, as after an add that failed on some desktops, is recorded by it.
 */
function protect({ recorded, volumeIds }: Draft, step: Step, declared: Declared): void {
  const { key } = step;
  const { deletionProtection } = declared;
  const known = recorded[key];
  if (deletionProtection === undefined) return;
  if (known !== undefined) recorded[key] = { ...known, deletionProtection };
  else if (deletionProtection && "volume" in step && step.volume !== undefined && step.volume.id === volumeIds[key])
    recorded[key] = asItIs(declared, step.volume);
}

function settleStep(work: Work, step: Step, declared: Declared | undefined): void {
  const { draft, run, urn } = work;
  if (step.kind === "forget") forget(draft, step.key);
  if (step.kind === "keep") proveGrowth(work, step, declared);
  // The program has the old disk again, as it is or larger.
  if (step.kind === "keep" || step.kind === "expand") delete draft.replacing[step.key];
  if (step.kind === "takeOver") {
    release(draft, step);
    claim(draft, step.key, step.id, "adopted");
    run.hold(urn, [step.id]);
  }
  if (step.kind === "recover") {
    const { key, volume, origin } = step;
    if (!supersede(draft, step, { id: volume.id, origin })) claim(draft, key, volume.id, origin);
    run.hold(urn, [volume.id]);
    draft.touched.push({
      operation: "add",
      key,
      id: volume.id,
      said: saidOfAdd(work, key),
      ...onlyOn(followersOfAdd(work, key)),
    });
  }
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

/** A disk that moves to another key leaves the one it had. */
function release(draft: Draft, { key, id }: StepOf<"takeOver">): void {
  for (const [other, claimed] of Object.entries(draft.volumeIds))
    if (claimed === id && other !== key) forget(draft, other);
}

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
      (await unprovenSuccessors(work)) ?? inAsFewCalls(work, deletes, (some) => deleteVolumes(work, some)),
  };
  const order = deleteFirst ? [expand, remove, add] : [expand, add, remove];
  for (const { call } of order.filter((one) => one.steps.length > 0)) {
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
