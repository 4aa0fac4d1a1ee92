// IAM, as far as a client needs it to get into a project: tokens, temporary keys, and what the account has.

import { CatalogAnswer, DomainList, ProjectList } from "../schemas/answers/iam.ts";
import { ProjectsQuery } from "../schemas/iam.ts";
import { projectsOf, type Tenant } from "../tenant.ts";
import { catalogOf } from "./catalog.ts";
import { tokenRoutes } from "./iamTokens.ts";
import { defineRoute, ok, type Route } from "./route.ts";
import { securityTokenRoutes } from "./securityTokens.ts";

const get = { method: "GET", access: "iam" } as const;

export const iamRoutes: readonly Route[] = [
  ...tokenRoutes,
  ...securityTokenRoutes,
  defineRoute({
    ...get,
    operation: "KeystoneListProjects",
    path: "/v3/projects",
    query: ProjectsQuery,
    answer: ProjectList,
    handle: ({ tenant, query }) => ok(projectList(tenant, "/v3/projects", query)),
  }),
  defineRoute({
    ...get,
    operation: "KeystoneListAuthProjects",
    path: "/v3/auth/projects",
    answer: ProjectList,
    handle: ({ tenant }) => ok(projectList(tenant, "/v3/auth/projects")),
  }),
  defineRoute({
    ...get,
    operation: "KeystoneListAuthDomains",
    path: "/v3/auth/domains",
    answer: DomainList,
    handle: ({ tenant: { domainId: id, domainName: name } }) =>
      ok({
        domains: [{ id, name, enabled: true, description: "", links: { self: `/v3/domains/${id}` } }],
        links: linksOf("/v3/auth/domains"),
      }),
  }),
  defineRoute({
    ...get,
    operation: "KeystoneShowCatalog",
    path: "/v3/auth/catalog",
    answer: CatalogAnswer,
    handle: (call) => ok({ catalog: catalogOf(call), links: linksOf("/v3/auth/catalog") }),
  }),
];

interface Asked {
  readonly name?: string;
  readonly domain_id?: string;
  readonly enabled?: boolean;
}

function projectList(tenant: Tenant, path: string, { name, domain_id: domain, enabled }: Asked = {}) {
  const all = projectsOf(tenant).map((project) => ({
    ...project,
    domain_id: tenant.domainId,
    parent_id: tenant.domainId,
    enabled: true,
    is_domain: false,
    description: "",
    links: { self: `/v3/projects/${project.id}` },
  }));
  const wanted = all.filter(
    (project) =>
      (name ?? project.name) === project.name &&
      (domain ?? project.domain_id) === project.domain_id &&
      (enabled ?? project.enabled) === project.enabled,
  );
  return { projects: wanted, links: linksOf(path) };
}

const linksOf = (self: string) => ({ self, previous: null, next: null });
