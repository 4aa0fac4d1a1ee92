/** The steps of a plan that need no call: what they make of the claims, and which keys are as the program says by them. */
import type { Declared, Step, StepOf, Volume } from "../../volumes/types.ts";
import { type ClaimsDraft, claim, forget, supersede } from "./claims.ts";

type Desired = Readonly<Record<string, Declared>>;

export interface Settling {
  readonly draft: ClaimsDraft;
  readonly steps: readonly Step[];
  readonly desired: Desired;
  /** Keys of which an earlier call is still to be proven. */
  readonly open: ReadonlySet<string>;
  /** Disks that this run holds from now on. */
  readonly hold: (id: string) => void;
  /** What else a step means to a set, told before the step is settled. */
  readonly also?: (step: Step, declared: Declared | undefined) => void;
}

/** A key counts as true here unless an earlier failure still has to be looked at. */
export function settleSteps(settling: Settling): void {
  const { draft, steps, desired, open, also = () => undefined } = settling;
  const replaced = new Set(steps.flatMap((s) => (s.kind === "delete" && s.successor !== undefined ? [s.key] : [])));
  const changing = new Set(steps.flatMap((s) => (s.kind === "expand" || s.kind === "speed" ? [s.key] : [])));
  for (const step of steps) {
    const declared = Object.hasOwn(desired, step.key) ? desired[step.key] : undefined;
    also(step, declared);
    settleStep(settling, step);
    if (declared === undefined) continue;
    // The key's own disk is the old one until it is deleted.
    if (replaced.has(step.key)) continue;
    const isSettled = settlingKinds.has(step.kind) && !changing.has(step.key) && !open.has(step.key);
    if (isSettled) draft.recorded[step.key] = declared;
    else if (step.kind === "takeOver") draft.recorded[step.key] = asItIs(declared, step.volume);
    else protect(draft, step, declared);
  }
  for (const key of Object.keys(draft.vanished)) if (!Object.hasOwn(desired, key)) leaveVanished(draft, key);
  for (const key of Object.keys(draft.replacing)) if (!Object.hasOwn(desired, key)) leaveReplacing(draft, key);
}

const settlingKinds: ReadonlySet<Step["kind"]> = new Set(["keep", "takeOver", "recover"]);

function settleStep({ draft, hold }: Settling, step: Step): void {
  if (step.kind === "forget") forget(draft, step.key);
  // The program has the old disk again, as it is or larger.
  if (step.kind === "keep" || step.kind === "expand") delete draft.replacing[step.key];
  if (step.kind === "takeOver") {
    release(draft, step);
    claim(draft, step.key, step.id, "adopted");
    hold(step.id);
  }
  if (step.kind === "recover") {
    const { key, volume, origin } = step;
    if (!supersede(draft, step, { id: volume.id, origin })) claim(draft, key, volume.id, origin);
    hold(volume.id);
  }
}

/** A disk that moves to another key leaves the one it had. */
function release(draft: ClaimsDraft, { key, id }: StepOf<"takeOver">): void {
  for (const [other, claimed] of Object.entries(draft.volumeIds))
    if (claimed === id && other !== key) forget(draft, other);
}

function leaveVanished(draft: ClaimsDraft, key: string): void {
  delete draft.vanished[key];
  if (!Object.hasOwn(draft.volumeIds, key)) delete draft.recorded[key];
}

/** Of a disk that has gone already, nothing is left to delete. */
function leaveReplacing({ replacing, volumeIds }: ClaimsDraft, key: string): void {
  if (!Object.hasOwn(volumeIds, key)) delete replacing[key];
}

/** Of a disk that was taken over and still has to grow, only what it is counts as true. */
const asItIs = (declared: Declared, volume: Volume | undefined): Declared =>
  volume === undefined ? declared : { ...declared, type: volume.type, size: volume.size };

/**
 * Protection holds, and ends, from the moment that the program says so, whatever becomes of the key's other lines. A key that
 * has a disk and no record yet, as after an add that failed on some desktops, is recorded by it.
 */
function protect({ recorded, volumeIds }: ClaimsDraft, step: Step, declared: Declared): void {
  const { key } = step;
  const { deletionProtection } = declared;
  const known = Object.hasOwn(recorded, key) ? recorded[key] : undefined;
  if (deletionProtection === undefined) return;
  if (known !== undefined) recorded[key] = { ...known, deletionProtection };
  else if (deletionProtection && "volume" in step && step.volume !== undefined && step.volume.id === volumeIds[key])
    recorded[key] = asItIs(declared, step.volume);
}
