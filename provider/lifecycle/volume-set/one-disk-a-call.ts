/**
 * Services that take one disk a call. All disks of a kind go in one call, and one at a time where that call is refused for
 * being several (the pages allow ten; what the Terraform provider documents is one). Any other refusal stays what it is.
 */
import { isWorkspaceError } from "../../workspace/errors.ts";
import type { WorkspaceService } from "../../workspace/service.ts";
import type { Run } from "../hooks.ts";

interface Calling {
  readonly service: WorkspaceService;
  readonly run: Run;
}

/** Answers the first failure; what comes after it is not tried. */
export async function inAsFewCalls<Step>(
  { service, run }: Calling,
  steps: readonly Step[],
  call: (steps: readonly Step[]) => Promise<unknown>,
): Promise<unknown> {
  const where = `${service.place.region} ${service.place.projectId}`;
  if (steps.length > 1 && !run.takesOneDiskACall(where)) {
    try {
      return await call(steps);
    } catch (error) {
      if (!isForSeveralDisks(error)) throw error;
      run.foundOneDiskACall(where);
    }
  }
  for (const step of steps) {
    const failure = await call([step]);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/**
 * No page gives this refusal a code of its own, so its sentence tells: it speaks of one disk, or of one at a time. A refusal
 * has changed nothing, so even a misread one is only told a second time, about a single disk.
 */
const isForSeveralDisks = (error: unknown): boolean =>
  isWorkspaceError(error, "bad_request") && error.status === 400 && oneDisk.test(error.message);

const oneDisk =
  /\b(only|just|exactly|at most) (one|a single|1) (data )?(disk|volume)\b|\bone (data )?(disk |volume )?at a time\b/i;
