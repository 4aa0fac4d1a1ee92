/** What a deletion of a set leaves on single desktops: copies without a record on the pool, deleted as far as they were to go. */
import type { Report } from "../../../progress/report.ts";
import { isProtected } from "../../../volumes/protection.ts";
import { nameOf } from "../../../volumes/scope.ts";
import type { Scope } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Context, Plain } from "../../hooks.ts";
import { leftAfterLag } from "../../lag.ts";
import { quietOrUnlisted } from "../../listed-pool.ts";
import { scopeOf } from "../arguments/inputs.ts";
import type { State } from "../state/state.ts";
import { type Copies, deleteCopies } from "./delete-copies.ts";
import { shown } from "./outside.ts";
import { isIdle, isLeftAlone } from "./scope.ts";
import { tellStaying, type Unlisted, unlistedOf, unnamedFromNow } from "./unlisted.ts";

interface Cleaning {
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly state: State;
  readonly olds: Plain;
  readonly context: Context;
  readonly poolId: string;
  readonly until: Until;
}

/** Copies on desktops that a failure left without a pool record, of an earlier `up` or of a deletion of this set before. */
export async function cleanLeftovers(cleaning: Cleaning, pool: Pool): Promise<void> {
  const { service, report, poolId, until } = cleaning;
  if (isNothing(toGoOf(cleaning, [pool]))) return;
  // A deletion that a dead run has started may still be at work on the copies.
  const quiet = await quietOrUnlisted(service, poolId, until);
  if (quiet === undefined) return;
  // A record that one of the two shows speaks for its copies: a look may lag.
  const toGo = toGoOf(cleaning, [pool, quiet]);
  const scope = scopeOf(cleaning.olds);
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const found = copiesOn(desktops, toGo, scope);
  if (found.length > 0) await deleteFound(cleaning, found);
  await tellSpared(report, toGo, desktops, scope);
  await tellStaying(report, toGo.unlisted, desktops, (volumeId) => toGo.told.has(volumeId));
}

/** Who comes and goes at a desktop meanwhile changes nothing in what was to go. */
async function deleteFound({ service, report, poolId, until }: Cleaning, found: readonly Copies[]): Promise<void> {
  await deleteCopies({ service, report, poolId, until }, found);
  const left = await leftAfterLag(service, async () => {
    const desktops = await service.listPoolDesktopsDetail(poolId, until);
    const there = new Set(desktops.flatMap((d) => d.dataVolumes.map((v) => v.volumeId)));
    return found
      .map((copies) => ({ ...copies, volumeIds: copies.volumeIds.filter((id) => there.has(id)) }))
      .filter(({ volumeIds }) => volumeIds.length > 0);
  });
  if (left.length > 0) throw copiesLeft(left);
}

interface ToGo {
  /** EVS ids that a failure has named, which of them a deletion was to take, and which are of a disk that is protected by now. */
  readonly told: ReadonlySet<string>;
  readonly deleted: ReadonlySet<string>;
  readonly guarded: ReadonlySet<string>;
  /** Disks whose record has gone, and whose copies may be anywhere. */
  readonly unlisted: readonly Unlisted[];
  /** What the pool still lists goes as a whole, or not at all. */
  readonly records: ReadonlySet<string>;
}

const isNothing = ({ told, unlisted }: ToGo): boolean => told.size + unlisted.length === 0;

function toGoOf(cleaning: Cleaning, pools: readonly Pool[]): ToGo {
  const { state } = cleaning;
  const failed = state.failed.filter((f) => f.operation !== "expand");
  const idsOf = (some: State["failed"]) => new Set(some.flatMap((f) => f.desktops.flatMap((d) => d.volumeIds ?? [])));
  const records = new Set(pools.flatMap((pool) => pool.dataVolumes.map((v) => v.id)));
  const isGuarded = ({ key, id }: State["failed"][number]) =>
    id !== undefined && [state.volumeIds[key], state.vanished[key]].includes(id) && isProtected(key, state);
  return {
    told: idsOf(failed),
    deleted: idsOf(failed.filter((f) => f.operation === "delete")),
    guarded: idsOf(failed.filter(isGuarded)),
    unlisted: unlistedOf(cleaning, records),
    records,
  };
}

/** A deletion that the program has taken back for a desktop by a narrower scope is not made there after all. */
const isSpared = ({ deleted, guarded }: ToGo, volumeId: string, desktop: PoolDesktop, scope: Scope): boolean =>
  guarded.has(volumeId) ||
  (scope.handleType === "FOR_EXPAND_AND_IDLE" && !isIdle(desktop)) ||
  (deleted.has(volumeId) && isLeftAlone(scope, desktop));

const withoutRecord = ({ records }: ToGo, { dataVolumes }: PoolDesktop) =>
  dataVolumes.flatMap(({ volumeId, desktopPoolDiskId: of = "" }) =>
    volumeId === undefined || records.has(of) ? [] : [{ volumeId, of }],
  );

function copiesOn(desktops: readonly PoolDesktop[], toGo: ToGo, scope: Scope): readonly Copies[] {
  const gone = new Set(toGo.unlisted.filter(({ stays }) => stays === undefined).map(({ id }) => id));
  const isToGo = (desktop: PoolDesktop, { volumeId, of }: { readonly volumeId: string; readonly of: string }) =>
    (toGo.told.has(volumeId) || gone.has(of)) && !isSpared(toGo, volumeId, desktop, scope);
  return desktops.flatMap((desktop) => {
    const { desktopId } = desktop;
    const volumeIds = withoutRecord(toGo, desktop).flatMap((one) => (isToGo(desktop, one) ? [one.volumeId] : []));
    return volumeIds.length === 0
      ? []
      : [{ desktopId, volumeIds, what: `deleting what is left on desktop ${desktopId}` }];
  });
}

/** No state names them any more when the set is gone. */
async function tellSpared(report: Report, toGo: ToGo, desktops: readonly PoolDesktop[], scope: Scope): Promise<void> {
  const copies = desktops.flatMap((desktop) =>
    withoutRecord(toGo, desktop).flatMap(({ volumeId }) =>
      toGo.told.has(volumeId) && isSpared(toGo, volumeId, desktop, scope)
        ? [`${nameOf(desktop)}: disk ${volumeId}`]
        : [],
    ),
  );
  if (copies.length === 0) return;
  await report.warn(
    `what an earlier failure left stays, with its data, on desktops that the deletion is not for: ${shown(copies)}; ${unnamedFromNow}`,
  );
}

const copiesLeft = (left: readonly Copies[]) =>
  workspaceError(
    "bad_answer",
    `the service says that the deletion of what was left on desktops is done, but they still show it: ${left
      .map(({ desktopId, volumeIds }) => `${volumeIds.join(", ")} on desktop ${desktopId}`)
      .join("; ")}. The set stays in the state; run the same command again`,
  );
