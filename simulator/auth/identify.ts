// Says who calls, or why the call is not let in: a signature or a token, whichever the request carries.

import { codes, type Refusal, refuse } from "../model/refusal.ts";
import type { Gate } from "./gate.ts";
import type { Principal } from "./principals.ts";
import { parseAuthorization, type SignedRequest, type SigningKeys, signatureFault } from "./signature.ts";
import type { TemporaryKey } from "./temporaryKeys.ts";
import type { Token } from "./tokens.ts";

export interface Identity {
  /** A name for the ledger; never a secret. */
  readonly actor: string;
  /** Who is let in. */
  readonly principal?: Principal;
  /** What the token that was used is good for, and until when. */
  readonly token?: Token;
  readonly refusal?: Refusal;
}

/** One header; of a header that was sent more than once, the first. */
export function headerOf({ headers }: Pick<SignedRequest, "headers">, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function identify(gate: Gate, request: SignedRequest): Identity {
  const value = headerOf(request, "x-auth-token");
  const identity = value === undefined ? bySignature(gate, request) : byToken(gate, value);
  if (gate.auth === "strict" || !identity.refusal) return identity;
  return { actor: identity.actor, principal: identity.principal ?? gate.principals.main };
}

function byToken({ tokens, clock }: Gate, value: string): Identity {
  const token = tokens.find(value, clock.now());
  if (!token) return { actor: "anonymous", refusal: notAuthenticated("the token is wrong or has expired") };
  return { actor: token.principal.name, principal: token.principal, token };
}

function bySignature(gate: Gate, request: SignedRequest): Identity {
  const header = headerOf(request, "authorization");
  const claim = parseAuthorization(header);
  const owner = claim && ownerOf(gate, claim.accessKey);
  const refusal =
    header === undefined
      ? notAuthenticated("neither X-Auth-Token nor Authorization is sent")
      : signatureRefusal(gate, request, owner);
  // Temporary keys are many; who has them is one.
  const actor = !refusal && owner?.temporary ? owner.principal.name : (claim?.accessKey ?? "anonymous");
  return { actor, ...(owner ? { principal: owner.principal } : {}), ...(refusal ? { refusal } : {}) };
}

function signatureRefusal(gate: Gate, request: SignedRequest, owner: KeyOwner | undefined): Refusal | undefined {
  const { clock, dialects } = gate;
  const fault = signatureFault(request, { ...owner?.keys, times: clock.signingTimes() });
  if (fault) {
    const code = fault.kind === "skew" ? dialects("skew-code") : codes.notAuthenticated;
    return refuse(401, code, `verify aksk signature failed: ${fault.text}`);
  }
  const lapse = owner?.temporary && temporaryFault(owner.temporary, request, clock.now());
  return lapse === undefined ? undefined : notAuthenticated(lapse);
}

interface KeyOwner {
  readonly principal: Principal;
  readonly keys: Pick<SigningKeys, "accessKey" | "secretKey">;
  readonly temporary?: TemporaryKey;
}

function ownerOf({ principals, temporaryKeys }: Gate, accessKey: string): KeyOwner | undefined {
  const user = principals.users.find((candidate) => candidate.accessKey === accessKey);
  if (user) return { principal: user, keys: user };
  const temporary = temporaryKeys.find(accessKey);
  return temporary && { principal: temporary.principal, keys: temporary, temporary };
}

/** The token goes with the keys whether or not the client has signed its header. */
function temporaryFault(key: TemporaryKey, request: SignedRequest, now: number): string | undefined {
  const sent = headerOf(request, "x-security-token");
  if (sent === undefined) return "the access key is temporary, and X-Security-Token is not sent";
  if (sent !== key.securityToken) return "X-Security-Token is not that of the access key";
  return key.expiresAt > now ? undefined : "the temporary access key has expired";
}

function notAuthenticated(fault: string): Refusal {
  return refuse(401, codes.notAuthenticated, fault);
}
