/** Every point at which a path can be cut: each call of the service × each way to lose it. */
import type { FaultEffect } from "../../simulator/index.ts";
import { type Death, isChange } from "./mortal.ts";

export const cuts = ["killed before", "killed after", "answer lost", "lost before", "500 after the effect"] as const;
export type Cut = (typeof cuts)[number];

export interface Point {
  readonly path: string;
  /** 1 is the first call of the command: of the provider's own calls where it is killed, else of the requests. */
  readonly nth: number;
  readonly operation: string;
  readonly cut: Cut;
  /** Minutes between the cut and the next command. */
  readonly pause: number;
}

/** What a whole run asked for: calls of the service by its process, and requests on the wire. */
export interface Track {
  readonly calls: readonly string[];
  readonly requests: readonly string[];
}

export const nameOf = ({ path, nth, operation, cut, pause }: Point): string =>
  `${path} / ${nth} ${operation} / ${cut}${pause === 0 ? "" : `, ${pause} min later`}`;

const isKill = (cut: Cut): boolean => cut.startsWith("killed");

/** A while later the job has ended, and what is found is no longer "under way". */
const aWhile = 10;

export function pointsOf(path: string, { calls, requests }: Track): Point[] {
  return cuts.flatMap((cut) =>
    (isKill(cut) ? calls : requests).flatMap((operation, i) => {
      const point = { path, nth: i + 1, operation, cut, pause: 0 };
      return isChange(operation) ? [point, { ...point, pause: aWhile }] : [point];
    }),
  );
}

/** The short size: every change, cut in every way, and a read here and there. */
export const sampled = (points: readonly Point[]): Point[] =>
  points.filter(({ operation, pause }, i) => (isChange(operation) && pause === 0) || i % 29 === 0);

export const deathOf = ({ cut, nth }: Point): Death | undefined =>
  isKill(cut) ? { nth, when: cut === "killed before" ? "before" : "after" } : undefined;

export function faultOf({ cut }: Point): FaultEffect | undefined {
  if (cut === "answer lost") return { dropAfter: true };
  if (cut === "lost before") return { dropBefore: true };
  if (cut === "500 after the effect")
    return { status: 500, after: true, body: { error_code: "WKS.0500", error_msg: "internal" } };
  return undefined;
}
