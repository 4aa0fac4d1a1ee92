/** What a path has led to, in words without ids: two runs that ended alike are equal here. */
import { z } from "zod";
import type { Call, Effect } from "../../simulator/index.ts";
import type { Scene } from "./scene.ts";

export interface Ending {
  readonly cloud: unknown;
  readonly stack: unknown;
  /** How often each kind of thing happened: nothing twice, nothing lost on the way. */
  readonly effects: Readonly<Record<string, number>>;
  /** Which disks were named in a call that changes disks, and in which call: no other disk gets one. */
  readonly touched: readonly string[];
}

export function endingOf({ world, stack }: Scene): Ending {
  const { calls, effects } = world.simulator.ledger();
  const names = namesOf(effects);
  const stored = [...stack.state].map(([name, { kind, id, inputs, outs, initErrors }]) => [
    name,
    { kind, id, inputs, outs: outsOf(outs), initErrors },
  ]);
  return {
    cloud: world.simulator.state().pools.map(poolOf),
    stack: unnamed(Object.fromEntries(stored), names),
    effects: counted(effects),
    touched: touched(calls, names),
  };
}

type Pool = ReturnType<Scene["pool"]>;

const diskWords = ({ type, size }: { readonly type: string; readonly size: number }): string => `${type} ${size}`;

const desktopWords = ({ status, productId, imageId, user, inMaintenance }: Pool["desktops"][number]): string =>
  [status, productId, imageId, user ?? "nobody", ...(inMaintenance ? ["in maintenance"] : [])].join(" ");

function poolOf({ id: _id, disks, desktops, ...rest }: Pool) {
  const copies = desktops.map((d) => `${desktopWords(d)}: ${d.disks.map(diskWords).sort().join(", ")}`);
  return { ...rest, disks: disks.map(diskWords).sort(), desktops: copies.sort() };
}

/** An interrupted run may not know its job any more, and marks what it found again; otherwise its state is the same. */
function outsOf({ lastAddJob: _job, copies: _evs, origins, ...outs }: Readonly<Record<string, unknown>>) {
  return { ...outs, origins: JSON.parse(JSON.stringify(origins ?? null).replaceAll('"recovered"', '"added"')) };
}

const counts = [
  "pool-created",
  "pool-deleted",
  "disk-added",
  "disk-deleted",
  "disk-expanded",
  "desktop-created",
  "desktop-deleted",
  "desktop-rebuilt",
  "desktop-disk-added",
  "desktop-disk-deleted",
  "users-added",
  "users-removed",
  "users-emailed",
  "users-notified",
  "user-deleted",
];

/** Another product has no kind of its own: it is one more field of a desktop. */
const isResize = ({ kind, set = {} }: Effect): boolean => kind === "desktop-updated" && "productId" in set;

function counted(effects: readonly Effect[]): Record<string, number> {
  const many = counts.map((kind) => [kind, effects.filter((e) => e.kind === kind).length] as const);
  return Object.fromEntries([...many, ["desktop-resized", effects.filter(isResize).length]]);
}

/** Of the disks of single desktops, by their EVS ids. */
const Own = z.object({
  volume_ids: z.array(z.string()).optional(),
  desktop_volumes_expansion: z.array(z.object({ volume_id: z.string() })).optional(),
});

const Named = z.object({ volumes: z.array(z.object({ id: z.string().optional(), size: z.number().optional() })) });

function touched(calls: readonly Call[], names: ReadonlyMap<string, string>): string[] {
  const named = calls.flatMap(({ operation, body }) => {
    const asked = Named.safeParse(body);
    const ids = asked.success ? asked.data.volumes.flatMap(({ id }) => id ?? []) : [];
    const own = Own.safeParse(body).data ?? {};
    const volumes = [...(own.volume_ids ?? []), ...(own.desktop_volumes_expansion ?? []).map((v) => v.volume_id)];
    return [...ids.map((id) => names.get(id) ?? id), ...volumes.flatMap((id) => names.get(id) ?? [])].map(
      (name) => `${operation} ${name}`,
    );
  });
  return [...new Set(named)].sort();
}

/** Ids are made by chance; what they stand for is not. */
function namesOf(effects: readonly Effect[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { kind, pool, poolName, desktop, disk, volume, type, size, jobId } of effects) {
    if (pool !== undefined && !names.has(pool)) names.set(pool, `pool ${poolName}`);
    if (desktop !== undefined) names.set(desktop, "a desktop");
    if (kind === "disk-added" && disk !== undefined) names.set(disk, `disk ${type} ${size}`);
    // A copy of a disk of the pool is told by that disk.
    if (kind === "desktop-disk-added" && disk === undefined && volume !== undefined)
      names.set(volume, `own disk ${type} ${size}`);
    if (jobId !== undefined) names.set(jobId, "a job");
  }
  return names;
}

function unnamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  let text = JSON.stringify(value);
  for (const [id, name] of names) text = text.replaceAll(id, name);
  return sorted(JSON.parse(text));
}

/** Lists of the service are in the order of creation, which nothing rests on. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}
