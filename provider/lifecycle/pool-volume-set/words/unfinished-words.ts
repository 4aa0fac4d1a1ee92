/** What an earlier run left open, and what the next `up` does about it. */
import type { Keyed, Replacing } from "../../../volumes/types.ts";
import type { Failed, Leftover, Pending, State } from "../state/state.ts";

export function unfinishedWords(
  { pending, failed, replacing, volumeIds }: Pick<State, "pending" | "failed" | "replacing" | "volumeIds">,
  desired: Keyed<unknown>,
): string[] {
  const isKept = (f: Failed) => f.operation === "delete" && f.id === volumeIds[f.key] && desired[f.key] !== undefined;
  return [
    ...Object.entries(replacing).map(replacingWords),
    ...pending.map((p) => pendingWords(p, takenBack(p, replacing, desired))),
    ...failed.map((f) => `UNFINISHED: ${isKept(f) ? keptWords(f) : failedWords(f)}`),
  ];
}

function replacingWords([key, { old, new: by, consent }]: [string, Replacing]): string {
  const successor = by === undefined ? "an EMPTY disk" : `the EMPTY disk ${by}`;
  return `UNFINISHED: disk "${key}" (${old}) is being replaced by ${successor}: \`pulumi up\` finishes it under consent ${JSON.stringify(consent)}, which has to stay in the program until then`;
}

/** Whether the program has a disk again whose deletion has begun; the old disk of a replacement is to go. */
const takenBack = ({ operation, disks }: Pending, replacing: Keyed<Replacing>, desired: Keyed<unknown>): boolean =>
  operation === "delete" && disks.some((d) => desired[d.key] !== undefined && replacing[d.key]?.old !== d.id);

const pendingWords = ({ operation, disks, jobId }: Pending, isTakenBack: boolean): string =>
  `${isTakenBack ? regret : ""}UNFINISHED: ${operation} of ${quoted(disks.map((d) => d.key))} (${jobId === undefined ? "its answer was lost" : `job ${jobId}`}): \`pulumi up\` looks at what became of it and does only what is missing`;

const regret =
  "a deletion that the program has taken back may be done already; what it left on desktops is named by `pulumi up`, and not deleted. ";

/** The program took the removal back after it had begun. */
const keptWords = ({ key, id }: Failed): string =>
  `a deletion of disk "${key}" (${id}) was begun and failed, and the program has the disk again: \`pulumi up\` names the desktops that have lost it`;

/** What is wrong on which desktops, and what puts it right. */
export function failedWords(failed: Failed): string {
  if (failed.desktops.length === 0) return unprovenWords(failed);
  const shown = failed.desktops.slice(0, mostShown).map(desktopWords);
  const more = failed.desktops.length - shown.length;
  const on = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
  return `${whatFailed(failed)} on ${count(failed.desktops.length)}: ${on}. ${whatNext(failed)}`;
}

/** An error that names a thousand desktops is read by nobody. */
const mostShown = 10;

const unprovenWords = ({ operation, key, id }: Failed): string =>
  `the ${operation} of disk "${key}" (${id}) has not been seen on every desktop yet: \`pulumi up\` looks`;

const count = (n: number): string => (n === 1 ? "1 desktop" : `${n} desktops`);
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
    ? "`pulumi up` expands it again where the pool has its old size too, and else exactly these copies; no data is lost"
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
