/** What a refresh says of desktops that differ from the pool: a line when that changes, none while it stays as it was. */
import { isDeepStrictEqual } from "node:util";
import type { Report } from "../../../progress/report.ts";
import { mismatchWords, withoutRecordWords } from "../../../volumes/copies.ts";
import type { Volume } from "../../../volumes/types.ts";
import type { State } from "../state/state.ts";

type Told = Pick<State, "inconsistentDesktops" | "copiesWithoutRecord" | "desktopsUnseen" | "observed" | "vanished">;

export async function tellMismatches(report: Report, before: Told, now: Told): Promise<void> {
  const lines = [...keyLines(before, now), ...recordLines(before, now)];
  for (const line of lines) await report.warn(line);
  if (now.desktopsUnseen !== undefined && now.desktopsUnseen !== before.desktopsUnseen)
    await report.note(`whether every desktop has its disks as the pool has them was not seen: ${now.desktopsUnseen}`);
}

function keyLines(before: Told, { inconsistentDesktops, observed }: Told): string[] {
  return Object.entries(inconsistentDesktops).flatMap(([key, mismatch]) => {
    const disk: Volume | undefined = observed[key];
    if (disk === undefined || isDeepStrictEqual(mismatch, before.inconsistentDesktops[key])) return [];
    return mismatchWords(key, disk, mismatch);
  });
}

const recordLines = (before: Told, { copiesWithoutRecord, vanished }: Told): string[] =>
  Object.entries(copiesWithoutRecord)
    .filter(([id, deviants]) => !isDeepStrictEqual(deviants, before.copiesWithoutRecord[id]))
    .map(([id, deviants]) => withoutRecordWords(id, keyOf(id, vanished), deviants));

export const keyOf = (id: string, vanished: State["vanished"]): string | undefined =>
  Object.keys(vanished).find((key) => vanished[key] === id);
