// The two IAM calls a client needs before it can call Workspace: a token, and the id of the region's project.

import type { Token } from "../auth/tokens.ts";
import { refuse } from "../model/refusal.ts";
import { ProjectList, TokenAnswer } from "../schemas/answers/iam.ts";
import { ProjectsQuery, type TokenBody, TokenBody as TokenBodySchema, TokenQuery } from "../schemas/iam.ts";
import type { Tenant } from "../tenant.ts";
import { defineRoute, ok, type Route } from "./route.ts";

export const iamRoutes: readonly Route[] = [
  defineRoute({
    operation: "KeystoneCreateUserTokenByPassword",
    method: "POST",
    path: "/v3/auth/tokens",
    access: "open",
    body: TokenBodySchema,
    query: TokenQuery,
    answer: TokenAnswer,
    success: [201],
    handle({ world, tenant, tokens, body, query }) {
      assertIsUser(tenant, body);
      const scoped = scopeOf(tenant, body);
      const token = tokens.issue({ userName: tenant.userName, scoped, now: world.clock.now() });
      const withCatalog = query.nocatalog === undefined;
      return {
        status: 201,
        headers: { "x-subject-token": token.value },
        body: { token: tokenOnWire(tenant, token, { withCatalog }) },
      };
    },
  }),
  defineRoute({
    operation: "KeystoneListProjects",
    method: "GET",
    path: "/v3/projects",
    access: "iam",
    query: ProjectsQuery,
    answer: ProjectList,
    handle({ tenant, query }) {
      const project = {
        ...projectOf(tenant),
        domain_id: tenant.domainId,
        enabled: true,
        is_domain: false,
        description: "",
      };
      return ok({
        projects: [project].filter(({ name }) => query.name === undefined || query.name === name),
        links: {},
      });
    },
  }),
];

function assertIsUser(tenant: Tenant, { auth }: TokenBody): void {
  const { name, password, domain } = auth.identity.password.user;
  const right = name === tenant.userName && password === tenant.password && domain.name === tenant.domainName;
  if (!right || !auth.identity.methods.includes("password"))
    throw refuse(401, "IAM", "The username or password is wrong.");
}

/** Whether the token is for the project. A token for the domain, or for nothing, is given out too. */
function scopeOf(tenant: Tenant, { auth }: TokenBody): boolean {
  const project = auth.scope?.project;
  if (!project) return false;
  const known =
    (project.id ?? tenant.projectId) === tenant.projectId && (project.name ?? tenant.region) === tenant.region;
  if (!known) throw refuse(401, "IAM", "The project of the scope does not exist.");
  return true;
}

function projectOf({ projectId, region }: Tenant) {
  return { id: projectId, name: region };
}

function tokenOnWire(tenant: Tenant, token: Token, { withCatalog }: { withCatalog: boolean }) {
  const domain = { id: tenant.domainId, name: tenant.domainName };
  const time = (instant: number) => new Date(instant).toISOString().replace("Z", "000Z");
  return {
    methods: ["password"],
    issued_at: time(token.issuedAt),
    expires_at: time(token.expiresAt),
    user: { id: "u0123456789abcdef0123456789abcde", name: token.userName, domain },
    ...(token.scoped ? { project: { ...projectOf(tenant), domain } } : { domain }),
    roles: [{ id: "0", name: "te_admin" }],
    ...(withCatalog ? { catalog: [] } : {}),
  };
}
