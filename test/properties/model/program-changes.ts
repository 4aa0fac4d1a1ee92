/** Small random programs for one set, and how a play of them ends: what the state says, what the pool has, what was lost. */
import fc from "fast-check";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { createStack, type Outcome, type Program } from "../../world/stack.ts";
import type { World } from "../../world/world.ts";

export type Volumes = Readonly<Record<string, { readonly type: string; readonly size: number }>>;

const disk = fc.record({ type: fc.constantFrom("SAS", "SSD"), size: fc.constantFrom(10, 20, 30) });
const keys = ["a", "b", "c", "d"];

export const volumes: fc.Arbitrary<Volumes> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...keys), disk), { selector: ([key]) => key, minLength: 1, maxLength: 4 })
  .map((entries) => Object.fromEntries(entries));

/** A program, and a later one that is like it: keys stay, grow, change, come and go. */
export const changed: fc.Arbitrary<{ readonly old: Volumes; readonly now: Volumes }> = fc
  .record({
    old: volumes,
    fates: fc.array(fc.constantFrom("stay", "stay", "grow", "leave"), { minLength: 4 }),
    more: volumes,
  })
  .map(({ old, fates, more }) => {
    const kept = Object.entries(old).flatMap(([key, d], i) => {
      const fate = fates[i] ?? "stay";
      return fate === "leave" ? [] : [[key, fate === "grow" ? { ...d, size: d.size + 10 } : d] as const];
    });
    const fresh = Object.entries(more).filter(([key]) => old[key] === undefined);
    return { old, now: Object.fromEntries([...kept, ...fresh]) };
  });

export interface Played {
  readonly outcomes: readonly Outcome[];
  /** Key → disk, as the state has it and the pool confirms it. */
  readonly claimed: Readonly<Record<string, string>>;
  /** Everything on the pool. */
  readonly disks: readonly string[];
  /** Disks of the pool that were deleted. */
  readonly lost: readonly string[];
  /** Calls that changed something, since the first program stood. */
  readonly changes: readonly string[];
}

const config = { maxRequestsPerSecond: "1000" };

/** The programs one after the other, each in a process of its own, on an empty pool of two desktops. */
export async function played(world: World, programs: readonly Plain[]): Promise<Played> {
  const { simulator } = world;
  simulator.reset();
  simulator.act({ do: "createPool", actor: "SIMULATORAK", pool: "office", desktops: 2 });
  const stack = createStack(world);
  const poolId = simulator.state().pools[0]?.id ?? "";
  const outcomes: Outcome[] = [];
  let begun = 0;
  for (const args of programs) {
    const program: Program = { disks: { kind: "PoolVolumeSet", args: { poolId, ...args } } };
    outcomes.push(await stack.up(program, { config }));
    if (outcomes.length === 1) begun = simulator.ledger().calls.length;
  }
  const { calls, effects } = simulator.ledger();
  const onPool = simulator.state().pools[0]?.disks ?? [];
  const ids = Object.entries(stack.outs("disks").volumeIds ?? {});
  const specOf = (id: unknown): string => {
    const found = onPool.find((d) => d.id === id);
    return found === undefined ? "not there" : `${found.type} ${found.size}`;
  };
  return {
    outcomes,
    claimed: Object.fromEntries(ids.map(([key, id]) => [key, specOf(id)]).sort()),
    disks: onPool.map((d) => `${d.type} ${d.size}`).sort(),
    lost: effects.flatMap((e) => (e.kind === "disk-deleted" ? [`${e.type} ${e.size}`] : [])).sort(),
    changes: calls
      .slice(begun)
      .filter((c) => c.change)
      .map((c) => `${c.operation} ${JSON.stringify(c.body)}`),
  };
}
