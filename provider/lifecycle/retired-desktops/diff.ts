/** Whether RetiredDesktops has something to do, and in which words. No network, and nothing is ever thrown. */
import { isDeepStrictEqual } from "node:util";
import type { Context, DiffResult, Plain } from "../hooks.ts";
import { type Elsewhere, elsewhereInPreview } from "../place.ts";
import { hasUnknown } from "../unknowns.ts";
import { consentsOf, spentWords } from "./arguments/consents.ts";
import { entriesOf, inputNames, without } from "./arguments/inputs.ts";
import { isUnfinished, refillOf, unfinishedOf } from "./state/state.ts";
import { givenUpWords, harmWords, named, poolById, unfinishedWords } from "./words/words.ts";

/** Who and where a resource is, and the size of its pool, are no difference. */
const neverADifference = new Set(["identity", "resourceUrn", "region", "projectId", "poolSize", "desktops"]);

export async function diff(context: Context, _id: string, olds: Plain, news: Plain): Promise<DiffResult> {
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const moved = elsewhereInPreview(context, olds, news);
  const changes = moved.length > 0 || isUnfinished(olds) || isChanged(olds, news);
  if (changes && context.run.wasChecked(urn)) await say(context, { urn, olds, news, moved });
  return { changes };
}

export function isChanged(olds: Plain, news: Plain): boolean {
  const isSameList = isDeepStrictEqual(entriesOf(olds), entriesOf(news)) && !hasUnknown(news.desktops);
  const others = inputNames.filter((name) => !neverADifference.has(name));
  return !isSameList || others.some((name) => !isDeepStrictEqual(news[name], olds[name]));
}

export const movedWords = (moved: readonly Elsewhere[]): string[] =>
  moved.map(({ where }) => `${where}; desktops of another place need a RetiredDesktops of their own`);

interface Saying {
  readonly urn: string;
  readonly olds: Plain;
  readonly news: Plain;
  readonly moved: readonly Elsewhere[];
}

async function say(context: Context, { urn, olds, news, moved }: Saying): Promise<void> {
  const report = context.report({ urn, name: "RetiredDesktops" });
  const gone = entriesOf(olds);
  const left = without(gone, entriesOf(news));
  if (Object.keys(left).length > 0 && !hasUnknown(news.desktops))
    await report.note(`${named(left)} left the program: gone is gone, no call is made`);
  for (const line of movedWords(moved)) await report.warn(`REFUSED: ${line}`);
  if (moved.length > 0) return;
  const { open } = unfinishedOf(olds);
  const asked = without(entriesOf(news), gone);
  // One that the program names no more is not tried again.
  const wanted = Object.fromEntries(Object.entries(open).filter(([name, { id }]) => asked[name] === id));
  const givenUp = Object.fromEntries(Object.entries(open).filter(([name]) => wanted[name] === undefined));
  if (!hasUnknown(news.desktops)) for (const line of givenUpWords(givenUp)) await report.warn(line);
  for (const line of unfinishedWords({ open: wanted, refill: refillOf(olds, news) })) await report.warn(line);
  for (const line of spentWords(asked, consentsOf(olds, news))) await report.note(line);
  for (const line of harmWords(asked, poolOf(olds, news), news)) await report.warn(line);
}

const poolOf = (olds: Plain, news: Plain): string =>
  news.poolId === olds.poolId && typeof olds.poolName === "string" && olds.poolName !== ""
    ? `pool ${olds.poolName}`
    : poolById(news.poolId);
