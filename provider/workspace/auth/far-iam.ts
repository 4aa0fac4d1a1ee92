/** A token is good for one cloud and region, so it is shown to no IAM beyond them: whoever has it may act with it. */
import { type WorkspaceError, workspaceError } from "../errors.ts";

export interface Endpoints {
  readonly endpoint: string;
  readonly iamEndpoint: string;
}

/** `workspace.ap-southeast-1.myhuaweicloud.com` and `iam.ap-southeast-1.myhuaweicloud.com` are neighbours. */
export function isIamNear({ endpoint, iamEndpoint }: Endpoints): boolean {
  return surroundings(endpoint) === surroundings(iamEndpoint);
}

const surroundings = (endpoint: string): string => new URL(endpoint).hostname.split(".").slice(1).join(".");

export interface NotShown extends Endpoints {
  /** Where the token was found, in words. */
  readonly from: string;
  /** What IAM would have been asked for, after "Could not". */
  readonly what: string;
  /** What to set, as the end of "or set". */
  readonly instead: string;
}

export function tokenNotShown({ from, what, instead, endpoint, iamEndpoint }: NotShown): WorkspaceError {
  const [service, iam] = [endpoint, iamEndpoint].map((url) => new URL(url).host);
  return workspaceError(
    "configuration",
    `Could not ${what}: the token of ${from} is not shown to ${iam}, which is not of the same cloud and region as ${service}. Set huaweicloud:iamEndpoint (HW_IAM_ENDPOINT) to the IAM of that region, or ${instead}. Nothing was sent.`,
  );
}
