/** Whether a DesktopPool changes, and in which words. No network, and nothing is ever thrown. */
import { countedDesktops } from "../counted.ts";
import type { Context, DiffResult, Plain } from "../hooks.ts";
import { noticeWords } from "../notify-fields.ts";
import { elsewhereInPreview } from "../place.ts";
import { isUnknown } from "../unknowns.ts";
import { adoptElsewhere, adoptInReplacement, isAnotherAdopt } from "./arguments/adopt.ts";
import { isConsented } from "./arguments/consented.ts";
import { inputNames } from "./arguments/inputs.ts";
import { fixedChanges } from "./fields/fixed-changes.ts";
import { rebuildRefusals } from "./fields/rebuild.ts";
import { isSame } from "./fields/same.ts";
import { topOf } from "./fields/values.ts";
import { excessWords, isLowering, scaleDownRefusals } from "./size/scale-down.ts";
import { isUnfinished, unfinishedOf } from "./state/state.ts";
import { behindWords, previewFollowWords } from "./words/follow-words.ts";
import { madeAnewPreview } from "./words/made-anew-words.ts";
import { notKnownWords } from "./words/not-known-words.ts";
import { removalPreview } from "./words/removal-words.ts";
import { autoscaleOffWords, surplusPreview } from "./words/too-many-words.ts";
import { brokenWords, unfinishedWords } from "./words/unfinished-words.ts";
import { accessWords, maintenanceWords } from "./words/user-words.ts";

const neverADifference = new Set(["identity", "resourceUrn", "region", "projectId", "adopt", "takeFrom"]);

export async function diff(context: Context, id: string, olds: Plain, news: Plain): Promise<DiffResult> {
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const moved = elsewhereInPreview(context, olds, news);
  const otherPool = fixedChanges(olds, news);
  // A configuration that points elsewhere is a mistake, never a wish: the new pool would be made in the other place.
  const isAstray = moved.some((m) => !m.own);
  const replaces =
    isConsented(olds) && !isAstray && news.adopt === undefined
      ? replaced([...otherPool.map((c) => topOf(c.path)), ...moved.map((m) => m.field)])
      : [];
  if (replaces.length === 0) context.run.holdFromDiff(urn, [id]);
  const refused =
    replaces.length > 0
      ? []
      : [
          ...moved.map((m) => m.words),
          ...otherPool.map((c) => c.words),
          ...(otherPool.length > 0 && isConsented(olds) ? adoptInReplacement(news) : []),
          ...rebuildRefusals(olds, news),
          ...adoptElsewhere(id, olds, news),
        ];
  const changes = replaces.length > 0 || refused.length > 0 || isUnfinished(olds) || isChanged(olds, news);
  if (changes && context.run.wasChecked(urn))
    await say(context, { urn, olds, news, refused, replaced: replaces.length > 0 });
  return replaces.length > 0 ? { changes, replaces, deleteBeforeReplace: true } : { changes };
}

const replaced = (names: readonly string[]): string[] => [...new Set(names)];

const isChanged = (olds: Plain, news: Plain): boolean =>
  isAnotherAdopt(olds, news) ||
  inputNames.some((name) => !neverADifference.has(name) && !isSame(name, news[name], olds[name]));

interface Saying {
  readonly urn: string;
  readonly olds: Plain;
  readonly news: Plain;
  readonly refused: readonly string[];
  readonly replaced: boolean;
}

async function say(context: Context, saying: Saying): Promise<void> {
  const { urn, olds, news } = saying;
  const report = context.report({ urn, name: "DesktopPool" });
  const applied = { size: olds.size, spent: olds.scaleDown };
  const refused = [...saying.refused, ...(saying.replaced ? [] : scaleDownRefusals(applied, news))];
  // The last line is the one that stays in the row: harm and refusals come after the rest.
  const follow = saying.replaced ? { warnings: [], notes: [] } : previewFollowWords(olds, news);
  for (const line of [...notes(olds, news), ...follow.notes]) await report.note(line);
  for (const line of refused) await report.warn(`REFUSED: ${line}`);
  if (!saying.replaced) for (const line of uncertain(olds, news)) await report.warn(line);
  if (saying.replaced) await report.warn(replacementWords(olds));
  else if (refused.length === 0) {
    const hits = [...follow.warnings, ...removalPreview(olds, news)];
    const told = hits.length === 0 ? [] : noticeWords(news);
    const access = [...maintenanceWords(olds, news), ...accessWords(olds, news)];
    const open = notKnownWords(olds, news);
    for (const line of [...autoscaleOffWords(olds, news), ...access, ...open, ...told, ...hits])
      await report.warn(line);
  }
  for (const line of [
    ...unfinishedWords(unfinishedOf(olds)),
    ...(saying.replaced || refused.length > 0 ? [] : madeAnewPreview(olds, news)),
    ...behindWords(olds, news),
    ...brokenWords(olds.brokenDesktops),
  ])
    await report.warn(line);
}

/** What the update may refuse, by what it then finds. */
function uncertain(olds: Plain, news: Plain): string[] {
  const applied = { size: olds.size, spent: olds.scaleDown };
  return [...excessWords(applied, news), ...(isLowering(applied, news) ? surplusPreview(olds, news) : [])];
}

const replacementWords = ({ poolName, desktopCount }: Plain): string =>
  `DELETES DATA: desktop pool ${String(poolName)} with its ${countedDesktops(Number(desktopCount))} and all their disks; then a new, EMPTY pool is made`;

function notes(olds: Plain, news: Plain): string[] {
  const lines: string[] = [];
  if (typeof news.size === "number" && typeof olds.size === "number" && news.size > olds.size) {
    const had = Number(olds.desktopCount ?? olds.size);
    const isEnough = had >= news.size ? ", so none is made unless it has fewer by then" : "";
    lines.push(
      `makes desktops until pool ${String(olds.poolName)} has ${news.size} (it had ${had} when last read${isEnough}); no other desktop is touched`,
    );
  }
  const isNew =
    news.forceDestroy !== undefined &&
    news.forceDestroy !== false &&
    !isUnknown(news.forceDestroy) &&
    news.forceDestroy !== olds.forceDestroy;
  if (isNew)
    lines.push("forceDestroy: from now on a deletion of this resource deletes every desktop of the pool with its data");
  return lines;
}
