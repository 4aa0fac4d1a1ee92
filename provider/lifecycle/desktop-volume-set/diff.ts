/** Whether a DesktopVolumeSet changes, and in which words. No network, and nothing is ever thrown: a refresh calls it too. */
import { isDeepStrictEqual } from "node:util";
import { missedLeavesWords } from "../../volumes/back-again.ts";
import { namedDisk, theHost } from "../../volumes/words.ts";
import type { Context, DiffResult, Plain } from "../hooks.ts";
import { noticeWords } from "../notify-fields.ts";
import { elsewhereInPreview } from "../place.ts";
import { isUnknown } from "../unknowns.ts";
import { declaredVolumes, volumesKnown, withVolumes } from "../volume-set/disks.ts";
import { knownSoFar } from "../volume-set/known-so-far.ts";
import { notKnownWords } from "../volume-set/not-known-words.ts";
import { openWords, planSoFar } from "../volume-set/plan-so-far.ts";
import { takenBackIn } from "../volume-set/taken-back.ts";
import { aliasWords, unknownPoolRefusal } from "../volume-set/unknown-pool-words.ts";
import { inputNames } from "./arguments/inputs.ts";
import { desiredVolumes, fromOutputs, stateUnderNewKeys } from "./state/question.ts";
import { isUnfinished, type State, stateOf } from "./state/state.ts";
import { unfinishedWords } from "./words/unfinished-words.ts";

export async function diff(context: Context, _id: string, olds: Plain, news: Plain): Promise<DiffResult> {
  const state = stateOf(olds);
  const wanted = withVolumes(news, desiredVolumes(state, news));
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const moved = elsewhereInPreview(context, olds, news);
  const consented = olds.allowReplace === true && olds.forceDestroy === true;
  const replaces = [
    ...(wanted.desktopId !== olds.desktopId ? ["desktopId"] : []),
    // The pool is made anew, and its desktops go with it: the engine has to ask this set before that.
    ...(isUnknown(wanted.poolId) && olds.poolId !== undefined ? ["poolId"] : []),
    ...moved.filter((m) => m.own && consented).map((m) => m.field),
  ];
  if (replaces.length === 0) context.run.holdFromDiff(urn, Object.values(state.volumeIds));
  const refused = replaces.length > 0 ? [] : moved.map((m) => m.words);
  const changes = replaces.length > 0 || refused.length > 0 || isChanged(state, olds, wanted);
  if (changes && context.run.wasChecked(urn)) await say(context, { state, news: wanted, refused, replaces });
  return replaces.length > 0 ? { changes, replaces, deleteBeforeReplace: true } : { changes };
}

/** Who and where a resource is, is no difference. */
const neverADifference = new Set(["identity", "resourceUrn", "region", "projectId"]);

function isChanged(state: State, olds: Plain, wanted: Plain): boolean {
  const keys = Object.keys(declaredVolumes(wanted)).sort();
  const sameKeys = volumesKnown(wanted) && isDeepStrictEqual(keys, Object.keys(state.volumeIds).sort());
  const names = inputNames.filter((name) => !neverADifference.has(name));
  return isUnfinished(state) || !sameKeys || names.some((name) => !isDeepStrictEqual(wanted[name], olds[name]));
}

interface Saying {
  readonly state: State;
  readonly news: Plain;
  readonly refused: readonly string[];
  readonly replaces: readonly string[];
}

async function say(context: Context, { state, news, refused, replaces }: Saying): Promise<void> {
  const urn = typeof news.resourceUrn === "string" ? { urn: news.resourceUrn } : {};
  const report = context.report({ ...urn, name: "DesktopVolumeSet" });
  const { warnings, notes } = replaces.length > 0 ? replacementWords(state, news) : changeWords(context, state, news);
  // The last line is the one that stays in the row: harm and refusals come after the rest.
  for (const line of [...consentWords(state, news), ...notes]) await report.note(line);
  for (const line of refused) await report.warn(`REFUSED: ${line}`);
  for (const line of warnings) await report.warn(line);
}

const listed = ({ observed }: State): string =>
  Object.entries(observed)
    .map(([key, v]) => namedDisk(key, v))
    .join(", ");

const hostOf = ({ desktopName }: State) => theHost({ poolName: "", desktop: { name: desktopName, ofPool: 0 } });

/** A consent to destroy says what it covers when it is given: no hook runs in the preview of a deletion. */
function consentWords(state: State, news: Plain): string[] {
  if (news.forceDestroy !== true || state.inputs.forceDestroy === true) return [];
  const disks = listed(state);
  const now = disks === "" ? "" : `; now these are ${disks}`;
  return [
    `forceDestroy: true: from now on the deletion of this resource deletes every disk of it with its data, adopted ones too${now}`,
  ];
}

interface Lines {
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

function replacementWords(state: State, news: Plain): Lines {
  const refusal = unknownPoolRefusal(state.inputs, news);
  if (refusal !== undefined) return { warnings: [`REFUSED: ${refusal}`], notes: [] };
  const { volumeIds, vanished, pending } = state;
  if (Object.keys({ ...volumeIds, ...vanished }).length + pending.length === 0)
    return { warnings: [], notes: [`the set is replaced; it has no disks${aliasWords(news)}`] };
  const goes = `DELETES DATA: the set is replaced; ${listed(state) || "what was begun or is missed"} on ${hostOf(state)}, then new EMPTY ones`;
  return { warnings: [goes + aliasWords(news)], notes: [] };
}

function changeWords(context: Context, state: State, asked: Plain): Lines {
  const soFar = knownSoFar(asked, { ...state.observed, ...state.recorded });
  const news = soFar.inputs;
  const now = stateUnderNewKeys(state, news);
  const question = fromOutputs(state, news, context.run);
  const { steps, reasons, harm, others } = planSoFar(question, soFar);
  const back = takenBackIn(now.replacing, steps, "the desktop");
  return {
    warnings: [
      ...(harm.length === 0 ? [] : noticeWords(news)),
      ...harm,
      ...notKnownWords(asked, { ...question, claims: now }),
      ...reasons.map((reason) => `REFUSED: ${reason}`),
      ...back.lines,
      ...unfinishedWords({ ...now, replacing: back.replacing }, declaredVolumes(news)),
    ],
    notes: [...missedWords(now, news, question), ...others, ...openWords(soFar)],
  };
}

/** Keys that leave the program while a refresh misses their disks: no step tells of them, and no step is made. */
function missedWords(
  { vanished, volumeIds }: State,
  news: Plain,
  { known }: Pick<ReturnType<typeof fromOutputs>, "known">,
): string[] {
  const desired = declaredVolumes(news);
  const leaving = Object.entries(vanished).filter(([key]) => !Object.hasOwn(desired, key));
  return leaving.flatMap(([key, id]) => (Object.hasOwn(volumeIds, key) ? [] : [missedLeavesWords(key, id, known)]));
}
