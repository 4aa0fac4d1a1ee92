// What IAM answers, and a cloud server's metadata.

import * as Type from "../type.ts";
import { Answer, Flag, sometimes, Text } from "./shared.ts";

const named = { id: Text, name: Text };
const Named = Answer("Named", named);
const MicrosecondTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$" });
const Self = Answer("SelfLink", { self: Text });
const Links = Answer("PageLinks", { self: Text, previous: Type.Null(), next: Type.Null() });

const Endpoint = Answer("CatalogEndpoint", {
  id: Text,
  interface: Type.Literal("public"),
  region: Text,
  region_id: Text,
  url: Text,
});
const Catalog = Type.Array(Answer("CatalogService", { ...named, type: Text, endpoints: Type.Array(Endpoint) }));

const User = Answer("TokenUser", { ...named, domain: Named, ...sometimes({ password_expires_at: Text }) });

const Token = Answer("Token", {
  methods: Type.Array(Text),
  expires_at: MicrosecondTime,
  issued_at: MicrosecondTime,
  user: User,
  roles: Type.Array(Named),
  ...sometimes({
    assumed_by: Answer("AssumedBy", { user: User }),
    domain: Named,
    project: Answer("TokenProject", { ...named, domain: Named }),
    catalog: Catalog,
  }),
});
export const TokenAnswer = Answer("TokenAnswer", { token: Token });

const Project = Answer("Project", {
  ...named,
  domain_id: Text,
  parent_id: Text,
  enabled: Flag,
  is_domain: Flag,
  description: Text,
  links: Self,
});
export const ProjectList = Answer("ProjectList", { projects: Type.Array(Project), links: Links });

const Domain = Answer("Domain", { ...named, enabled: Flag, description: Text, links: Self });
export const DomainList = Answer("DomainList", { domains: Type.Array(Domain), links: Links });

export const CatalogAnswer = Answer("CatalogAnswer", { catalog: Catalog, links: Links });

export const Credential = Answer("TemporaryCredential", {
  credential: Answer("TemporaryKeys", { access: Text, secret: Text, securitytoken: Text, expires_at: MicrosecondTime }),
});

export const ServerMetadata = Answer("ServerMetadata", {
  uuid: Text,
  name: Text,
  hostname: Text,
  project_id: Text,
  region_id: Text,
  availability_zone: Text,
  launch_index: Type.Integer(),
  instance_type: Text,
  enterprise_project_id: Text,
  meta: Answer("ServerMeta", {}),
});
