/** Whether a DesktopPool changes, and in which words. No network, and nothing is ever thrown. */
import type { Context, DiffResult, Plain } from "../hooks.ts";
import { elsewhere } from "../place.ts";
import { isUnknown } from "../unknowns.ts";
import { inputNames } from "./arguments/inputs.ts";
import { fixedChanges, fixedWords, isConsented } from "./check.ts";
import { isSame } from "./fields/changeable.ts";
import { desktopsToRemove, excessWords, fewer, scaleDownRefusals } from "./size/scale-down.ts";
import { isUnfinished, unfinishedOf } from "./state/state.ts";
import { brokenWords, unfinishedWords } from "./words/unfinished-words.ts";

const neverADifference = new Set(["identity", "resourceUrn", "region", "projectId"]);

export async function diff(context: Context, id: string, olds: Plain, news: Plain): Promise<DiffResult> {
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const moved = elsewhere(context, olds, news);
  const otherPool = fixedChanges(olds, news);
  // A configuration that points elsewhere is a mistake, never a wish: the new pool would be made in the other place.
  const isAstray = moved.some((m) => !m.own);
  const replaces = isConsented(olds) && !isAstray ? [...otherPool, ...moved].map((c) => c.field) : [];
  if (replaces.length === 0) context.run.holdFromDiff(urn, [id]);
  const refused = replaces.length > 0 ? [] : [...moved.map((m) => m.words), ...otherPool.map(fixedWords)];
  const changes = replaces.length > 0 || refused.length > 0 || isUnfinished(olds) || isChanged(olds, news);
  if (changes && context.run.wasChecked(urn))
    await say(context, { urn, olds, news, refused, replaced: replaces.length > 0 });
  return replaces.length > 0 ? { changes, replaces, deleteBeforeReplace: true } : { changes };
}

const isChanged = (olds: Plain, news: Plain): boolean =>
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
  for (const line of notes(olds, news)) await report.note(line);
  for (const line of refused) await report.warn(`REFUSED: ${line}`);
  if (!saying.replaced) for (const line of excessWords(applied, news)) await report.warn(line);
  if (saying.replaced) await report.warn(replacementWords(olds));
  else if (fewer(applied, news) > 0 && refused.length === 0 && news.enableAutoscale !== true)
    await report.warn(removalWords(olds, news));
  for (const line of [...unfinishedWords(unfinishedOf(olds)), ...brokenWords(olds.brokenDesktops)])
    await report.warn(line);
}

const replacementWords = ({ poolName, desktopCount }: Plain): string =>
  `DELETES DATA: desktop pool ${String(poolName)} with its ${String(desktopCount)} desktops and all their disks; then a new, EMPTY pool is made`;

const removalWords = ({ poolName }: Plain, news: Plain): string =>
  `DELETES DATA: desktops ${desktopsToRemove(news).join(", ")} of pool ${String(poolName)}, with everything on them`;

function notes(olds: Plain, news: Plain): string[] {
  const lines: string[] = [];
  if (typeof news.size === "number" && typeof olds.size === "number" && news.size > olds.size) {
    lines.push(
      `makes desktops until pool ${String(olds.poolName)} has ${news.size} (it had ${String(olds.desktopCount ?? olds.size)} when last read); no other desktop is touched`,
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
