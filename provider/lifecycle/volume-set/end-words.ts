/** The one line at the end of a change of disks: that all is well, how long it took, and what was done. */
import type { Step } from "../../volumes/types.ts";
import { minutes } from "../progress-line.ts";

/** `disks are as the program says, after 01:12: expanded "data" to 120 GB, added "logs", deleted "scratch"` */
export function endWords(steps: readonly Step[], tookMs: number): string {
  const done = inOrder.flatMap((kind) => steps.flatMap((step) => (step.kind === kind ? (doneWords(step) ?? []) : [])));
  const shown = [...done.slice(0, mostShown), ...(done.length > mostShown ? [`${done.length - mostShown} more`] : [])];
  const what = shown.length === 0 ? "" : `: ${shown.join(", ")}`;
  return `disks are as the program says, after ${minutes(tookMs)}${what}`;
}

/** A line that lists twenty disks is read by nobody. */
const mostShown = 8;

/** What can be lost comes last, where the eye rests. */
const inOrder: readonly Step["kind"][] = ["takeOver", "recover", "expand", "speed", "add", "delete"];

function doneWords(step: Step): string | undefined {
  const key = JSON.stringify(step.key);
  switch (step.kind) {
    case "takeOver":
      return `took over ${key}`;
    case "recover":
      return `took ${key}, which an interrupted run added`;
    case "expand":
      return `expanded ${key} to ${step.size} GB`;
    case "speed":
      return `changed the speed of ${key}`;
    case "add":
      return `added ${key}`;
    case "delete":
      return `deleted ${key}`;
    default:
      return undefined;
  }
}
