/** The pool that a run is about: some desktops, some disks, some of them alike, and people at work. */
import type { AnyAct } from "../../simulator/index.ts";
import type { Ground, Place } from "./place.ts";

type Pool = ReturnType<Place["begin"]> extends Promise<{ simulator: { state(): { pools: (infer P)[] } } }> ? P : never;
export type Disk = Pool["disks"][number];
export type Desktop = Pool["desktops"][number];

/** What one call is about. */
export interface Office extends Ground {
  readonly poolId: string;
  readonly disks: readonly Disk[];
  readonly desktops: readonly Desktop[];
  readonly until: { readonly deadline: number };
  readonly now: () => Pool | undefined;
}

export const varietiesOfOffices: readonly string[] = [
  "equal disks",
  "many desktops",
  "no disks",
  "a desktop with a disk of its own",
];

export function openOffice(ground: Ground): Office {
  const { simulator, chance, clock, met } = ground;
  const desktops = chance.happens(0.15) ? chance.int(5, 12) : chance.int(1, 3);
  if (desktops > 4) met("many desktops");
  const sizes = Array.from({ length: chance.of([2, 0, 1, 3, 4]) }, () => chance.of([50, 100]));
  const isFast = chance.happens(0.5);
  if (new Set(sizes).size < sizes.length) met("equal disks");
  if (sizes.length === 0) met("no disks");
  const volumes = sizes.map((size) => ({ size, type: isFast ? "GPSSD2" : "SAS" }));
  const made = simulator.act({ do: "createPool", pool: "office", desktops, volumes });
  const now = () => simulator.state().pools.find(({ id }) => id === made.pool);
  const [first] = now()?.desktops ?? [];
  if (first !== undefined) simulator.act({ do: "attachUser", pool: "office", desktop: first.id, user: "ann" });
  if (first !== undefined && chance.happens(0.4)) {
    simulator.act({ do: "addDesktopDisk", pool: "office", desktop: first.id, size: 40 });
    met("a desktop with a disk of its own");
  }
  const pool = now();
  const until = { deadline: clock.now() + 6 * 3_600_000 };
  return { ...ground, poolId: pool?.id ?? "", disks: pool?.disks ?? [], desktops: pool?.desktops ?? [], until, now };
}

/** A call of the service in another person's name. */
export function anothersCall(operation: string, where: { pool?: string; desktop?: string }, body: object): AnyAct {
  return { do: "call", operation, ...where, body };
}

/** Some of them, at least one. */
export function someOf<T>({ chance }: Ground, items: readonly T[]): readonly T[] {
  const count = chance.int(1, Math.max(1, items.length));
  return [...items].sort(() => chance.next() - 0.5).slice(0, count);
}
