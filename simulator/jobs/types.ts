// Work that takes time: a job, its part for each desktop, and what it was ordered to do. All of it is plain data, so that a
// job that is going on can be saved and go on after a restart.

import type { Author } from "../ledger/ledger.ts";
import type { Desktop } from "../model/types.ts";
import type { Orders } from "./trades.ts";

export type JobKind = keyof Orders;

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

/** What is to become of one sub-job: well, badly, or never anything. */
export type Destiny = "success" | "failed" | "stuck";

export interface Job<K extends JobKind = JobKind> {
  readonly id: string;
  readonly kind: K;
  readonly author: Author;
  /** Ids of the pools that are busy while it goes on. */
  readonly pools: readonly string[];
  readonly createdAt: number;
  readonly beginAt: number;
  readonly subJobs: readonly SubJob[];
  readonly order: Orders[K];
  readonly fate: JobFate | undefined;
  readonly startedSeq: number;
  endedSeq: number | undefined;
  endedAt: number | undefined;
  state: JobState;
  failure: Failure | undefined;
}

export interface JobOutcome {
  readonly failed: number;
  readonly total: number;
}

/** A fate that somebody asked for, instead of all going well. */
export interface JobFate {
  readonly outcome: "fail" | "partial" | "stuck";
  readonly failDesktops?: number;
  readonly code?: string;
  readonly reason?: string;
}
