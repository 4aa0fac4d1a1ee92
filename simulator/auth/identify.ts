// Says who calls, or why the call is not let in: a signature or a token, whichever the request carries.

import { codes, type Refusal, refuse } from "../model/refusal.ts";
import type { Tenant } from "../tenant.ts";
import type { Clock } from "../time/clock.ts";
import { parseAuthorization, type SignedRequest, signatureFault } from "./signature.ts";
import type { Token, Tokens } from "./tokens.ts";

export interface Gate {
  readonly auth: "strict" | "off";
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly tokens: Tokens;
}

export interface Identity {
  /** A name for the ledger; never a key or a token. */
  readonly actor: string;
  readonly refusal?: Refusal;
}

export function identify(gate: Gate, request: SignedRequest, { forIam }: { forIam: boolean }): Identity {
  const token = findToken(gate, request);
  const claim = parseAuthorization(single(request.headers.authorization));
  const actor = token?.userName ?? claim?.accessKey ?? "anonymous";
  const fault = gate.auth === "off" ? undefined : faultOf(gate, request, { token, forIam });
  return fault === undefined ? { actor } : { actor, refusal: refuse(401, codes.notAuthenticated, fault) };
}

function findToken({ tokens, clock }: Gate, { headers }: SignedRequest): Token | undefined {
  const value = single(headers["x-auth-token"]);
  return value === undefined ? undefined : tokens.find(value, clock.now());
}

function faultOf(
  gate: Gate,
  request: SignedRequest,
  { token, forIam }: { token: Token | undefined; forIam: boolean },
): string | undefined {
  const { headers } = request;
  if (headers["x-auth-token"] !== undefined) {
    if (!token) return "the token is wrong or has expired";
    return token.scoped || forIam ? undefined : "the token is not scoped to a project";
  }
  if (headers.authorization === undefined) return "neither X-Auth-Token nor Authorization is sent";
  const { accessKey, secretKey } = gate.tenant;
  const fault = signatureFault(request, { accessKey, secretKey, times: gate.clock.signingTimes() });
  return fault && `verify aksk signature failed: ${fault}`;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
