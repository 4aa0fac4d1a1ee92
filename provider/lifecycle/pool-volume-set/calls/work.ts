/** One change of one set: what every step of it needs. */
import type { Report } from "../../../progress/report.ts";
import type { Scope } from "../../../volumes/types.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import type { Plain, Run } from "../../hooks.ts";
import type { Ended } from "../state/carried.ts";
import type { Draft } from "../state/draft.ts";

export interface Work {
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly run: Run;
  readonly urn: string;
  readonly poolId: string;
  readonly until: Until;
  /** Whom the program's calls are for. */
  readonly scope: Scope;
  readonly draft: Draft;
  /** The program. */
  readonly news: Plain;
  /** The desktops as they were before the first change. */
  readonly desktops: readonly PoolDesktop[];
  /** How the jobs of earlier runs ended. */
  readonly ended: readonly Ended[];
}
