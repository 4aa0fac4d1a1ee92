// Whether somebody who is known may make this call: here, in this project, and at all.

import type { Dialects } from "../dialects/choose.ts";
import { codes, type Refusal, refuse } from "../model/refusal.ts";
import { projectsOf } from "../tenant.ts";
import type { Gate } from "./gate.ts";
import { headerOf, type Identity } from "./identify.ts";
import { permissionRefusal } from "./permissions.ts";
import type { SignedRequest } from "./signature.ts";

interface Asked {
  readonly operation: string;
  readonly access: "open" | "iam" | "project";
  readonly change: boolean;
}

export function accessRefusal(
  gate: Gate,
  route: Asked,
  identity: Identity,
  request: Pick<SignedRequest, "headers"> & { readonly projectId: string | undefined },
): Refusal | undefined {
  if (route.access === "open") return undefined;
  if (identity.refusal) return identity.refusal;
  const misplaced = route.access === "project" ? misplacedRefusal(gate, identity, request) : undefined;
  return misplaced ?? (identity.principal && permissionRefusal(gate, route, identity.principal));
}

function misplacedRefusal(
  gate: Gate,
  { token }: Identity,
  request: Pick<SignedRequest, "headers"> & { readonly projectId: string | undefined },
): Refusal | undefined {
  const { projectId = "" } = request;
  if (token?.scope === "domain") return refuse(401, codes.notAuthenticated, "the token is not scoped to a project");
  const stranger = gate.dialects("project-header") === "verified" ? strangeHeader(gate, request) : undefined;
  if (stranger) return refuse(401, codes.notAuthenticated, stranger);
  if (token && token.scope.projectId !== projectId)
    return refuse(403, codes.notAllowed, `the token is scoped to another project than ${projectId}`);
  return closedRefusal(gate.dialects, projectId, { open: projectId === gate.tenant.projectId });
}

/** A header that names a project or a domain which is not the tenant's. */
function strangeHeader({ tenant }: Gate, request: Pick<SignedRequest, "headers">): string | undefined {
  const project = headerOf(request, "x-project-id");
  if (project !== undefined && projectsOf(tenant).every(({ id }) => id !== project))
    return `X-Project-Id ${project} is not a project of the account`;
  const domain = headerOf(request, "x-domain-id");
  const ours = domain === undefined || domain === tenant.domainId;
  return ours ? undefined : `X-Domain-Id ${domain} is not the account`;
}

/** What a project hears in which Workspace was never opened. */
function closedRefusal(dialects: Dialects, projectId: string, { open }: { open: boolean }): Refusal | undefined {
  const closed = dialects("service-closed");
  if (closed === codes.serviceDisabled)
    return refuse(400, closed, `the Workspace service is disabled for project ${projectId}`);
  if (open && closed === "no") return undefined;
  return refuse(404, codes.tenantNotFound, `the tenant of project ${projectId} does not exist`);
}
