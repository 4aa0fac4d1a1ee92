// Tokens: given out for a password, for another token, or for an agency; and looked at.

import { assumeAgency } from "../auth/agency.ts";
import { headerOf } from "../auth/identify.ts";
import type { Principal } from "../auth/principals.ts";
import type { Scope, Token, TokenFacts } from "../auth/tokens.ts";
import { refuse } from "../model/refusal.ts";
import { TokenAnswer } from "../schemas/answers/iam.ts";
import { TokenBody, TokenQuery } from "../schemas/iam.ts";
import { projectsOf, type Tenant } from "../tenant.ts";
import { catalogOf } from "./catalog.ts";
import { type Call, defineRoute, type Route } from "./route.ts";
import { tokenOnWire } from "./tokenWire.ts";

type TokenCall = Call<TokenBody, { nocatalog?: string }>;

export const tokenRoutes: readonly Route[] = [
  defineRoute({
    operation: "KeystoneCreateUserTokenByPassword",
    method: "POST",
    path: "/v3/auth/tokens",
    access: "open",
    body: TokenBody,
    query: TokenQuery,
    answer: TokenAnswer,
    success: [201],
    handle(call) {
      const { tokens } = call.gate;
      const { facts, notAfter } = earned(call);
      const token = tokens.issue(facts, {
        now: call.world.clock.now(),
        ...(notAfter === undefined ? {} : { notAfter }),
      });
      return { ...shown(call, token), status: 201 };
    },
  }),
  defineRoute({
    operation: "KeystoneValidateToken",
    method: "GET",
    path: "/v3/auth/tokens",
    access: "iam",
    query: TokenQuery,
    answer: TokenAnswer,
    handle(call) {
      const value = headerOf(call, "x-subject-token");
      const token = value === undefined ? undefined : call.gate.tokens.find(value, call.world.clock.now());
      if (!token) throw refuse(404, "IAM", "The X-Subject-Token is invalid.");
      return { ...shown(call, token), status: 200 };
    },
  }),
];

/** Any text in `nocatalog` leaves the catalog out; an empty one does not. */
function shown(call: Call<unknown, { nocatalog?: string }>, token: Token) {
  const catalog = call.query.nocatalog ? undefined : catalogOf(call);
  return { headers: { "x-subject-token": token.value }, body: { token: tokenOnWire(call.tenant, token, catalog) } };
}

interface Earned {
  readonly facts: TokenFacts;
  readonly notAfter?: number;
}

function earned(call: TokenCall): Earned {
  const { identity } = call.body.auth;
  const scope = scopeOf(call.tenant, call.body);
  if (identity.methods.includes("assume_role")) return byAgency(call, scope);
  if (identity.methods.includes("token")) return byToken(call, scope);
  return { facts: { principal: userOf(call), scope, methods: ["password"] } };
}

function byAgency(call: TokenCall, scope: Scope): Earned {
  const asked = call.body.auth.identity.assume_role;
  if (!asked) throw missing("assume_role");
  const { agency, by } = assumeAgency(call.gate, call.identity, asked);
  return { facts: { principal: agency, scope, methods: ["assume_role"], assumedBy: by } };
}

/** Another scope for the same user; it lasts as long as the token it was made from. */
function byToken({ body, gate, world }: TokenCall, scope: Scope): Earned {
  const { token: asked } = body.auth.identity;
  if (!asked) throw missing("token");
  const token = gate.tokens.find(asked.id, world.clock.now());
  if (!token) throw refuse(401, "IAM", "The token is invalid or has expired.");
  const { principal, assumedBy } = token;
  const facts = { principal, scope, methods: ["token"], ...(assumedBy ? { assumedBy } : {}) };
  return { facts, notAfter: token.expiresAt };
}

function userOf({ body, gate, tenant }: TokenCall): Principal {
  const user = body.auth.identity.password?.user;
  if (!user) throw missing("password");
  const { domain } = user;
  if (!user.id && !(user.name && domain))
    throw refuse(400, "IAM", "auth.identity.password.user: id, or name and domain, are required.");
  const known = gate.principals.users.find(
    ({ id, name, password }) => (user.id ?? id) === id && (user.name ?? name) === name && user.password === password,
  );
  const ours =
    (domain?.id ?? tenant.domainId) === tenant.domainId && (domain?.name ?? tenant.domainName) === tenant.domainName;
  if (!known || !ours) throw refuse(401, "IAM", "The username or password is wrong.");
  return known;
}

/** A token for the domain is given out too, also where nothing is said; Workspace does not take it. */
function scopeOf(tenant: Tenant, { auth }: TokenBody): Scope {
  const { project, domain } = auth.scope ?? {};
  if (!project) {
    const ours = (domain?.id ?? tenant.domainId) === tenant.domainId;
    if (ours && (domain?.name ?? tenant.domainName) === tenant.domainName) return "domain";
    throw refuse(401, "IAM", "The domain of the scope does not exist.");
  }
  if (!project.id && !project.name) throw refuse(400, "IAM", "auth.scope.project: id or name is required.");
  const known = projectsOf(tenant).find(({ id, name }) => (project.id ?? id) === id && (project.name ?? name) === name);
  if (!known) throw refuse(401, "IAM", "The project of the scope does not exist.");
  return { projectId: known.id };
}

function missing(method: string) {
  return refuse(400, "IAM", `auth.identity.${method} is required by methods.`);
}
