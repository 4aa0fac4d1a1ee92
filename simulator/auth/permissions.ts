// Which actions nobody may take, as a policy's Deny would have it, and how a 403 is said.

import type { Dialects } from "../dialects/choose.ts";
import { type Refusal, refuse } from "../model/refusal.ts";
import { actions } from "./actions.ts";
import type { Principal } from "./principals.ts";

export interface Permissions {
  denies(action: string): boolean;
}

/** `workspace:desktopPools:*` denies all that begins so. A word that fits no action is a mistake of whoever wrote it. */
export function createPermissions(deny: readonly string[] = []): Permissions {
  const known = [...new Set(Object.values(actions))].sort();
  const patterns = deny.map((word) => {
    const fits = patternOf(word);
    if (known.some((action) => fits.test(action))) return fits;
    throw new Error(`"${word}" denies no known action. Known: ${known.join(", ")}`);
  });
  return { denies: (action) => patterns.some((pattern) => pattern.test(action)) };
}

function patternOf(word: string): RegExp {
  const escaped = word.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`, "i");
}

interface Asked {
  readonly operation: string;
  readonly change: boolean;
}

export function permissionRefusal(
  { permissions, dialects }: { permissions: Permissions; dialects: Dialects },
  { operation, change }: Asked,
  principal: Principal,
): Refusal | undefined {
  const action = actions[operation];
  const denied = action !== undefined && permissions.denies(action);
  if (!denied && !(principal.readOnly && change)) return undefined;
  const name = action ?? `workspace:*:${operation}`;
  const refusal = refuse(403, dialects("no-permission-code"), `Policy doesn't allow ${name} to be performed.`);
  if (dialects("authorization-message") === "absent") return refusal;
  return Object.assign(refusal, { authorizationMessage: encoded(principal, name) });
}

/** The real one can be read only by STS; ours has the same look, and no secret. */
function encoded({ name }: Principal, action: string): string {
  return Buffer.from(`${name} ${action}`).toString("base64url");
}
