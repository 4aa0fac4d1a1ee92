/** The two sets of disks of an estate, each as the life of one set: what is promised of a pool's disks holds of a desktop's too. */
import type { Effect } from "../../../../simulator/index.ts";
import { firstIds, type Facts as SetFacts, type Step as SetStep, strangersOf, takenCopiesOf } from "../life.ts";
import { first, type Written as SetWritten } from "../written.ts";
import type { Facts, Step } from "./life.ts";
import type { Disks } from "./written.ts";

export function asSet(step: Step): SetStep {
  const { before, after, written, past } = step;
  const factsOf = ({ pool, poolId, outs }: Facts): SetFacts => ({
    pool,
    hasPool: poolId !== undefined,
    set: outs.disks,
  });
  return {
    ...common(step, written.keys, written.isThere),
    before: factsOf(before),
    after: factsOf(after),
    effects: step.effects.filter((e) => e.pool !== before.lab?.id),
    strangers: strangersOf(past),
    takenCopies: takenCopiesOf(past),
    firstId: firstIds(past),
  };
}

/** A disk of the desktop stands for a disk of the pool, its volume for the record. */
export function asDesk(step: Step): SetStep {
  const { before, after, written, effects, past } = step;
  const desktopId = String(before.outs.desk?.desktopId ?? written.desk?.desktopId);
  const isGone = past.some((e) => e.kind === "desktop-deleted" && e.desktop === desktopId);
  const factsOf = ({ pool, outs }: Facts): SetFacts => ({
    pool: pool && { ...pool, disks: ownDisks(pool, desktopId), desktops: [] },
    hasPool: false,
    set: outs.desk,
  });
  return {
    ...common(step, written.desk?.keys ?? {}, written.isThere && written.desk !== undefined),
    before: factsOf(before),
    after: factsOf(after),
    effects: isGone ? [] : effects.flatMap((e) => (e.desktop === desktopId ? ownEffect(e) : otherEffect(e))),
    isDisturbed: step.isDisturbed || isGone,
    strangers: new Set(),
    takenCopies: new Set(),
    firstId: (id) => id,
  };
}

type Common = Pick<
  SetStep,
  "run" | "written" | "calls" | "faults" | "outcome" | "isDisturbed" | "isOvertaken" | "tookMs"
>;

function common(
  { run, written, asked, faults, outcome, isDisturbed, isOvertaken, tookMs }: Step,
  keys: Disks,
  hasSet: boolean,
): Common {
  const { size, allowDataLoss, minutes, forceDestroy } = written;
  const said: SetWritten = { ...first, size, keys, allowDataLoss, minutes, forceDestroy, hasSet };
  return { run: { do: run.do }, written: said, calls: asked, faults, outcome, isDisturbed, isOvertaken, tookMs };
}

type Pool = NonNullable<SetFacts["pool"]>;

const ownDisks = ({ desktops }: Pool, desktopId: string): Pool["disks"] =>
  (desktops.find((d) => d.id === desktopId)?.disks ?? [])
    .filter((d) => d.poolDiskId === undefined)
    .map(({ volumeId: id, type, size }) => ({ id, type, size }));

const kinds: Readonly<Partial<Record<Effect["kind"], Effect["kind"]>>> = {
  "desktop-disk-added": "disk-added",
  "desktop-disk-expanded": "disk-expanded",
  "desktop-disk-deleted": "disk-deleted",
};

/** What happens to the copy of a pool's disk is the pool's matter. */
function ownEffect(effect: Effect): Effect[] {
  const { disk, volume, kind } = effect;
  const own = kinds[kind];
  if (own === undefined) return otherEffect(effect);
  return disk !== undefined || volume === undefined || effect.detail === "root disk"
    ? []
    : [{ ...effect, kind: own, disk: volume }];
}

/** By them it is known which jobs are of this command. */
const otherEffect = (effect: Effect): Effect[] => (effect.kind.startsWith("job-") ? [effect] : []);
