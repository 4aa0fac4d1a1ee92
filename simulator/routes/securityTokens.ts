// Temporary access keys with their security token, for a user's token or in an agency's place.

import { assumeAgency } from "../auth/agency.ts";
import type { Principal } from "../auth/principals.ts";
import type { TemporaryKey } from "../auth/temporaryKeys.ts";
import { refuse } from "../model/refusal.ts";
import { Credential } from "../schemas/answers/iam.ts";
import { SecurityTokenBody } from "../schemas/iam.ts";
import { iamTime } from "./iamTime.ts";
import { type Call, defineRoute, type Route } from "./route.ts";

const leastSeconds = 900;

export const securityTokenRoutes: readonly Route[] = [
  defineRoute({
    operation: "CreateTemporaryAccessKey",
    method: "POST",
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    access: "open",
    body: SecurityTokenBody,
    answer: Credential,
    success: [201],
    handle(call) {
      const { principal, seconds } = earned(call);
      const key = call.gate.temporaryKeys.issue({ principal, seconds, now: call.world.clock.now() });
      return { status: 201, body: credentialOnWire(key) };
    },
  }),
];

export function credentialOnWire({ accessKey, secretKey, securityToken, expiresAt }: TemporaryKey) {
  return {
    credential: {
      access: accessKey,
      secret: secretKey,
      securitytoken: securityToken,
      expires_at: iamTime(expiresAt),
    },
  };
}

interface Earned {
  readonly principal: Principal;
  readonly seconds: number;
}

function earned(call: Call<SecurityTokenBody>): Earned {
  const { methods, token, assume_role: role } = call.body.auth.identity;
  if (methods.includes("assume_role")) {
    if (!role) throw refuse(400, "IAM", "auth.identity.assume_role is required by methods.");
    return {
      principal: assumeAgency(call.gate, call.identity, role).agency,
      seconds: role.duration_seconds ?? leastSeconds,
    };
  }
  return { principal: ownerOf(call, token?.id ?? undefined), seconds: token?.duration_seconds ?? leastSeconds };
}

/** The token stands in the header or, as older clients have it, in the body. */
function ownerOf({ gate, identity, world }: Call<SecurityTokenBody>, value: string | undefined): Principal {
  const token = value === undefined ? undefined : gate.tokens.find(value, world.clock.now());
  if (token) return token.principal;
  if (value !== undefined || identity.refusal || !identity.principal)
    throw refuse(401, "IAM", "The token is invalid or has expired.");
  return identity.principal;
}
