/** What a limited call left as it was on desktops that need not follow: told once, at the end of the `up` that made it. */
import { nameOf, namesOf } from "../../../volumes/scope.ts";
import { isLimited } from "../../../volumes/scope-words.ts";
import type { Scope, Step } from "../../../volumes/types.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import { countedDesktops } from "../../counted.ts";
import type { Work } from "../calls/work.ts";
import { copyOf, isJudged, type Touched } from "./proof.ts";
import { isLeftAlone } from "./scope.ts";

export async function tellOutside({ report, draft, scope }: Work, steps: readonly Step[]): Promise<void> {
  if (!isLimited(scope)) return;
  const { desktops, volumeIds } = draft;
  for (const step of steps) {
    if (step.kind === "delete") await tell(report.warn, leftWords(step.key, step.volume.id, desktops));
    // With the other words it is what the preview said; who is in use nobody knew then.
    if (scope.handleType !== "FOR_EXPAND_AND_IDLE") continue;
    const id = volumeIds[step.key] ?? "";
    if (step.kind === "add") await tell(report.note, without(step.key, id, desktops));
    if (step.kind === "expand") await tell(report.note, small(step.key, { id, size: step.size }, desktops));
  }
}

async function tell(say: (line: string) => Promise<void>, line: string | undefined): Promise<void> {
  if (line !== undefined) await say(line);
}

/** Deletions of an earlier run, which the program's scope has since taken back for some desktops: their copies are nobody's task any more. */
export async function tellReleased({ report, draft, scope }: Work, carried: readonly Touched[]): Promise<void> {
  const left = draft.desktops.filter((d) => isLeftAlone(scope, d));
  for (const { key, id } of carried.filter((t) => t.operation === "delete"))
    await tell(report.warn, leftWords(key, id, left, "that the program leaves alone by now"));
}

/** A deletion is judged on the desktops that the scope still reaches. */
export function withoutReleased(touched: Touched, scope: Scope, desktops: readonly PoolDesktop[]): Touched {
  if (touched.operation !== "delete" || !desktops.some((d) => isLeftAlone(scope, d))) return touched;
  const on = desktops.filter((d) => isJudged(touched, d) && !isLeftAlone(scope, d)).map((d) => d.desktopId);
  return { ...touched, on: new Set(on), said: touched.said.filter((s) => !isLeftAlone(scope, s)) };
}

/** Copies that stay where their disk is deleted: in no key from then on, so a person has to know them. */
export function leftWords(
  key: string,
  id: string,
  desktops: readonly PoolDesktop[],
  which = "that the deletion was not for",
): string | undefined {
  const copies = desktops.flatMap((desktop) => {
    const volumeId = copyOf(id, desktop)?.volumeId;
    return volumeId === undefined ? [] : [`${nameOf(desktop)}: disk ${volumeId}`];
  });
  if (copies.length === 0) return undefined;
  return `disk "${key}" (${id}) stays, with its data, on ${countedDesktops(copies.length)} ${which}: ${shown(copies)}; this set touches them no more, delete them in the console when nobody needs them`;
}

function without(key: string, id: string, desktops: readonly PoolDesktop[]): string | undefined {
  const others = desktops.filter((d) => copyOf(id, d) === undefined);
  if (others.length === 0) return undefined;
  return `disk "${key}" (${id}) was not added to ${countedDesktops(others.length)} that ${others.length === 1 ? "was" : "were"} in use: ${namesOf(others)}`;
}

function small(key: string, { id, size }: { id: string; size: number }, desktops: readonly PoolDesktop[]) {
  const others = desktops.filter((d) => (copyOf(id, d)?.size ?? size) < size);
  if (others.length === 0) return undefined;
  return `disk "${key}" (${id}) keeps its size on ${countedDesktops(others.length)} that ${others.length === 1 ? "was" : "were"} in use: ${namesOf(others)}`;
}

const mostShown = 20;

/** Lines of one sentence, twenty at most. */
export const shown = (lines: readonly string[]): string =>
  [...lines.slice(0, mostShown), ...(lines.length > mostShown ? [`and ${lines.length - mostShown} more`] : [])].join(
    ", ",
  );
