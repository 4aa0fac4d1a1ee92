/** A job that failed tells what went wrong, and not how to go on: the same command does, unless something is in its way. */
import { isWorkspaceError, workspaceError } from "../workspace/errors.ts";

const again = "Run the same command again: it looks at what is there and does only what is missing";

/** `inTheWay`: what a person has to put right first, as far as it is known by then. */
export async function tellingTheWayOn<T>(
  work: () => Promise<T>,
  inTheWay: () => readonly string[] = () => [],
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isWorkspaceError(error, "job_failed")) throw error;
    const first = inTheWay();
    const way = first.length === 0 ? again : first.join("\n");
    throw workspaceError(error.kind, `${error.message}\n${way}`, { cause: error });
  }
}
