/** The users are told before disks with data go, and the pool is looked at again when their grace time is over. */
import { isLimited } from "../../../volumes/scope-words.ts";
import type { Scope, StepOf } from "../../../volumes/types.ts";
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { waitForQuietPool } from "../../../workspace/jobs.ts";
import type { Plain } from "../../hooks.ts";
import { notifyUsers, type Telling } from "../../notify-users.ts";
import { hasToBeThere, type NamedDisk } from "../../volume-set/has-to-be-there.ts";
import type { Work } from "./work.ts";

/** Of what a set tells: the service, the pool, and when the time is up. */
export type SetTelling = Pick<Telling, "run" | "service" | "report" | "poolId" | "until" | "isStillToDo">;

/** Nobody is hit by a deletion that leaves every desktop its copy. */
export async function tellBeforeDeletion(telling: SetTelling, args: Plain, { scope, disks }: About): Promise<boolean> {
  if (scope.handleType === "ONLY_FOR_EXPAND") return false;
  const only = isLimited(scope) && scope.desktopIds !== undefined ? { desktopIds: scope.desktopIds } : {};
  const what = disks === 1 ? "deleting 1 disk" : `deleting ${disks} disks`;
  return notifyUsers({ ...telling, what, ...only }, args);
}

interface About {
  readonly scope: Scope;
  readonly disks: number;
}

/** What is wrong, if the disks may not go now. */
export async function toldFirst(work: Work, steps: readonly StepOf<"delete">[]): Promise<unknown> {
  const { run, service, report, poolId, until, scope, news, draft } = work;
  try {
    if (!(await tellBeforeDeletion({ run, service, report, poolId, until }, news, { scope, disks: steps.length })))
      return;
    const pool = await waitForQuietPool(service, poolId, { deadline: until.deadline });
    const isThere = (id: string) => pool?.dataVolumes.some((v) => v.id === id) === true;
    const left = steps.flatMap((step) =>
      hasToBeThere(step, draft.replacing[step.key]?.new).filter(({ id }) => !isThere(id)),
    );
    if (pool !== undefined) draft.pool = pool;
    return left.length === 0 ? undefined : changedMeanwhile(left);
  } catch (error) {
    if (isWorkspaceError(error)) return error;
    throw error;
  }
}

const changedMeanwhile = (disks: readonly NamedDisk[]): Error =>
  workspaceError(
    "refused",
    `during the grace time somebody changed the disks of the pool: ${disks.map(({ key, id }) => `"${key}" (${id})`).join(", ")} ${disks.length === 1 ? "is" : "are"} not there any more; no disk was deleted: run \`pulumi up\` again`,
  );
