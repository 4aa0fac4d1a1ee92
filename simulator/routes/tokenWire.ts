// A token as IAM tells of it. Its value is not among this: that is a header.

import type { Principal } from "../auth/principals.ts";
import type { Token } from "../auth/tokens.ts";
import { projectsOf, type Tenant } from "../tenant.ts";
import { iamTime } from "./iamTime.ts";

export function tokenOnWire(tenant: Tenant, token: Token, catalog: unknown) {
  const domain = { id: tenant.domainId, name: tenant.domainName };
  const { methods, scope, principal, assumedBy } = token;
  const project = scope === "domain" ? undefined : projectsOf(tenant).find(({ id }) => id === scope.projectId);
  return {
    methods,
    issued_at: iamTime(token.issuedAt),
    expires_at: iamTime(token.expiresAt),
    user: userOnWire(tenant, principal),
    ...(assumedBy ? { assumed_by: { user: userOnWire(tenant, assumedBy) } } : {}),
    ...(project ? { project: { ...project, domain } } : { domain }),
    roles: [{ id: "0", name: principal.readOnly ? "readonly" : "te_admin" }],
    ...(catalog === undefined ? {} : { catalog }),
  };
}

/** An agency goes by the name of its account and its own. */
function userOnWire({ domainId, domainName }: Tenant, { kind, id, name }: Principal) {
  const domain = { id: domainId, name: domainName };
  return kind === "agency"
    ? { id, name: `${domainName}/${name}`, domain }
    : { id, name, domain, password_expires_at: "" };
}
