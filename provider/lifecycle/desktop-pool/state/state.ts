/** What the state of a DesktopPool holds besides its arguments, and how it is read back. */
import { z } from "zod";
import type { Place } from "../../../workspace/service.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { inputNames } from "../arguments/inputs.ts";
import { figuresOf, withOwnDisks } from "../size/choice.ts";

export const schemaVersion = 1;

/** Desktops that CreateDesktopPool makes at most; the rest is made by ExpandDesktopPool. */
export const mostAtCreation = 100;

const failed = z.object({ desktopId: z.string(), name: z.string().optional(), reason: z.string().optional() });

/** A product or image that a job gives, and to whom where the call named them. */
const gives = z.object({
  path: z.enum(["productId", "imageId"]),
  to: z.string(),
  desktopIds: z.array(z.string()).exactOptional(),
});

const pending = z.object({
  operation: z.string(),
  /** Absent when the answer was lost. */
  jobId: z.string().optional(),
  /** How many desktops it makes. */
  desktops: z.number().optional(),
  /** Whom it removes. */
  removes: z.array(z.string()).optional(),
  gives: gives.optional(),
});

/** A product or image that has not reached these desktops, or the pool itself, where none is named. */
const behind = z.object({
  path: z.enum(["productId", "imageId"]),
  to: z.string(),
  desktops: z.array(failed),
});

const unfinished = z.object({
  /** A job whose end is not known. */
  pending: pending.optional(),
  /** Desktops that are still to be made. */
  missing: z.number().optional(),
  failed: z.array(failed).optional(),
  behind: z.array(behind).optional(),
});

export type Behind = z.infer<typeof behind>;
export type Gives = z.infer<typeof gives>;
export type Pending = z.infer<typeof pending>;
export type Unfinished = z.infer<typeof unfinished>;
export type FailedDesktops = z.infer<typeof failed>[];

export function unfinishedOf(outs: Plain): Unfinished {
  const parsed = unfinished.safeParse(outs.unfinished ?? {});
  return parsed.success ? parsed.data : {};
}

export const isUnfinished = (outs: Plain): boolean => Object.keys(unfinishedOf(outs)).length > 0;

export const argumentsOf = (outs: Plain): Plain =>
  Object.fromEntries(Object.entries(outs).filter(([name]) => inputNames.includes(name)));

/** A desktop that counts: those that are going do not, broken ones do. */
export const isThere = ({ taskStatus }: PoolDesktop): boolean => taskStatus !== "deleting";

export const isBroken = ({ status }: PoolDesktop): boolean => status === "ERROR";

export interface Seen {
  readonly pool: Pool;
  readonly desktops: readonly PoolDesktop[];
}

/** Broken desktops that are named one by one: a state with thousands of them helps nobody. */
const mostBroken = 100;

/** Which day it is, and what the outputs said before. */
interface Since {
  readonly today: string;
  readonly olds: Plain;
}

/** What only the service says. Those that differ in nothing leave the outputs as they are. */
export const saidOf = ({ pool, desktops }: Seen, place: Place, { today, olds }: Since): Plain => ({
  schema: schemaVersion,
  place: { ...place },
  poolName: pool.name,
  status: pool.status,
  desktopCount: desktops.filter(isThere).length,
  desktopsByStatus: byStatus(desktops.filter(isThere)),
  brokenDesktops: Object.fromEntries(
    desktops
      .filter(isBroken)
      .slice(0, mostBroken)
      .map((d) => [d.desktopId, d.computerName ?? ""]),
  ),
  removable: figuresOf(withOwnDisks(pool, desktops).filter(isThere), today, olds.removable),
});

/** How many of them there are in each status, in the service's words. */
function byStatus(desktops: readonly PoolDesktop[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status = "UNKNOWN" } of desktops) counts[status] = (counts[status] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}

/** `2026-11-21` */
export const dayOf = (service: { serverNow(): number }): string =>
  new Date(service.serverNow()).toISOString().slice(0, 10);

/** The same as an earlier command left it. */
export const saidBefore = ({
  schema = schemaVersion,
  place,
  poolName,
  status,
  desktopCount,
  brokenDesktops = {},
  removable,
  desktopsByStatus,
  undeclaredTags,
  undeclaredAuthorizedObjects,
}: Plain): Plain => ({
  schema,
  place,
  poolName,
  status,
  desktopCount,
  brokenDesktops,
  ...(removable === undefined ? {} : { removable }),
  ...(desktopsByStatus === undefined ? {} : { desktopsByStatus }),
  ...(undeclaredTags === undefined ? {} : { undeclaredTags }),
  ...(undeclaredAuthorizedObjects === undefined ? {} : { undeclaredAuthorizedObjects }),
});
