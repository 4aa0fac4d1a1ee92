// Taking an agency's place: which one is meant, and who may.

import { refuse } from "../model/refusal.ts";
import type { Gate } from "./gate.ts";
import type { Identity } from "./identify.ts";
import { permissionRefusal } from "./permissions.ts";
import type { Principal } from "./principals.ts";

export interface AssumeRole {
  readonly agency_name?: string | null;
  readonly xrole_name?: string | null;
  readonly domain_id?: string | null;
  readonly domain_name?: string | null;
}

interface Assumed {
  readonly agency: Principal;
  readonly by: Principal;
}

export function assumeAgency(gate: Gate, identity: Identity, asked: AssumeRole): Assumed {
  if (identity.refusal || !identity.principal)
    throw refuse(401, "IAM", "The request you have made requires authentication.");
  const refusal = permissionRefusal(gate, assuming, identity.principal);
  if (refusal || identity.principal.kind === "agency") throw refuse(403, "IAM", "You have no right to do this action.");
  assertIsAgency(gate, asked);
  return { agency: gate.principals.agency, by: identity.principal };
}

const assuming = { operation: "AssumeAgency", change: false };

function assertIsAgency({ tenant, principals }: Gate, asked: AssumeRole): void {
  const { domain_id: id, domain_name: name } = asked;
  if (!id && !name) throw refuse(400, "IAM", "auth.identity.assume_role: domain_id or domain_name is required.");
  const agency = asked.agency_name ?? asked.xrole_name;
  if (!agency) throw refuse(400, "IAM", "auth.identity.assume_role: agency_name is required.");
  const known = (id ?? tenant.domainId) === tenant.domainId && (name ?? tenant.domainName) === tenant.domainName;
  if (!known || agency !== principals.agency.name) throw refuse(404, "IAM", `Could not find agency: ${agency}.`);
}
