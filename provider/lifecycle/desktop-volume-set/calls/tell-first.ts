/** Who is at the desktop is told before its disks go, and the desktop is looked at again when the grace time is over. */
import type { StepOf } from "../../../volumes/types.ts";
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { waitForQuietPool } from "../../../workspace/jobs.ts";
import type { Plain } from "../../hooks.ts";
import { notifyUsers, type Telling } from "../../notify-users.ts";
import { hasToBeThere, type NamedDisk } from "../../volume-set/has-to-be-there.ts";
import { lookAtDesktop } from "../desktops/look.ts";
import { isOneOf } from "../desktops/own-disks.ts";
import { diskCount } from "./words.ts";
import { theDesktop, type Work } from "./work.ts";

interface About extends Pick<Telling, "run" | "service" | "report" | "poolId" | "until" | "isStillToDo"> {
  readonly desktopId: string;
  readonly disks: number;
}

export const tellBeforeDeletion = ({ desktopId, disks, ...telling }: About, args: Plain): Promise<boolean> =>
  notifyUsers({ ...telling, what: `deleting ${diskCount(disks)}`, desktopIds: [desktopId] }, args);

/** What is wrong, if the disks may not go now. */
export async function toldFirst(work: Work, steps: readonly StepOf<"delete">[]): Promise<unknown> {
  const { run, service, report, poolId, desktopId, until, news, draft } = work;
  const telling = { run, service, report, poolId, desktopId, until, disks: steps.length };
  try {
    if (!(await tellBeforeDeletion(telling, news))) return;
    await waitForQuietPool(service, poolId, { deadline: until.deadline });
    const isOwn = isOneOf(draft.seen.own.map((v) => v.id));
    const seen = await lookAtDesktop({ service, desktopId, poolId, until, isOwn });
    const isThere = (id: string) => seen?.own.some((v) => v.id === id) === true;
    const left = steps.flatMap((step) =>
      hasToBeThere(step, draft.replacing[step.key]?.new).filter(({ id }) => !isThere(id)),
    );
    if (seen !== undefined) draft.seen = seen;
    return left.length === 0 ? undefined : changedMeanwhile(work, left);
  } catch (error) {
    if (isWorkspaceError(error)) return error;
    throw error;
  }
}

const changedMeanwhile = (work: Work, disks: readonly NamedDisk[]): Error =>
  workspaceError(
    "refused",
    `during the grace time somebody changed the disks of ${theDesktop(work)}: ${disks.map(({ key, id }) => `"${key}" (${id})`).join(", ")} ${disks.length === 1 ? "is" : "are"} not there any more; no disk was deleted: run \`pulumi up\` again`,
  );
