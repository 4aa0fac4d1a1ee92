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
  /** Id → key: the disks of before, and those that the life has added since. */
  readonly keyOf: Map<string, string>;
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
  const keyOf = new Map(Object.entries(truth).map(([key, id]) => [id, key]));
  return { world, stack, poolId, strange, truth, keyOf };
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
    if (isUnprotected(life, damages) && givesUpB(deed)) mayGo.add(String(truth.b));
    broken.push(...(await judged(life, deed, mayGo)));
  }
  return broken;
}

/** From the next `up` that declares "b" on, the state says again that it is protected. */
function isUnprotected({ stack }: Life, damages: readonly Damage[]): boolean {
  const { b } = Object.fromEntries(Object.entries(stack.state.get("disks")?.outs.volumes ?? {}));
  return damages.some((d) => d.unprotects === true) && b?.deletionProtection !== true;
}

const givesUpB = (deed: Deed): boolean => isDestruction(deed) || (deed.change === "drop b" && deed.do.startsWith("up"));

const isDestruction = ({ do: name, change }: Deed): boolean =>
  name === "destroy" || (change === "drop the set" && name.startsWith("up"));

/**
 * What the program gives up: a key that it drops, a disk that it replaces with consent, a set that it drops under
 * `forceDestroy`. Only one program has a "d": every other one drops it.
 */
function goingBy(deed: Deed, { keyOf }: Life): string[] {
  const going = isDestruction(deed) ? ["a", "c", "d"] : deed.do.startsWith("up") ? keysGivenUp(deed) : [];
  return [...keyOf].flatMap(([id, key]) => (going.includes(key) ? [id] : []));
}

function keysGivenUp({ change }: Deed): string[] {
  const key = { "drop a": "a", "drop c": "c", "replace a": "a" }[String(change)];
  return [...(change === "add d" ? [] : ["d"]), ...(key === undefined ? [] : [key])];
}

async function judged(life: Life, deed: Deed, mayGo: ReadonlySet<string>): Promise<string[]> {
  const { simulator } = life.world;
  const since = simulator.ledger().effects.length;
  const gone = goneDisks(life);
  const outcome = await played(life, deed);
  const effects = simulator.ledger().effects.slice(since);
  const deleted = effects.flatMap((e) => (e.kind === "disk-deleted" ? [e.disk ?? ""] : []));
  const copies = effects.flatMap((e) => (e.kind === "desktop-disk-deleted" && e.disk !== undefined ? [e.disk] : []));
  const added = effects.flatMap((e) => (e.kind === "disk-added" ? [e.disk ?? ""] : []));
  const wanted = ["replace a", "add d"].includes(deed.change) ? 1 : 0;
  const isOfA = (id: string) => life.keyOf.get(id) === "a";
  const grown = effects.flatMap((e) => (e.kind === "disk-expanded" && !isOfA(e.disk ?? "") ? [e.disk ?? ""] : []));
  learn(life, added);
  return [
    ...[...new Set([...deleted, ...copies])]
      .filter((id) => !mayGo.has(id))
      .map((id) => `${told(deed)} deleted ${nameOf(life, id)}`),
    ...grown.map((id) => `${told(deed)} expanded ${nameOf(life, id)}`),
    ...(added.length > wanted + gone ? [`${told(deed)} added ${added.length} disks`] : []),
    ...wordsOf(outcome).map((words) => `${told(deed)}: ${words}`),
  ];
}

/** Whose the new disks are. The state may say so of these alone: they came after it was damaged. */
function learn({ stack, keyOf }: Life, added: readonly string[]): void {
  for (const [key, id] of Object.entries(stack.state.get("disks")?.outs.volumeIds ?? {}))
    if (added.includes(String(id))) keyOf.set(String(id), key);
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
