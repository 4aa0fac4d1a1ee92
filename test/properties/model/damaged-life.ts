/** A set of three disks on a pool that has a fourth, its state damaged, and what a person then does with it. */
import fc from "fast-check";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { createStack, type Outcome, type Stack } from "../../world/stack.ts";
import type { World } from "../../world/world.ts";
import type { Damage, Strange } from "./damages.ts";

export interface Deed {
  readonly do: "up" | "up --refresh" | "refresh" | "preview" | "destroy";
  /** How the program differs from the one that the state was written by. */
  readonly change: "nothing" | "grow a" | "drop a" | "drop b" | "drop c" | "replace a" | "add d" | "drop the set";
}

export const deeds: fc.Arbitrary<Deed> = fc.record({
  do: fc.constantFrom("up", "up", "up --refresh", "refresh", "preview", "destroy"),
  change: fc.constantFrom("nothing", "grow a", "drop a", "drop b", "drop c", "replace a", "add d", "drop the set"),
});

interface Life {
  readonly world: World;
  readonly stack: Stack;
  readonly poolId: string;
  readonly strange: Strange;
  /** Key → id, before the state was damaged. */
  readonly truth: Readonly<Record<string, string>>;
}

const config = { maxRequestsPerSecond: "1000" };
const timeouts = { create: "5m", update: "5m", delete: "5m" };
const first: Plain = {
  a: { type: "SAS", size: 20 },
  b: { type: "SSD", size: 10, deletionProtection: true },
  c: { type: "SAS", size: 20 },
};

/** Everything stands, and the state says so; it consents to the destruction of the set. */
export async function standing(world: World): Promise<Life> {
  const { simulator } = world;
  simulator.reset();
  const pool = { do: "createPool", actor: "SIMULATORAK", desktops: 2 } as const;
  simulator.act({ ...pool, pool: "office", volumes: [{ type: "SAS", size: 30 }] });
  simulator.act({ ...pool, pool: "other", volumes: [{ type: "SAS", size: 20 }] });
  const pools = simulator.state().pools;
  const office = pools.find((p) => p.name === "office");
  const poolId = office?.id ?? "";
  const stack = createStack(world);
  const args = { poolId, volumes: first, forceDestroy: true, timeouts };
  await stack.up({ disks: { kind: "PoolVolumeSet", args } }, { config });
  const truth = Object.fromEntries(
    Object.entries(stack.outs("disks").volumeIds ?? {}).map(([key, id]) => [key, String(id)]),
  );
  const strange = {
    stranger: office?.disks[0]?.id ?? "",
    elsewhere: pools.find((p) => p.name === "other")?.disks[0]?.id ?? "",
    root: office?.rootDisk.id ?? "",
  };
  return { world, stack, poolId, strange, truth };
}

/** Answers what was wrong. */
export async function livesOn(life: Life, damages: readonly Damage[], deeds: readonly Deed[]): Promise<string[]> {
  const { stack, strange, truth } = life;
  const stored = stack.state.get("disks");
  if (stored === undefined) return ["there is no state to damage"];
  stack.state.set("disks", { ...stored, outs: damages.reduce((outs, { of }) => of(outs, strange), stored.outs) });
  const broken: string[] = [];
  const mayGo = new Set<string>();
  for (const deed of deeds) {
    for (const id of goingBy(deed, life)) mayGo.add(id);
    const isUnprotected = isDestruction(deed) && damages.some((d) => d.unprotects === true);
    if (isUnprotected) mayGo.add(String(truth.b));
    broken.push(...(await judged(life, deed, mayGo)));
  }
  return broken;
}

const isDestruction = ({ do: name, change }: Deed): boolean =>
  name === "destroy" || (change === "drop the set" && name.startsWith("up"));

/** What the program gives up: a key that it drops, a disk that it replaces with consent, a set that it drops under `forceDestroy`. */
function goingBy(deed: Deed, { truth }: Life): string[] {
  const { do: name, change } = deed;
  if (isDestruction(deed)) return [truth.a, truth.c].map(String);
  const key = { "drop a": "a", "drop c": "c", "replace a": "a" }[String(change)];
  return name.startsWith("up") && key !== undefined ? [String(truth[key])] : [];
}

async function judged(life: Life, deed: Deed, mayGo: ReadonlySet<string>): Promise<string[]> {
  const { simulator } = life.world;
  const since = simulator.ledger().effects.length;
  const gone = goneDisks(life);
  const outcome = await played(life, deed);
  const effects = simulator.ledger().effects.slice(since);
  const deleted = effects.flatMap((e) => (e.kind === "disk-deleted" ? [e.disk ?? ""] : []));
  const copies = effects.flatMap((e) => (e.kind === "desktop-disk-deleted" && e.disk !== undefined ? [e.disk] : []));
  const added = effects.filter((e) => e.kind === "disk-added").length;
  const wanted = ["replace a", "add d"].includes(deed.change) ? 1 : 0;
  const grown = effects.flatMap((e) => (e.kind === "disk-expanded" && e.disk !== life.truth.a ? [e.disk ?? ""] : []));
  return [
    ...[...new Set([...deleted, ...copies])]
      .filter((id) => !mayGo.has(id))
      .map((id) => `${told(deed)} deleted ${nameOf(life, id)}`),
    ...grown.map((id) => `${told(deed)} expanded ${nameOf(life, id)}`),
    ...(added > wanted + gone ? [`${told(deed)} added ${added} disks`] : []),
    ...wordsOf(outcome).map((words) => `${told(deed)}: ${words}`),
  ];
}

const told = ({ do: name, change }: Deed): string => `${name} (${change})`;

const nameOf = ({ truth, strange }: Life, id: string): string =>
  [...Object.entries(truth), ...Object.entries(strange)].find(([, known]) => known === id)?.[0] ?? id;

/** A disk that is gone may come again, EMPTY. */
const goneDisks = ({ world, truth }: Life): number => {
  const there = new Set((world.simulator.state().pools.find((p) => p.name === "office")?.disks ?? []).map((d) => d.id));
  return Object.values(truth).filter((id) => !there.has(id)).length;
};

function played({ stack, poolId }: Life, { do: name, change }: Deed): Promise<Outcome> {
  if (name === "refresh") return stack.refresh({ config });
  if (name === "destroy") return stack.destroy({ config });
  const program = programOf(poolId, change);
  if (name === "preview") return stack.preview(program, { config });
  return stack.up(program, { config, refresh: name === "up --refresh" });
}

function programOf(poolId: string, change: Deed["change"]) {
  if (change === "drop the set") return {};
  const { a, b, c } = first;
  const volumes: Readonly<Record<Exclude<Deed["change"], "drop the set">, Plain>> = {
    nothing: first,
    "grow a": { ...first, a: { type: "SAS", size: 30 } },
    "drop a": { b, c },
    "drop b": { a, c },
    "drop c": { a, b },
    "replace a": { ...first, a: { type: "SSD", size: 20 } },
    "add d": { ...first, d: { type: "SSD", size: 30 } },
  };
  const consent = change === "replace a" ? { allowDataLoss: { a: "T-9" } } : {};
  const args: Plain = { poolId, volumes: volumes[change], forceDestroy: true, timeouts, ...consent };
  return { disks: { kind: "PoolVolumeSet", args } };
}

/** A refusal is fine if it says what to do; a mistake of ours is not. */
function wordsOf({ errors }: Outcome): string[] {
  return errors.flatMap((error) => {
    if (/TypeError|undefined|is not defined|\[object|NaN|Cannot read/.test(error)) return [`a defect: ${error}`];
    return /write|remove|put|run `pulumi|set |add |bring|delete|repair|update/.test(error)
      ? []
      : [`no way out: ${error}`];
  });
}
