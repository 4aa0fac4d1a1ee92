/** When an answer proves that a thing is gone. One doubtful answer is no proof: then its list has to lack it as well. */
import { isWorkspaceError, mayBeMissing } from "../errors.ts";

/** What `read` answers; `undefined` when the thing is provably gone. */
export async function unlessGone<T>(read: () => Promise<T>, isListed: () => Promise<boolean>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isPlainlyMissing(error) || (mayBeMissing(error) && !(await isListed()))) return undefined;
    throw error;
  }
}

/** A 404 with one of the service's own codes. */
function isPlainlyMissing(error: unknown): boolean {
  return isWorkspaceError(error, "not_found") && ownCode.test(error.serviceCode ?? "");
}

const ownCode = /^WKS\./i;
