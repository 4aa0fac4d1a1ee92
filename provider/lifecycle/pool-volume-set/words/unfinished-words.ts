/** What an earlier run left open, and what the next `up` does about it. */
import { isDeepStrictEqual } from "node:util";
import type { Declared, Keyed, Replacing, Scope, Step } from "../../../volumes/types.ts";
import { countedDesktops } from "../../counted.ts";
import { isLeftAlone } from "../desktops/scope.ts";
import type { Failed, Leftover, Pending, State } from "../state/state.ts";

export function unfinishedWords(
  { pending, failed, replacing, volumeIds }: Pick<State, "pending" | "failed" | "replacing" | "volumeIds">,
  desired: Keyed<Pick<Declared, "id">>,
  scope: Scope,
): string[] {
  const isKept = (f: Failed) => f.operation === "delete" && f.id === volumeIds[f.key] && desired[f.key] !== undefined;
  return [
    ...Object.entries(replacing).map((one) => replacingWords(one, desired)),
    ...pending.map((p) => pendingWords(p, { replacing, desired, scope })),
    ...failed.flatMap((f) => (isKept(f) ? [keptWords(f)] : wordsInScope(f, scope))).map((w) => `UNFINISHED: ${w}`),
  ];
}

/** A failure of a disk that this plan lets go, or needs no more: nobody has to put it right. */
export const isLetGo = ({ operation, key, id }: Failed, steps: readonly Step[]): boolean =>
  operation !== "delete" &&
  id !== undefined &&
  steps.some((step) => step.key === key && (diskThatStays(step) ?? id) !== id);

const diskThatStays = (step: Step): string | undefined => {
  if (step.kind === "takeOver") return step.id;
  return step.kind === "keep" || step.kind === "expand" ? step.volume.id : undefined;
};

function replacingWords(
  [key, { old, new: by, consent }]: [string, Replacing],
  desired: Keyed<Pick<Declared, "id">>,
): string {
  const taken = desired[key]?.id;
  if (desired[key] === undefined)
    return `UNFINISHED: disk "${key}" (${old}) was being replaced, and the program has no key "${key}" any more: the replacement ends with it`;
  if (taken !== undefined && taken !== old) return givenUpWords(key, taken, by === undefined ? [old] : [old, by]);
  const successor = by === undefined ? "an EMPTY disk" : `the EMPTY disk ${by}`;
  return `UNFINISHED: disk "${key}" (${old}) is being replaced by ${successor}: \`pulumi up\` finishes it under consent ${JSON.stringify(consent)}, which has to stay in the program until then`;
}

/** The key names a disk by its `id` now: the replacement ends as it stands. */
function givenUpWords(key: string, taken: string, begun: readonly string[]): string {
  const left = begun.filter((id) => id !== taken);
  return `UNFINISHED: the replacement of disk "${key}" is given up for disk ${taken}, which the program names: ${left.join(" and ")} ${left.length === 1 ? "stays" : "stay"} on the pool, in no key, and nothing deletes ${left.length === 1 ? "it" : "them"}; give each a key with its \`id\` to have it, or delete it in the console`;
}

/** Whether the program has a disk again whose deletion has begun; the old disk of a replacement is to go. */
const takenBack = ({ operation, disks }: Pending, { replacing, desired }: Now): boolean =>
  operation === "delete" && disks.some((d) => desired[d.key] !== undefined && replacing[d.key]?.old !== d.id);

interface Now {
  readonly replacing: Keyed<Replacing>;
  readonly desired: Keyed<unknown>;
  readonly scope: Scope;
}

function pendingWords(pending: Pending, now: Now): string {
  const { operation, disks, jobId } = pending;
  const begun = `UNFINISHED: ${operation} of ${quoted(disks.map((d) => d.key))} (${jobId === undefined ? "its answer was lost" : `job ${jobId}`}): \`pulumi up\` looks at what became of it and does only what is missing`;
  return `${takenBack(pending, now) ? regret : ""}${begun}${narrowedWords(pending, now)}${unwantedWords(pending, now)}`;
}

/** The call was for desktops that the program leaves alone now. */
function narrowedWords({ operation, scope: asked }: Pending, { scope }: Now): string {
  const isNarrower =
    scope.handleType === "ONLY_FOR_EXPAND"
      ? asked?.handleType !== "ONLY_FOR_EXPAND"
      : scope.desktopIds !== undefined && !isDeepStrictEqual(scope.desktopIds, asked?.desktopIds);
  if (operation !== "delete" || !isNarrower) return "";
  return "; it was sent for more desktops than the program reaches now, and their data may be DELETED already: what it has left there is named by `pulumi up`, and not deleted";
}

/** The program has given up a key whose disk is being added. */
function unwantedWords({ operation, disks }: Pending, { desired }: Now): string {
  const keys = disks.map((d) => d.key).filter((key) => desired[key] === undefined);
  if (operation !== "add" || keys.length === 0) return "";
  return `. The program has no key ${quoted(keys)} any more: what was added for it stays on the pool, in no key. To keep it, put the key back before \`pulumi up\`; to delete it, put the key back, and remove it in the \`pulumi up\` after that`;
}

const regret =
  "a deletion that the program has taken back may be done already; what it left on desktops is named by `pulumi up`, and not deleted. ";

/** The program took the removal back after it had begun. */
const keptWords = ({ key, id }: Failed): string =>
  `a deletion of disk "${key}" (${id}) was begun and failed, and the program has the disk again: \`pulumi up\` names the desktops that have lost it`;

/** Copies that were to be deleted, and that the program's scope leaves alone now, stay. */
function wordsInScope(failed: Failed, scope: Scope): string[] {
  const isKnown = scope.desktopIds === undefined || scope.desktopIds.length > 0;
  const left = failed.operation === "delete" && isKnown ? failed.desktops.filter((d) => isLeftAlone(scope, d)) : [];
  if (left.length === 0) return [failedWords(failed)];
  const others = failed.desktops.filter((d) => !left.includes(d));
  return [
    ...(others.length === 0 ? [] : [failedWords({ ...failed, desktops: others })]),
    `${whatFailed(failed)} on ${listed(left)}. The program leaves ${left.length === 1 ? "this desktop" : "these desktops"} alone now: what is there stays with its data, in no key, and \`pulumi up\` does not delete it`,
  ];
}

/** What is wrong on which desktops, and what puts it right. */
export function failedWords(failed: Failed): string {
  if (failed.desktops.length === 0) return unprovenWords(failed);
  return `${whatFailed(failed)} on ${listed(failed.desktops)}. ${whatNext(failed)}`;
}

function listed(desktops: readonly Leftover[]): string {
  const shown = desktops.slice(0, mostShown).map(desktopWords);
  const more = desktops.length - shown.length;
  const on = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
  return `${countedDesktops(desktops.length)}: ${on}`;
}

/** An error that names a thousand desktops is read by nobody. */
const mostShown = 10;

const unprovenWords = ({ operation, key, id }: Failed): string =>
  `the ${operation} of disk "${key}" (${id}) has not been seen on every desktop yet: \`pulumi up\` looks`;

const quoted = (keys: readonly string[]): string => keys.map((k) => `"${k}"`).join(", ");

function desktopWords({ desktopId, name, reason, volumeIds }: Leftover): string {
  const who = name === undefined ? desktopId : `${name} (${desktopId})`;
  const disks = volumeIds === undefined || volumeIds.length === 0 ? "" : `, disks ${volumeIds.join(", ")}`;
  return `${who}${disks}${reason === undefined ? "" : `: ${reason}`}`;
}

function whatFailed({ operation, key, id }: Failed): string {
  const disk = `disk "${key}"${id === undefined ? "" : ` (${id})`}`;
  if (operation === "add")
    return id === undefined ? `the add of ${disk} left disks without a pool record` : `${disk} is missing`;
  return operation === "expand" ? `${disk} has its old size` : `${disk} was not deleted`;
}

/** Copies that can be named are deleted one by one; the pool's record, where it is still there, with everything on it. */
const whatNextOfDelete = (desktops: readonly Leftover[]): string =>
  desktops.every((d) => (d.volumeIds ?? []).length > 0)
    ? "`pulumi up` deletes exactly these copies"
    : "`pulumi up` deletes the disk again where the pool still has it; otherwise delete the copy in the console: this region does not say which of a desktop's disks it is";

/** The size is absolute and no disk shrinks: the one repair that can do nothing else, whatever the service makes of it. */
const whatNextOfExpand = (desktops: readonly Leftover[]): string =>
  desktops.every((d) => (d.volumeIds ?? []).length > 0)
    ? "`pulumi up` expands the disk again where the pool still has its old size, and otherwise only these copies; no data is lost"
    : `Where the pool still has the old size, \`pulumi up\` expands it again. If it has the new size already: ${byHand(desktops)}`;

function whatNext({ operation, id, desktops }: Failed): string {
  if (operation === "expand") return whatNextOfExpand(desktops);
  if (operation === "delete") return whatNextOfDelete(desktops);
  if (operation === "add" && id === undefined) {
    const calls = desktops
      .slice(0, mostShown)
      .map(
        (d) =>
          `POST /v2/{project_id}/desktops/${d.desktopId}/volumes/batch-delete {"volume_ids": ${JSON.stringify(d.volumeIds ?? [])}}`,
      );
    return `Nothing else is changed before they are gone; this removes them: ${calls.join("; ")}`;
  }
  return byHand(desktops);
}

function byHand(desktops: readonly Leftover[]): string {
  const ids = JSON.stringify(desktops.slice(0, mostShown).map((d) => d.desktopId));
  return (
    "The service has no call that puts one desktop right without risk to the others: repair it in the console, or remove it, and the next `pulumi up` sees that nothing is missing. " +
    `This line on the DesktopPool removes it, with everything on it: \`scaleDown: { reason: "broken", which: { desktopIds: ${ids} } }\`, with \`size\` lowered by ${Math.min(desktops.length, mostShown)}`
  );
}
