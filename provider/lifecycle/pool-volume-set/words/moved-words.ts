/** Disks that go on under another id, or are on the pool again: told by a refresh and a deletion, which follow them too. */
import type { Report } from "../../../progress/report.ts";
import type { Renumbered } from "../../../volumes/renumbered.ts";
import { renumberWords } from "../../../volumes/words.ts";

export async function tellMoved(report: Report, moved: readonly Renumbered[]): Promise<void> {
  for (const one of moved) await report.note(renumberWords(one));
}
