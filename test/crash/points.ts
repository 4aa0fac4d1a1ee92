/** Every point at which a path can be cut: each request on the wire × each way to lose it. Equal ones are tried once. */
import type { FaultEffect } from "../../simulator/index.ts";
import { isChange } from "./mortal.ts";
import type { Sample } from "./size.ts";
import type { Death } from "./wire.ts";

const kills = ["killed before", "killed after"] as const;
const losses = ["answer lost", "lost before", "500 after the effect"] as const;
const reads = ["stale read", "staler read"] as const;
export type Cut = (typeof kills)[number] | (typeof losses)[number] | (typeof reads)[number];

export interface Point {
  readonly path: string;
  /** 1 is the first request of the command. */
  readonly nth: number;
  readonly operation: string;
  readonly cut: Cut;
  /** Minutes between the cut and the next command. */
  readonly pause: number;
  /** Of a read that is stale: which of the reads it is, and how many effects of the ledger it does not know. */
  readonly stale?: { readonly nth: number; readonly effects: number };
  /** Of a read: cuts of this kind at this call in an equal world have one text. */
  readonly alike?: string;
}

/** One request of a whole run. */
export interface WireEvent {
  readonly operation: string;
  readonly isRead: boolean;
  /** Cloud and state just before it left, and just after its answer came, as one text: equal texts are equal worlds. */
  readonly before: string;
  readonly after: string;
  /** How many effects of the ledger are as young as the youngest, and how many are younger than the last change that was asked for. */
  readonly lastEffects: number;
  readonly changeEffects: number;
}

export interface Points {
  readonly points: readonly Point[];
  /** How many of all are the same as another one, or change nothing. */
  readonly pruned: number;
}

export const nameOf = ({ path, nth, operation, cut, pause }: Point): string =>
  `${path} / ${nth} ${operation} / ${cut}${pause === 0 ? "" : `, ${pause} min later`}`;

/** A while later the job has ended, and what is found is no longer "under way". */
const aWhile = 10;

export function pointsOf(path: string, events: readonly WireEvent[]): Points {
  const all = [killPoints(path, events), lossPoints(path, events), stalePoints(path, events)];
  return {
    points: all.flatMap(({ points }) => points).map((point) => ({ ...point, ...alikeOf(point, events) })),
    pruned: all.reduce((sum, { pruned }) => sum + pruned, 0),
  };
}

function alikeOf({ nth, operation, cut, stale }: Point, events: readonly WireEvent[]): Pick<Point, "alike"> {
  const event = events[nth - 1];
  if (event === undefined || !event.isRead || cut.startsWith("killed")) return {};
  return { alike: [cut, operation, stale?.effects, event.before].join(" ") };
}

/** A process that dies in an equal world is an equal death, whatever it has read meanwhile: of these one is tried, at a change if there is one. */
function killPoints(path: string, events: readonly WireEvent[]): Points {
  const groups = new Map<string, Point[]>();
  for (const [i, { operation, before, after }] of events.entries()) {
    for (const [cut, world] of [[kills[0], before] as const, [kills[1], after] as const]) {
      const point: Point = { path, nth: i + 1, operation, cut, pause: 0 };
      groups.set(world, [...(groups.get(world) ?? []), point]);
    }
  }
  const tried = [...groups.values()].flatMap((group) => group.find((p) => isChange(p.operation)) ?? group.slice(0, 1));
  const later = tried.filter((p) => isChange(p.operation)).map((p) => ({ ...p, pause: aWhile }));
  return { points: [...tried, ...later], pruned: 2 * events.length - tried.length };
}

/** Nobody can tell a read that was lost on its way there from one whose answer was lost: one of the two is tried. */
function lossPoints(path: string, events: readonly WireEvent[]): Points {
  const points = events.flatMap(({ operation, isRead }, i) =>
    losses
      .filter((cut) => !isRead || cut !== "lost before")
      .map((cut): Point => ({ path, nth: i + 1, operation, cut, pause: 0 })),
  );
  return { points, pruned: events.filter(({ isRead }) => isRead).length };
}

/** Where nothing has happened yet no read can be stale; where the last change is all that happened both ways are one. */
function stalePoints(path: string, events: readonly WireEvent[]): Points {
  let nth = 0;
  let pruned = 0;
  const points = events.flatMap(({ operation, isRead, lastEffects, changeEffects }, i) => {
    if (!isRead) return [];
    nth += 1;
    const sights = isOfPools(operation) ? [lastEffects, changeEffects] : [0, 0];
    return reads.flatMap((cut, at): Point[] => {
      const effects = sights[at] ?? 0;
      const isNew = effects > 0 && (at === 0 || effects !== sights[0]);
      if (!isNew) pruned += 1;
      return isNew ? [{ path, nth: i + 1, operation, cut, pause: 0, stale: { nth, effects } }] : [];
    });
  });
  return { points, pruned };
}

/** Projects and tokens are not among what happens to pools. */
const isOfPools = (operation: string): boolean => !operation.startsWith("Keystone");

/**
 * Reads that are repeated while nothing happens: of those whose answer is lost one is tried, since each is asked again by the same
 * lines; of those that are stale the first and the last, since one looks and the other proves.
 */
export function unrepeated(points: readonly Point[]): Point[] {
  const groups = new Map<string, Point[]>();
  for (const point of points)
    if (point.alike !== undefined) groups.set(point.alike, [...(groups.get(point.alike) ?? []), point]);
  return points.filter((point) => {
    const group = groups.get(point.alike ?? "") ?? [point];
    return point === group[0] || (point.stale !== undefined && point === group.at(-1));
  });
}

/** The short size: every change with some cuts right after it, and a few of the other points. */
export function sampled(points: readonly Point[], { cuts, oneOf }: Sample): Point[] {
  const changes = points.filter(
    ({ operation, cut, pause }) => isChange(operation) && pause === 0 && cuts.includes(cut),
  );
  const others = points.filter((point) => !changes.includes(point));
  return [...changes, ...others.filter((_, i) => i % oneOf === 0)];
}

export function deathOf({ cut, nth }: Point): Death | undefined {
  if (cut === "killed before") return { nth, when: "before" };
  return cut === "killed after" ? { nth, when: "after" } : undefined;
}

export function faultOf({ cut, nth, stale }: Point): { nth: number; effect: FaultEffect } | undefined {
  if (stale !== undefined) return { nth: stale.nth, effect: { stale: { effects: stale.effects } } };
  if (cut === "answer lost") return { nth, effect: { dropAfter: true } };
  if (cut === "lost before") return { nth, effect: { dropBefore: true } };
  if (cut !== "500 after the effect") return undefined;
  return { nth, effect: { status: 500, after: true, body: { error_code: "WKS.0500", error_msg: "internal" } } };
}
