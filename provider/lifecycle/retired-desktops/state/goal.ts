/** What retiring works on: what it is to reach, and the state while it goes on. */
import type { Report } from "../../../progress/report.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Plain, Run } from "../../hooks.ts";
import { type Consents, spentAfter } from "../arguments/consents.ts";
import type { Entries } from "../arguments/inputs.ts";
import { type Open, saidOf, storedUnfinished } from "./state.ts";

export interface Goal {
  readonly run: Run;
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly id: string;
  readonly poolId: string;
  readonly news: Plain;
  readonly until: Until;
  /** Desktops that are still to go, as the program names them. */
  readonly asked: Entries;
  readonly consents: Consents;
}

export interface Draft {
  /** Arguments as far as they are true, but for `desktops`. */
  readonly inputs: Plain;
  /** Proven gone. */
  desktops: Record<string, string>;
  open: Open;
  refill: number;
  poolName: string;
  /** Set once the service may have taken a change. */
  accepted: boolean;
}

export const partialOuts = ({ service, consents, news }: Goal, draft: Draft): Plain => ({
  ...draft.inputs,
  ...(news.allowInUse === undefined ? {} : { allowInUse: spentAfter(consents, draft.desktops) }),
  desktops: draft.desktops,
  ...saidOf(draft.poolName, service.place),
  unfinished: storedUnfinished(draft),
});

/** A desktop is proven gone: its place in the pool is free. */
export function settle(draft: Draft, gone: Entries): void {
  for (const [name, id] of Object.entries(gone)) {
    draft.desktops[name] = id;
    delete draft.open[name];
    draft.refill += 1;
  }
}
