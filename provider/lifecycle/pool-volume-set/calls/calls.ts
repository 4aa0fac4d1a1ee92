/** The three calls that change a pool's disks: one call for each kind, its job awaited, the draft true at every moment. */
import { goneWords, grownWords, unheldWords } from "../../../volumes/scope.ts";
import type { Declared, Origin, StepOf, Volume } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import type { Pool } from "../../../workspace/types.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { claim, forget, succeed, supersede } from "../../volume-set/claims.ts";
import { tellApart, type Whose } from "../../volume-set/whose.ts";
import { onlyOn } from "../desktops/proof.ts";
import { grownOn } from "../desktops/scope.ts";
import { followIds } from "../identity/follow-ids.ts";
import { saidBy } from "../state/carried.ts";
import { newOrigins } from "./new-origins.ts";
import { type Outcome, run } from "./run-call.ts";
import type { Work } from "./work.ts";

const disks = (n: number): string => (n === 1 ? "1 disk" : `${n} disks`);
const target = ({ poolId, scope }: Work) => ({ poolId, ...scope });
const wire = (steps: readonly { volume: Volume; size?: number }[]) =>
  steps.map(({ volume, size }) => ({ id: volume.id, type: volume.type, size: size ?? volume.size }));

export async function expandVolumes(
  work: Work,
  steps: readonly StepOf<"expand">[],
  desired: Readonly<Record<string, Declared>>,
): Promise<unknown> {
  const { service, draft } = work;
  const outcome = await run(work, {
    operation: "expand",
    disks: steps.map(({ key, volume: { id, type }, size }) => ({ key, id, type, size })),
    what: `expanding ${disks(steps.length)}`,
    send: (until) => service.expandDesktopPoolVolumes({ ...target(work), volumes: wire(steps) }, until),
    isDone: (pool) => !steps.some((step) => isStillSmall(step, { pool })),
  });
  const { failure } = outcome;
  const { ids, unclear } = await followIds(work, steps);
  const small = steps.filter((step) => isStillSmall(step, outcome));
  for (const step of steps) {
    const { key, volume, size } = step;
    draft.touched.push({
      operation: "expand",
      key,
      id: ids.get(volume.id) ?? volume.id,
      size,
      said: saidBy(failure),
      ...onlyOn(grownOn(work, volume.id, outcome)),
    });
    const declared = desired[key];
    if (failure === undefined && declared !== undefined && !small.includes(step)) draft.recorded[key] = declared;
  }
  if (unclear === undefined) draft.pending = [];
  return failure ?? unclear ?? notGrown(work, small, outcome);
}

/** In one reading of the API an expanded disk has a new id: one that is not listed any more is judged by the desktops. */
const isStillSmall = ({ volume, size }: StepOf<"expand">, { pool }: Pick<Outcome, "pool">): boolean =>
  pool.dataVolumes.some((v) => v.id === volume.id && v.size < size);

function notGrown({ scope }: Work, small: readonly StepOf<"expand">[], outcome: Outcome): Error | undefined {
  if (small.length === 0) return undefined;
  if (scope.desktopIds !== undefined && outcome.lostJob === undefined)
    return workspaceError("bad_answer", small.map((s) => grownWords(s.key, s.volume, s.size)).join("\n"));
  const sizes = small.map(({ key, volume, size }) => `"${key}" (${volume.id}) with its old size and not ${size} GB`);
  const words = `${endOfJob("the expansion", outcome)} pool ${outcome.pool.name} still shows ${sizes.join(", ")}`;
  return workspaceError("bad_answer", `${words}: run \`pulumi up\` again`);
}

/** How a call ended that the pool shows nothing of. A job that is forgotten has said nothing. */
const endOfJob = (what: string, { lostJob }: Outcome): string =>
  lostJob === undefined
    ? `the service says that ${what} is done, but`
    : `the service no longer knows job ${lostJob} of ${what}, and`;

export async function addVolumes(work: Work, steps: readonly StepOf<"add">[]): Promise<unknown> {
  const { service, draft } = work;
  const before = draft.pool.dataVolumes.map((v) => v.id);
  for (const step of steps) supersede(draft, step);
  let tries = 0;
  const outcome = await run(work, {
    operation: "add",
    disks: steps.map(({ key, declared: { type, size, deletionProtection } }) => ({
      key,
      type,
      size,
      ...(deletionProtection === true ? { deletionProtection } : {}),
    })),
    what: `adding ${disks(steps.length)}`,
    send: async (until) => {
      if (tries++ > 0) await refuseTwins(work, steps, before);
      return service.addDesktopPoolVolumes({ ...target(work), volumes: steps.map((s) => bodyOf(s.declared)) }, until);
    },
    isDone: (pool) => whose(steps, pool, before).missing.length === 0,
  });
  const added = await newDisks(work, steps, before, outcome);
  claimNew(work, steps, added, { ...outcome, origins: await newOrigins(work, [...added.given.values()], outcome) });
  return outcome.failure ?? unheldAdd(work, added, outcome) ?? notTold(work, added, outcome);
}

const bodyOf = ({ type, size, iops, throughput, kmsId }: Declared) => ({
  type,
  size,
  ...(iops === undefined ? {} : { iops }),
  ...(throughput === undefined ? {} : { throughput }),
  ...(kmsId === undefined ? {} : { kmsId }),
});

const named = (volumes: readonly Volume[]): string =>
  volumes.map((v) => `${v.id} (${v.type}, ${v.size} GB)`).join(", ");
const quoted = (keys: readonly string[]): string => keys.map((k) => `"${k}"`).join(", ");

function whose(steps: readonly StepOf<"add">[], pool: Pool, before: readonly string[]): Whose {
  const asked = steps.map((s) => [s.key, s.declared] as const);
  return tellApart(
    asked,
    pool.dataVolumes.filter((v) => !before.includes(v.id)),
  );
}

/** Between a call that was lost and the next try another person may have added an equal disk. */
async function refuseTwins(work: Work, steps: readonly StepOf<"add">[], before: readonly string[]): Promise<void> {
  const { service, poolId, until, draft } = work;
  const pool = await service.showDesktopPoolDetail(poolId, until);
  if (pool === undefined) return;
  const { given, unclear } = whose(steps, pool, before);
  const found = [...[...given].map(([key, v]) => ({ keys: [key], volumes: [v] })), ...unclear];
  if (found.length === 0) return;
  draft.pool = pool;
  draft.pending = [];
  const words = found.map(({ keys, volumes }) => `${named(volumes)} for ${quoted(keys)}`).join("; ");
  throw workspaceError(
    "refused",
    `the answer to an add was lost, no job of it is there, and meanwhile equal disks appeared on the pool: ${words}. ` +
      "Write the `id` of the disk under its key to take it over, or `adopt: false` to add another",
  );
}

/** The record of a new disk may lag behind the job that made it. */
async function newDisks(
  { service, poolId, until, draft }: Work,
  steps: readonly StepOf<"add">[],
  before: readonly string[],
  { failure }: Outcome,
): Promise<Whose> {
  const since = service.clock.now();
  for (;;) {
    const found = whose(steps, draft.pool, before);
    if (found.missing.length === 0 || failure !== undefined || service.clock.now() - since >= staleForMs) return found;
    await service.clock.sleep(lookEveryMs);
    draft.pool = (await service.showDesktopPoolDetail(poolId, until)) ?? draft.pool;
  }
}

/** The answer names no disk: what is new on the pool and fits, is ours. */
function claimNew(
  { draft, run, urn }: Work,
  steps: readonly StepOf<"add">[],
  { given, missing }: Whose,
  { failure, followers, origins }: Outcome & { readonly origins: ReadonlyMap<string, Origin> },
): void {
  for (const step of steps) {
    const { key, declared } = step;
    const volume = given.get(key);
    if (volume === undefined) continue;
    run.hold(urn, [volume.id]);
    draft.touched.push({ operation: "add", key, id: volume.id, said: saidBy(failure), ...onlyOn(followers) });
    const origin = origins.get(volume.id) ?? "recovered";
    if (supersede(draft, step, { id: volume.id, origin })) continue;
    claim(draft, key, volume.id, origin);
    if (failure === undefined || declared.deletionProtection === true) draft.recorded[key] = declared;
  }
  if (missing.length === 0 || failure !== undefined) draft.pending = [];
}

/** What is on desktops then stands in `unfinished`: it is named, and nothing is added again. */
function unheldAdd({ draft, scope }: Work, { missing }: Whose, { isTraced, lostJob }: Outcome): Error | undefined {
  if (missing.length === 0 || scope.desktopIds === undefined || !isTraced || lostJob !== undefined) return undefined;
  draft.pending = [];
  return workspaceError("bad_answer", unheldWords(missing, draft.pool.name));
}

/** A job that did not fail, and a pool that does not show whose disk is whose. */
function notTold({ draft, poolId }: Work, found: Whose, outcome: Outcome): Error | undefined {
  const reasons = [
    ...found.unclear.map(
      ({ keys, volumes }) =>
        `${disks(keys.length)} added for ${quoted(keys)}, but ${volumes.length} such are new on pool ${draft.pool.name}: ${named(volumes)}. ` +
        "Somebody else added an equal one at the same time: write the `id` of the right disk under each of these keys",
    ),
    ...(found.missing.length === 0
      ? []
      : [
          `${endOfJob(`the add of ${quoted(found.missing)}`, outcome)} pool ${poolId} shows no such new disk: look at the pool in the console, then run \`pulumi up\` again`,
        ]),
  ];
  return reasons.length === 0 ? undefined : workspaceError("bad_answer", reasons.join("\n"));
}

export async function deleteVolumes(work: Work, steps: readonly StepOf<"delete">[]): Promise<unknown> {
  const { service, draft } = work;
  const ids = new Set(steps.map((s) => s.volume.id));
  const outcome = await run(work, {
    operation: "delete",
    disks: steps.map(({ key, volume: { id, type, size } }) => ({ key, id, type, size })),
    what: `deleting ${disks(steps.length)}`,
    send: (until) =>
      service.deleteDesktopPoolVolumes(
        { ...target(work), volumes: wire(steps.map(({ volume }) => ({ volume }))) },
        until,
      ),
    isDone: (p) => !p.dataVolumes.some((v) => ids.has(v.id)),
  });
  const { pool, failure, followers } = outcome;
  for (const step of steps) {
    const { key, volume, consent, successor } = step;
    draft.touched.push({ operation: "delete", key, id: volume.id, said: saidBy(failure), ...onlyOn(followers) });
    if (pool.dataVolumes.some((v) => v.id === volume.id)) continue;
    if (successor === undefined) forget(draft, key);
    else succeed(draft, step, successor);
    if (consent !== undefined) draft.spent[key] = consent;
  }
  draft.pending = [];
  return failure ?? stillListed(work, steps, outcome);
}

/** A job that did not fail, and a pool that still shows the disks: nobody knows which is true. */
function stillListed({ scope }: Work, steps: readonly StepOf<"delete">[], outcome: Outcome): Error | undefined {
  const { dataVolumes, name } = outcome.pool;
  const open = steps.filter((s) => dataVolumes.some((v) => v.id === s.volume.id));
  if (open.length === 0) return undefined;
  if (scope.desktopIds !== undefined && outcome.lostJob === undefined)
    return workspaceError("bad_answer", open.map((s) => goneWords(s.key, s.volume)).join("\n"));
  const left = open.map((s) => s.volume);
  const words = `${endOfJob(`the deletion of ${named(left)}`, outcome)} pool ${name} still shows them: run \`pulumi up\` again`;
  return workspaceError("bad_answer", words);
}
