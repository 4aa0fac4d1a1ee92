/** Deleting a pool: its desktops first, with a consent that stands in the state. Looks before every step, stores nothing. */
import { isWorkspaceError, workspaceError } from "../../workspace/errors.ts";
import { waitForQuietPool } from "../../workspace/jobs.ts";
import type { WorkspaceService } from "../../workspace/service.ts";
import { adoptedAgain } from "../adopted-again.ts";
import { countedDesktops } from "../counted.ts";
import { type Deletion, deleteDesktops } from "../delete-desktops.ts";
import type { Context, Plain } from "../hooks.ts";
import { notifyUsers } from "../notify-users.ts";
import { connectAt } from "../place.ts";
import { minutes } from "../progress-line.ts";
import { timeoutMs } from "../timeouts.ts";
import { tellingTheWayOn } from "../way-on.ts";
import { putPool } from "./fields/put.ts";
import { isUntold, ownDisks } from "./size/own-disks.ts";
import { isThere, type Seen } from "./state/state.ts";
import { goingWords } from "./words/removal-words.ts";

const lookEveryMs = 5_000;
/** How long DELETE of the pool is tried before looking again: somebody may have made a desktop meanwhile. */
const deleteWithinMs = 30_000;
/** Desktops or disks that a refusal names. */
const mostNamed = 20;

interface PoolDeletion extends Deletion {
  /** Whether another resource of this run holds a disk. */
  readonly isHeld: (id: string) => boolean;
}

export async function destroy(context: Context, id: string, olds: Plain): Promise<void> {
  const report = context.report({ name: `DesktopPool ${String(olds.poolName)}` });
  if (context.run.isHeld(id)) return report.note(`pool ${id} stays: another resource of this run holds it`);
  const since = context.clock.now();
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + timeoutMs(olds, "delete") };
  const deletion: PoolDeletion = { service, poolId: id, until, report, options: olds, isHeld: context.run.isHeld };
  // At once, so that a refusal does not wait for what is under way; and again after the wait, which may bring desktops.
  const now = await seenAfterSets(deletion, context);
  if (now === undefined) return;
  refuse(now, deletion, "nothing was deleted", adoptedAgain(context.run, now.pool, olds.adopt));
  for (const line of goingWords(now, olds)) await report.warn(line);
  await waitForQuietPool(service, id, { deadline: until.deadline });
  // Whom an interrupted run has begun to delete is gone by now: nobody is told twice.
  const what = "deleting the pool with its desktops";
  const telling = { run: context.run, service, report, poolId: id, until, what };
  // It reads who is there by itself: the first look may have been older than they are.
  if (await notifyUsers(telling, olds)) await waitForQuietPool(service, id, { deadline: until.deadline });
  if (await tellingTheWayOn(() => stepByStep(deletion)))
    await report.done(
      `deleted pool ${String(olds.poolName)} with its desktops, after ${minutes(context.clock.now() - since)}`,
    );
}

/** A set that does not name its pool is deleted at the same time, so that it may still have disks here that are about to go. */
async function seenAfterSets(deletion: PoolDeletion, { run }: Context): Promise<Seen | undefined> {
  const now = await seenOrListed(deletion);
  const ids = now?.desktops.flatMap(idsOn) ?? [];
  return (await run.afterTakingAway(ids)) ? seenOrListed(deletion) : now;
}

/** Its own too: a set whose add is open does not know yet what that brings to the desktop. */
const idsOn = ({ desktopId, dataVolumes }: Seen["desktops"][number]): string[] => [
  desktopId,
  ...dataVolumes.flatMap(({ volumeId }) => volumeId ?? []),
];

/** A detail that lags may be older than the pool: it is gone when the list does not have it either. */
async function seenOrListed(deletion: PoolDeletion): Promise<Seen | undefined> {
  const { service, poolId, until } = deletion;
  for (;;) {
    const now = await seen(deletion);
    if (now !== undefined || !(await service.listDesktopPools({}, until)).some(({ id }) => id === poolId)) return now;
    inTime(deletion, `pool ${poolId} is listed, but cannot be read`);
    await service.clock.sleep(lookEveryMs);
  }
}

/** Whether there was anything to delete. */
async function stepByStep(deletion: PoolDeletion): Promise<boolean> {
  let began = false;
  for (let now = await seenOrListed(deletion); now !== undefined; now = await seenOrListed(deletion)) {
    refuse(now, deletion, began ? "the pool was not deleted" : "nothing was deleted");
    inTime(deletion, `pool ${now.pool.name} still has ${countedDesktops(now.desktops.length)}`);
    await step(deletion, now);
    began = true;
  }
  return began;
}

/** Autoscale or another person may make desktops at any time, so each step is taken from what is there now. */
async function step(deletion: PoolDeletion, { pool, desktops }: Seen): Promise<void> {
  const there = desktops.filter(isThere).map((d) => d.desktopId);
  if (pool.enableAutoscale === true) await stopAutoscale(deletion);
  else if (there.length > 0) await deleteDesktops({ ...deletion, beforeTry: () => refuseNow(deletion) }, there);
  else if (desktops.length > 0) await deletion.service.clock.sleep(lookEveryMs);
  else await deletePool(deletion);
}

/** While the service refused a try as busy, or deleted the first hundred, somebody may have given a disk to one of the others. */
async function refuseNow(deletion: PoolDeletion): Promise<void> {
  const now = await seen(deletion);
  if (now !== undefined) refuse(now, deletion, "nothing more is deleted");
}

async function stopAutoscale({ service, poolId, until }: Deletion): Promise<void> {
  const shows = (pool: Seen["pool"]) => pool.enableAutoscale !== true;
  await putPool(service, poolId, { change: { enableAutoscale: false }, shows }, until);
  // Until the pool says so itself it may go on making desktops.
  for (let pool = await service.showDesktopPoolDetail(poolId, until); pool !== undefined && !shows(pool); ) {
    inTime({ service, until }, `pool ${pool.name} still makes desktops by itself`);
    await service.clock.sleep(lookEveryMs);
    pool = await service.showDesktopPoolDetail(poolId, until);
  }
}

async function deletePool({ service, poolId, until }: Deletion): Promise<void> {
  const deadline = Math.min(until.deadline, service.clock.now() + deleteWithinMs);
  try {
    await service.deleteDesktopPool(poolId, { ...until, deadline });
  } catch (error) {
    // Refused as busy, or the answer is lost: in both cases what is there now tells how to go on.
    if (!isWorkspaceError(error, "busy", "unknown_result")) throw error;
  }
  await awaitGone(service, poolId, deadline);
}

async function awaitGone(service: WorkspaceService, id: string, deadline: number): Promise<void> {
  while ((await service.showDesktopPoolDetail(id, { deadline })) !== undefined && service.clock.now() < deadline)
    await service.clock.sleep(lookEveryMs);
}

async function seen({ service, poolId, until }: Deletion): Promise<Seen | undefined> {
  const pool = await service.showDesktopPoolDetail(poolId, until);
  return pool === undefined ? undefined : { pool, desktops: await listed(service, poolId, until) };
}

/** A pool that goes between two looks has no desktops. */
async function listed(service: WorkspaceService, poolId: string, until: Deletion["until"]): Promise<Seen["desktops"]> {
  try {
    return await service.listPoolDesktopsDetail(poolId, until);
  } catch (error) {
    if ((await service.showDesktopPoolDetail(poolId, until)) === undefined) return [];
    throw error;
  }
}

/** Every consent has to stand in the state: no hook runs in the preview of a deletion. */
function refuse(
  now: Seen,
  { options: { forceDestroy }, isHeld }: PoolDeletion,
  state: string,
  others: readonly string[] = [],
): void {
  const reasons = [
    ...others,
    ...(forceDestroy === true || forceDestroy === "with-disks" ? [] : desktopReasons(now)),
    ...(forceDestroy === "with-disks" ? [] : [...diskReasons(now), ...ownDiskReasons(now, isHeld)]),
    ...heldReasons(now, isHeld),
  ];
  if (reasons.length > 0) throw workspaceError("refused", `${state}: ${reasons.join("\n")}`);
}

/** Disks that a set of this very program keeps, the pool's or those of one desktop: no consent of the pool speaks for them. */
function heldReasons({ pool, desktops }: Seen, isHeld: PoolDeletion["isHeld"]): string[] {
  const held = pool.dataVolumes.filter((v) => isHeld(v.id)).map((v) => `${v.id} (${v.type}, ${v.size} GB)`);
  const own = desktops.flatMap(({ computerName, desktopId, dataVolumes }) =>
    dataVolumes
      .filter(({ volumeId }) => volumeId !== undefined && isHeld(volumeId))
      .map((v) => `${v.volumeId} (${v.type}, ${v.size} GB) on desktop ${computerName ?? desktopId}`),
  );
  return [
    ...(held.length === 0
      ? []
      : [
          `disks ${held.join(", ")} of pool ${pool.name} belong to a PoolVolumeSet of this program: remove the set too, or bring the pool back`,
        ]),
    ...(own.length === 0
      ? []
      : [
          `disks ${own.join(", ")} of pool ${pool.name} belong to a DesktopVolumeSet of this program: remove the set too, or bring the pool back`,
        ]),
  ];
}

function desktopReasons({ pool, desktops }: Seen): string[] {
  if (desktops.length === 0) return [];
  const names = firstOf(desktops.map((d) => d.computerName ?? d.desktopId));
  return [
    `pool ${pool.name} (${pool.id}) has ${countedDesktops(desktops.length)}: ${names}; deleting it would delete them with their data: ${ways("forceDestroy: true")}`,
  ];
}

function diskReasons({ pool }: Seen): string[] {
  if (pool.dataVolumes.length === 0) return [];
  const disks = pool.dataVolumes.map((v) => `${v.id} (${v.type}, ${v.size} GB)`).join(", ");
  return [
    `pool ${pool.name} (${pool.id}) still has data disks: ${disks}; delete them by their PoolVolumeSet, or: ${ways('forceDestroy: "with-disks"')}`,
  ];
}

/** `forceDestroy: true` speaks for desktops as their pool has made them, not for a disk that somebody gave to one of them. */
function ownDiskReasons({ pool, desktops }: Seen, isHeld: PoolDeletion["isHeld"]): string[] {
  const disks = desktops.filter(isThere).flatMap((d) =>
    ownDisks(d)
      .filter(({ volumeId }) => volumeId === undefined || !isHeld(volumeId))
      .map(
        ({ volumeId = "without an id", type, size }) =>
          `${volumeId} (${type}, ${size} GB) on desktop ${d.computerName ?? d.desktopId}`,
      ),
  );
  // Where nobody can tell them from copies of the pool's disks, those refuse it already.
  if (disks.length === 0 || isUntold(pool, desktops)) return [];
  return [
    `desktops of pool ${pool.name} (${pool.id}) have data disks of their own: ${firstOf(disks)}; delete them by their DesktopVolumeSet, which goes before the pool if it names it in \`pool\`, or: ${ways('forceDestroy: "with-disks"')}`,
  ];
}

const firstOf = (names: readonly string[]): string =>
  `${names.slice(0, mostNamed).join(", ")}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ""}`;

const ways = (line: string): string =>
  `to allow it, run \`pulumi up\` with \`${line}\` on the resource first (bring the resource back into the program if it has left it); if it was renamed or moved, add \`aliases\` to it; ` +
  "to keep the pool and forget it, use `pulumi state delete 'URN'` or `retainOnDelete: true`";

function inTime({ service, until }: Pick<Deletion, "service" | "until">, what: string): void {
  if (service.clock.now() >= until.deadline)
    throw workspaceError("timeout", `${what}, and the time is up: run the command again, it goes on where it is`);
}
