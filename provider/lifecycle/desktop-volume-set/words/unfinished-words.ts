/** What an earlier run left open, and what the next `up` does about it. */
import type { Declared, Keyed, Replacing } from "../../../volumes/types.ts";
import type { Pending, State } from "../state/state.ts";

type Desired = Keyed<Pick<Declared, "id">>;

export const unfinishedWords = (
  { pending, replacing }: Pick<State, "pending" | "replacing">,
  desired: Desired,
): string[] => [
  ...Object.entries(replacing).map((one) => replacingWords(one, desired)),
  ...pending.map((p) => pendingWords(p, { replacing, desired })),
];

function replacingWords([key, { old, new: by, consent }]: [string, Replacing], desired: Desired): string {
  const taken = desired[key]?.id;
  if (taken !== undefined && taken !== old)
    return `UNFINISHED: the replacement of disk "${key}" is given up for disk ${taken}, which the program names: what is left of it stays on the desktop, in no key`;
  const successor = by === undefined ? "an EMPTY disk" : `the EMPTY disk ${by}`;
  return `UNFINISHED: disk "${key}" (${old}) is being replaced by ${successor}: \`pulumi up\` finishes it under consent ${JSON.stringify(consent)}, which has to stay in the program until then`;
}

interface Now {
  readonly replacing: Keyed<Replacing>;
  readonly desired: Desired;
}

function pendingWords(pending: Pending, now: Now): string {
  const { operation, disks, jobId } = pending;
  const begun = `UNFINISHED: ${whatOf(operation)} of ${quoted(disks.map((d) => d.key))} (${jobId === undefined ? "its answer was lost" : `job ${jobId}`}): \`pulumi up\` looks at what became of it and does only what is missing`;
  return `${regret(pending, now)}${begun}${unwanted(pending, now)}`;
}

const whatOf = (operation: Pending["operation"]): string => (operation === "speed" ? "change of the speed" : operation);

/** The program has a disk again whose deletion has begun; the old disk of a replacement is to go. */
function regret({ operation, disks }: Pending, { replacing, desired }: Now): string {
  const isBack = disks.some((d) => desired[d.key] !== undefined && replacing[d.key]?.old !== d.id);
  return operation === "delete" && isBack ? "a deletion that the program has taken back may be done already. " : "";
}

/** The program has given up a key whose disk is being added. */
function unwanted({ operation, disks }: Pending, { desired }: Now): string {
  const keys = disks.map((d) => d.key).filter((key) => desired[key] === undefined);
  if (operation !== "add" || keys.length === 0) return "";
  return `. The program has no key ${quoted(keys)} any more: what was added for it stays on the desktop, in no key. To delete it, put the key back, and remove it in the \`pulumi up\` after that`;
}

const quoted = (keys: readonly string[]): string => keys.map((k) => `"${k}"`).join(", ");
