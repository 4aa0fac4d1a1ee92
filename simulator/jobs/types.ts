// Work that takes time: a job, its part for each desktop, and what it was ordered to do. All of it is plain data, so that a
// job that is going on can be saved and go on after a restart.

import type { Author } from "../ledger/ledger.ts";
import type { Desktop } from "../model/types.ts";
import type { Orders } from "./trades.ts";

export type JobKind = keyof Orders;

/** How far a job or a part of it is. */
export type JobState = "waiting" | "running" | "success" | "failed";

export interface Failure {
  readonly code: string;
  readonly reason: string;
}

/** The desktop that a part of a job was about, as it was then: the answer tells of it also when it is gone. */
export type Entity = Pick<Desktop, "id" | "name" | "ipAddress" | "productId" | "userName">;

export interface SubJob {
  readonly id: string;
  readonly beginAt: number;
  /** When it is to end; it may end earlier, or never. */
  endAt: number;
  state: JobState;
  entity: Entity | undefined;
  failure: Failure | undefined;
  destiny: Destiny;
  /** Places in the ledger, so that a look at the past can tell how far it was. */
  begunSeq: number | undefined;
  endedSeq: number | undefined;
}

/**
 * What is to become of one sub-job. It goes well, or badly, or begins and never ends, or never begins; or it is said to
 * have gone well and nothing was done, or to have failed and all was done.
 */
export type Destiny = "success" | "failed" | "stuck" | "unbegun" | "undone" | "denied";

export interface Job<K extends JobKind = JobKind> {
  readonly id: string;
  readonly kind: K;
  readonly author: Author;
  /** Ids of the pools that are busy while it goes on, unless it is quiet. */
  readonly pools: readonly string[];
  readonly quiet: boolean;
  readonly createdAt: number;
  readonly beginAt: number;
  /** How long it was to take when it began. */
  readonly wayMs: number;
  readonly subJobs: readonly SubJob[];
  readonly order: Orders[K];
  readonly fate: JobFate | undefined;
  readonly startedSeq: number;
  endedSeq: number | undefined;
  endedAt: number | undefined;
  /** How often somebody has asked for it, and for its pool: what moves it on where time does not. */
  looks: number;
  poolLooks: number;
  state: JobState;
  failure: Failure | undefined;
}

export interface JobOutcome {
  readonly failed: number;
  readonly total: number;
}

/** A fate that somebody asked for, instead of all going well. */
export interface JobFate {
  readonly outcome?: "success" | "fail" | "partial" | "stuck" | "unbegun" | "lie" | "denial" | "warning";
  /** So many desktops, the last ones, have the outcome; the others go well. */
  readonly failDesktops?: number;
  readonly code?: string;
  readonly reason?: string;
  /** Where a stuck part stops, in per cent. */
  readonly process?: number;
  /** So many times longer than it would take. */
  readonly slow?: number;
  /** Words that are told in place of the right ones; only until the job has ended, where that is asked for. */
  readonly status?: string;
  readonly subJobStatus?: string;
  readonly untilEnd?: boolean;
  /** From when on nobody knows the job or its parts. */
  readonly vanishes?: "at-once" | "at-end";
  /** Its parts are never listed, or come last first. */
  readonly subJobs?: "none" | "reversed";
}
