/** What the service says of jobs. Times are as the service wrote them: no zone, compared only with each other. */

/** One desktop's part in a job. */
export interface SubJob {
  readonly id: string;
  readonly jobId?: string;
  readonly jobType?: string;
  readonly status: string;
  readonly beginTime?: string;
  readonly endTime?: string;
  readonly process?: number;
  readonly errorCode?: string;
  readonly failReason?: string;
  /** The older schema's words: the reason of a failure, but no sign of one. */
  readonly message?: string;
  readonly desktopId?: string;
  readonly desktopName?: string;
}

export interface Job {
  readonly id: string;
  readonly jobType?: string;
  readonly status: string;
  readonly beginTime?: string;
  readonly endTime?: string;
  readonly errorCode?: string;
  readonly failReason?: string;
  readonly subJobsTotal?: number;
  readonly subJobs: readonly SubJob[];
}

/** The answer of every asynchronous call. */
export interface Accepted {
  readonly jobId: string;
}

/** The answer of a resize: some regions name each desktop's own job beside the job of the whole. */
export interface ResizeAccepted extends Accepted {
  readonly jobs?: readonly { readonly desktopId: string; readonly jobId: string }[];
}
