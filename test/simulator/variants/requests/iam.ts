// The calls to IAM, and those for a server's metadata.

import { defaultTenant } from "../../../../simulator/tenant.ts";
import { login } from "../place.ts";
import type { Requests } from "../request.ts";
import { badRequest, flag, list, must, oneOf, type Refused, type Rule, text, thing, whole, word } from "../rules.ts";

const long = Number.POSITIVE_INFINITY;
const any = text(1, long);

/** IAM does not say which of the fields is wrong. */
const stranger: Refused = { status: 401, code: "IAM", place: "" };
const misused: Refused = { ...badRequest, place: "" };

const ours = (...known: string[]): Rule => oneOf(known, stranger, any);

const { userName, userId, password, domainName, domainId, region, projectId, otherProjects, agencyName } =
  defaultTenant;
const projects = [{ id: projectId, name: region }, ...otherProjects];
const ourDomain = { id: ours(domainId), name: ours(domainName) };

interface Named {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly domain?: object | null;
}

const namedUser: Rule = {
  ...thing({ id: ours(userId), name: ours(userName), password: must(ours(password)), domain: thing(ourDomain) }),
  also: ({ id, name, domain }: Named) => (!id && (!name || !domain) ? misused : undefined),
};

const namedProject: Rule = {
  ...thing({ id: ours(...projects.map(({ id }) => id)), name: ours(...projects.map(({ name }) => name)) }),
  also: ({ id, name }: Named) => (!id && !name ? misused : undefined),
};

/** Only passwords are told here; tokens and agencies are left out, and a method that is not told is misused. */
const onlyPassword: Rule = {
  ...list(word("password", "token", "assume_role"), 1, long),
  also: (methods: readonly string[]) => (methods.every((method) => method === "password") ? undefined : misused),
};

const anyLogin = login.auth.identity.password.user;

export const iamRequests: Requests = {
  KeystoneCreateUserTokenByPassword: {
    well: 201,
    errors: "keystone",
    query: { rule: { nocatalog: text(0, long) }, good: { nocatalog: "true" } },
    body: () => ({
      rule: thing({
        auth: must(
          thing({
            identity: must(thing({ methods: must(onlyPassword), password: must(thing({ user: must(namedUser) })) })),
            // Beside a project nobody looks at a domain.
            scope: thing({ project: namedProject, domain: thing({ id: any, name: any }) }),
          }),
        ),
      }),
      good: {
        auth: {
          identity: {
            methods: ["password"],
            password: { user: { ...anyLogin, domain: { ...anyLogin.domain, id: domainId } } },
          },
          scope: { project: { name: region, id: projectId }, domain: { name: domainName } },
        },
      },
    }),
  },
  KeystoneValidateToken: {
    well: 200,
    errors: "keystone",
    headers: ({ token }) => ({ "x-subject-token": token }),
    query: { rule: { nocatalog: text(0, long) }, good: { nocatalog: "true" } },
  },
  CreateTemporaryAccessKey: {
    well: 201,
    errors: "flat",
    body: ({ token }) => ({
      rule: thing({
        auth: must(
          thing({
            identity: must(
              thing({
                methods: must(list(word("token", "assume_role"), 1, 1)),
                token: thing({ id: oneOf([token], stranger, text(0, long)), duration_seconds: whole(900, 86_400) }),
                // The one of both that the method names has to be right; here it is the token.
                assume_role: thing({
                  agency_name: any,
                  xrole_name: text(0, long),
                  domain_id: any,
                  domain_name: any,
                  duration_seconds: whole(900, 86_400),
                  session_user: thing({ name: text(0, long) }),
                }),
                policy: thing({}),
              }),
            ),
          }),
        ),
      }),
      good: {
        auth: {
          identity: {
            methods: ["token"],
            token: { id: token, duration_seconds: 3600 },
            assume_role: { agency_name: agencyName, domain_name: domainName, duration_seconds: 3600 },
            policy: {},
          },
        },
      },
    }),
  },
  KeystoneListProjects: {
    well: 200,
    errors: "keystone",
    query: {
      rule: { name: text(0, long), domain_id: text(0, long), enabled: flag },
      good: { name: region, domain_id: domainId, enabled: "true" },
    },
  },
  KeystoneListAuthProjects: { well: 200, errors: "keystone" },
  KeystoneListAuthDomains: { well: 200, errors: "keystone" },
  KeystoneShowCatalog: { well: 200, errors: "keystone" },
  CreateMetadataToken: { well: 200, errors: "text", headers: () => ({ "x-metadata-token-ttl-seconds": "60" }) },
  ShowServerMetadata: { well: 200, errors: "text" },
  ShowSecurityKey: { well: 200, errors: "text" },
};
