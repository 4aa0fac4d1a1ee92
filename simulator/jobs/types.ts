// Work that takes time: a job, and its part for each desktop.

import type { Author } from "../ledger/ledger.ts";
import type { Desktop, Pool } from "../model/types.ts";

export type JobKind =
  | "createDesktopPool"
  | "expandDesktopPool"
  | "addDesktopPoolVolumes"
  | "expandDesktopPoolVolumes"
  | "deleteDesktopPoolVolumes"
  | "deleteDesktops"
  | "deleteVolumes";

export type JobState = "waiting" | "running" | "success" | "failed";

export interface Failure {
  readonly code: string;
  readonly reason: string;
}

export interface SubJob {
  readonly id: string;
  readonly beginAt: number;
  readonly endAt: number;
  state: JobState;
  desktop: Desktop | undefined;
  failure: Failure | undefined;
  readonly part: JobPart;
  destiny: Destiny;
}

/** What is to become of one sub-job: well, badly, or never anything. */
export type Destiny = "success" | "failed" | "stuck";

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly author: Author;
  readonly pools: readonly Pool[];
  readonly createdAt: number;
  readonly beginAt: number;
  readonly subJobs: readonly SubJob[];
  endedAt: number | undefined;
  state: JobState;
  failure: Failure | undefined;
  readonly plan: JobPlan;
}

/** What a job does for one desktop, or for the pool alone when no desktop follows. */
export interface JobPart {
  readonly desktop?: Desktop | undefined;
  /** May bring the desktop into being. */
  begin?(destiny: Destiny): Desktop | undefined;
  succeed?(): void;
  fail?(): void;
}

export interface JobOutcome {
  readonly failed: number;
  readonly total: number;
}

export interface JobPlan {
  readonly kind: JobKind;
  readonly pools: readonly Pool[];
  /** Made once the job has its id, so that its effects can carry it. */
  parts(jobId: string): readonly JobPart[];
  /** Runs when the last part has ended, before the pool is free again. */
  end?(outcome: JobOutcome, jobId: string): void;
}

/** A fate that somebody asked for, instead of all going well. */
export interface JobFate {
  readonly outcome: "fail" | "partial" | "stuck";
  readonly failDesktops?: number;
  readonly code?: string;
  readonly reason?: string;
}
