/** One change of one set: what every step of it needs. */
import type { Report } from "../../../progress/report.ts";
import type { Plain, Run } from "../../hooks.ts";
import type { Whereabouts } from "../identity/whereabouts.ts";
import type { Draft } from "../state/draft.ts";

export interface Work extends Whereabouts {
  readonly report: Report;
  readonly run: Run;
  readonly urn: string;
  readonly poolId: string;
  readonly draft: Draft;
  /** The program. */
  readonly news: Plain;
}

/** `desktop fin-01`, for progress and errors. */
export const theDesktop = ({ draft }: Pick<Work, "draft">): string => `desktop ${draft.seen.desktopName}`;
