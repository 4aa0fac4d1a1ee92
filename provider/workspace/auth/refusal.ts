/** What a person needs to know when credentials were refused: whose they were, what was wrong with them as far as known, and what to do. */
import { isWorkspaceError, type WorkspaceError, workspaceError } from "../errors.ts";
import type { Proof } from "./identity.ts";

export interface Refused {
  /** Where the credentials come from, in words. */
  readonly from: string;
  readonly proof: Proof;
  /** How far the service is ahead of our clock, by the refusing answer's `Date`. */
  readonly measuredMs: number | undefined;
}

/** The 401 of a request that is not tried again. */
export function explained(error: WorkspaceError, { from, proof, measuredMs }: Refused): WorkspaceError {
  const clock = proof.kind === "key" ? clockWords(measuredMs) : "";
  const end =
    proof.kind === "token" && proof.expiresAt !== undefined
      ? ` By IAM the token is good until ${proof.expiresAt}.`
      : "";
  return withWords(error, `${clock}The credentials are those of ${from}.${end}${configWords(from)}`);
}

/**
 * An error of a call that had to bring a key or token. Its kind says so: were it `not_found`, it would be taken for
 * the word that the pool is gone, and a deletion for done.
 */
export function notAdmitted(error: unknown, words: string): unknown {
  if (isWorkspaceError(error, "not_found", "bad_request"))
    return workspaceError("configuration", `${error.message} ${words}`, detailsOf(error));
  return isWorkspaceError(error, "unauthenticated", "forbidden") ? withWords(error, words) : error;
}

function withWords(error: WorkspaceError, words: string): WorkspaceError {
  return workspaceError(error.kind, `${error.message} ${words}`, detailsOf(error));
}

function detailsOf({ status, serviceCode, requestId, cause }: WorkspaceError) {
  return {
    ...(status === undefined ? {} : { status }),
    ...(serviceCode === undefined ? {} : { serviceCode }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** A difference that could be the reason, in words; nothing for one that could not. */
function clockWords(measuredMs: number | undefined): string {
  const minutes = Math.round(Math.abs(measuredMs ?? 0) / 60_000);
  if (measuredMs === undefined || minutes < leastMinutes) return "";
  const size = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `This machine's clock is ${size} ${measuredMs > 0 ? "behind" : "ahead of"} the service: set it right. `;
}

const leastMinutes = 10;

/** Pulumi hands the copy of the config that is in the state to refresh, destroy and `--refresh`, unless the program is run for them. */
export function configWords(from: string): string {
  if (!from.startsWith("huaweicloud:")) return "";
  return " `pulumi refresh`, `pulumi destroy` and `--refresh` take it from the state, as it was at the last `pulumi up`: if it was changed since, add --run-program, or set HW_ACCESS_KEY and HW_SECRET_KEY instead.";
}
