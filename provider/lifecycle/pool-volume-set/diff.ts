/** Whether a PoolVolumeSet changes, and in which words. No network, and nothing is ever thrown: a refresh calls it too. */
import { isDeepStrictEqual } from "node:util";
import { missedLeavesWords } from "../../volumes/back-again.ts";
import { growWords, withoutRecordWords } from "../../volumes/copies.ts";
import { deletionWords, setDeletionWords } from "../../volumes/scope-words.ts";
import { namedDisk } from "../../volumes/words.ts";
import type { Context, DiffResult, Plain } from "../hooks.ts";
import { noticeWords } from "../notify-fields.ts";
import { elsewhereInPreview } from "../place.ts";
import { knownSoFar } from "../volume-set/known-so-far.ts";
import { notKnownWords } from "../volume-set/not-known-words.ts";
import { openWords, planSoFar } from "../volume-set/plan-so-far.ts";
import { takenBackIn } from "../volume-set/taken-back.ts";
import { aliasWords, unknownPoolRefusal } from "../volume-set/unknown-pool-words.ts";
import { declaredVolumes, inputNames, scopeOf, volumesKnown, withVolumes } from "./arguments/inputs.ts";
import { needsGrowth, toGrow } from "./desktops/mismatches.ts";
import { desiredVolumes, fromOutputs, stateUnderNewKeys } from "./state/question.ts";
import { isUnfinished, type State, stateOf } from "./state/state.ts";
import { scopeChangeWords } from "./words/scope-change.ts";
import { isLetGo, unfinishedWords } from "./words/unfinished-words.ts";

export async function diff(context: Context, _id: string, olds: Plain, news: Plain): Promise<DiffResult> {
  const state = stateOf(olds);
  const wanted = withVolumes(news, desiredVolumes(state, news));
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const moved = elsewhereInPreview(context, olds, news);
  const consented = olds.allowReplace === true && olds.forceDestroy === true;
  const replaces = [
    ...(wanted.poolId !== olds.poolId ? ["poolId"] : []),
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
  return (
    isUnfinished(state) ||
    needsGrowth(state, declaredVolumes(wanted)) ||
    !sameKeys ||
    names.some((name) => !isDeepStrictEqual(wanted[name], olds[name]))
  );
}

interface Saying {
  readonly state: State;
  readonly news: Plain;
  readonly refused: readonly string[];
  readonly replaces: readonly string[];
}

async function say(context: Context, { state, news, refused, replaces }: Saying): Promise<void> {
  const urn = typeof news.resourceUrn === "string" ? { urn: news.resourceUrn } : {};
  const report = context.report({ ...urn, name: "PoolVolumeSet" });
  const { warnings, notes } = replaces.length > 0 ? replacementWords(state, news) : changeWords(context, state, news);
  // The last line is the one that stays in the row: harm and refusals come after the rest.
  for (const line of [
    ...consentWords(state, news),
    ...(replaces.length > 0 ? [] : scopeChangeWords(state, news)),
    ...notes,
  ])
    await report.note(line);
  for (const line of refused) await report.warn(`REFUSED: ${line}`);
  for (const line of warnings) await report.warn(line);
}

/** A consent to destroy says what it covers when it is given: no hook runs in the preview of a deletion. */
function consentWords({ inputs, observed }: State, news: Plain): string[] {
  if (news.forceDestroy !== true || inputs.forceDestroy === true) return [];
  const disks = Object.entries(observed).map(([key, v]) => namedDisk(key, v));
  const now = disks.length === 0 ? "" : `; now these are ${disks.join(", ")}`;
  return [`forceDestroy: true: from now on the deletion of this resource ${setDeletionWords(scopeOf(news))}${now}`];
}

interface Lines {
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

function replacementWords(state: State, news: Plain): Lines {
  const refusal = unknownPoolRefusal(state.inputs, news);
  if (refusal !== undefined) return { warnings: [`REFUSED: ${refusal}`], notes: [] };
  const { poolName, desktops, inputs } = state;
  if (isEmpty(state)) return { warnings: [], notes: [`the set is replaced; it has no disks${aliasWords(news)}`] };
  const listed = [
    ...Object.entries(state.observed).map(([key, v]) => `"${key}" (${v.type}, ${v.size} GB, ${v.id})`),
    ...Object.entries(state.vanished).map(([key, id]) => `"${key}" (${id}, missed when last read)`),
    ...state.pending.flatMap((p) =>
      p.operation === "add" ? p.disks.map((d) => `"${d.key}" (begun, end not known)`) : [],
    ),
  ];
  const pool = poolName === "" ? "the pool" : `pool ${poolName}`;
  const known = desktops === undefined ? {} : { desktops };
  // The old set goes by what the state says, whatever the program says now.
  const goes = deletionWords(`the set is replaced; disks ${listed.join(", ")}`, pool, known, scopeOf(inputs));
  return { warnings: [`${goes}, then new EMPTY ones${aliasWords(news)}`], notes: [] };
}

/** Nothing is claimed or missed, and nothing that was begun may have left a disk. */
const isEmpty = ({ observed, volumeIds, vanished, pending, failed }: State): boolean =>
  Object.keys({ ...observed, ...volumeIds, ...vanished }).length + pending.length + failed.length === 0;

function changeWords(context: Context, state: State, asked: Plain): Lines {
  const soFar = knownSoFar(asked, { ...state.observed, ...state.recorded });
  const news = soFar.inputs;
  const named = stateUnderNewKeys(state, news);
  const question = fromOutputs(state, news, context.run);
  const { steps, isRefused, reasons, harm, others } = planSoFar(question, soFar);
  const failed = isRefused ? named.failed : named.failed.filter((f) => !isLetGo(f, steps));
  const grown = reasons.length > 0 ? [] : toGrow(steps, named, news);
  const back = takenBackIn(named.replacing, steps, "the pool");
  return {
    warnings: [
      ...leftWords(state, news),
      ...(harm.length === 0 ? [] : noticeWords(news)),
      ...harm,
      ...notKnownWords(asked, { ...question, claims: named }),
      ...reasons.map((reason) => `REFUSED: ${reason}`),
      ...back.lines,
      ...unfinishedWords({ ...named, failed, replacing: back.replacing }, declaredVolumes(news), scopeOf(news)),
    ],
    notes: [...missedWords(named, news), ...others, ...grown.map(growWords), ...openWords(soFar)],
  };
}

/** Keys that leave the program while a refresh misses their disks: no step tells of them, and no step is made. */
function missedWords({ vanished, volumeIds }: State, news: Plain): string[] {
  const desired = declaredVolumes(news);
  const leaving = Object.entries(vanished).filter(([key]) => !Object.hasOwn(desired, key));
  return leaving.flatMap(([key, id]) => (Object.hasOwn(volumeIds, key) ? [] : [missedLeavesWords(key, id, {})]));
}

/** Where an EMPTY disk is to come, and the data is still on desktops. */
function leftWords({ vanished, volumeIds, copiesWithoutRecord }: State, news: Plain): string[] {
  const desired = declaredVolumes(news);
  return Object.entries(vanished).flatMap(([key, id]) => {
    const left = copiesWithoutRecord[id];
    const isComing = desired[key] !== undefined && volumeIds[key] === undefined;
    return left === undefined || !isComing ? [] : [withoutRecordWords(id, key, left)];
  });
}
