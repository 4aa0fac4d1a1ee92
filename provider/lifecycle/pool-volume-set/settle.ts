/** The steps of a plan, those that need no call first. */
import type { Declared, Plan, Step, StepOf, Volume } from "../../volumes/types.ts";
import { addVolumes, deleteVolumes, expandVolumes } from "./calls.ts";
import { saidBy } from "./carried.ts";
import { claim, type Draft, forget } from "./draft.ts";
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
    settleStep(work, step);
    const declared = desired[step.key];
    if (declared === undefined) continue;
    // The key's own disk is the old one until it is deleted.
    if (replaced.has(step.key)) continue;
    const isSettled = settling.has(step.kind) && !growing.has(step.key) && !open.has(step.key);
    if (isSettled) draft.recorded[step.key] = declared;
    else if (step.kind === "takeOver") draft.recorded[step.key] = asItIs(declared, step.volume);
    else protect(draft, step.key, declared);
  }
  for (const key of Object.keys(draft.vanished)) if (desired[key] === undefined) delete draft.vanished[key];
}

const settling: ReadonlySet<Step["kind"]> = new Set(["keep", "takeOver", "recover"]);

/** Of a disk that was taken over and still has to grow, only what it is counts as true. */
const asItIs = (declared: Declared, volume: Volume | undefined): Declared =>
  volume === undefined ? declared : { ...declared, type: volume.type, size: volume.size };

/** Protection holds from the moment that the program says so, whatever becomes of the key's other lines. */
function protect({ recorded }: Draft, key: string, { deletionProtection }: Declared): void {
  const known = recorded[key];
  if (deletionProtection === true && known !== undefined) recorded[key] = { ...known, deletionProtection };
}

function settleStep(work: Work, step: Step): void {
  const { draft, run, urn } = work;
  if (step.kind === "forget") forget(draft, step.key);
  if (step.kind === "keep") {
    proveGrowth(draft, step);
    delete draft.replacing[step.key];
  }
  if (step.kind === "takeOver") {
    release(draft, step);
    delete draft.replacing[step.key];
    claim(draft, step.key, step.id, "adopted");
    run.hold(urn, [step.id]);
  }
  if (step.kind === "recover") {
    const { key, volume } = step;
    if (!supersede(draft, step, volume.id)) {
      claim(draft, key, volume.id, step.origin);
      delete draft.replacing[key];
    }
    run.hold(urn, [volume.id]);
    draft.touched.push({ operation: "add", key, id: volume.id, said: saidOfAdd(work, key) });
  }
}

/** The pool has the size that the program asks for now: whoever did it, a dead run of ours perhaps, it counts when every desktop has it. */
function proveGrowth({ touched, recorded, carried }: Draft, { key, volume }: StepOf<"keep">): void {
  const before = recorded[key]?.size;
  if (before === undefined || before >= volume.size || carried.some((t) => t.id === volume.id)) return;
  touched.push({ operation: "expand", key, id: volume.id, size: volume.size, said: [] });
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
  const expand = () => (expands.length === 0 ? undefined : expandVolumes(work, expands, desired));
  const add = () => (adds.length === 0 ? undefined : addVolumes(work, adds));
  const remove = async () =>
    deletes.length === 0 ? undefined : ((await unprovenSuccessors(work)) ?? (await deleteVolumes(work, deletes)));
  for (const call of deleteFirst ? [expand, remove, add] : [expand, add, remove]) {
    const failure = await call();
    if (failure !== undefined) return failure;
  }
  return undefined;
}
