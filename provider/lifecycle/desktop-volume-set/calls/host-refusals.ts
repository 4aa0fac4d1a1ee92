/** Desktops whose disks nothing can change now: before the first call, and again before each that follows. What was done before, no word denies. */
import type { Step } from "../../../volumes/types.ts";
import { isChange } from "../../../volumes/words.ts";
import { poolRefusals } from "../../volume-set/pool-refusals.ts";
import type { Seen } from "../desktops/look.ts";

export function hostRefusals(seen: Seen, steps: readonly Step[]): string[] {
  const ofHost = steps.some(isChange) ? [...poolRefusals(seen.pool), ...unfit(seen, steps)] : [];
  return [...ofNobodyKnowsWhom(seen, steps), ...ofHost];
}

/** Keeping and forgetting touch nothing; whatever else is done could be done to a disk of the pool. */
function ofNobodyKnowsWhom({ untold, desktopName, pool }: Seen, steps: readonly Step[]): string[] {
  const isSafe = ({ kind }: Step) => kind === "keep" || kind === "rename" || kind === "gone" || kind === "forget";
  if (untold.length === 0 || steps.every(isSafe)) return [];
  return [
    `this region does not say which disks of desktop ${desktopName} are those of pool ${pool.name}, which are never touched: ` +
      "leave the disks as they are in the program (remove the resource from it if it is new), or change them in the console",
  ];
}

/** A stopped desktop is given no disk (user guide, adding a disk): the service would answer "conflict" until the time is up. */
function unfit({ desktop, desktopName }: Seen, steps: readonly Step[]): string[] {
  const { isFreeze, taskStatus, status } = desktop;
  if (isFreeze === true) return [`desktop ${desktopName} is frozen: unfreeze it, then run \`pulumi up\` again`];
  if (taskStatus === "deleting")
    return [
      `desktop ${desktopName} is being deleted: remove this resource from the program, or run \`pulumi refresh\``,
    ];
  const isStopped = status !== undefined && resting.has(status);
  if (!isStopped || !steps.some((s) => s.kind === "add")) return [];
  return [
    `desktop ${desktopName} is ${status}: disks are added to running desktops only; start it, then run \`pulumi up\` again`,
  ];
}

const resting: ReadonlySet<string> = new Set(["SHUTOFF", "HIBERNATED", "ERROR"]);
