// Everything that decides who is let in, made for one simulator.

import type { Dialects } from "../dialects/choose.ts";
import type { Ids } from "../model/ids.ts";
import { type Tenant, tenantOf } from "../tenant.ts";
import type { Clock } from "../time/clock.ts";
import { createMetadataTokens, type MetadataTokens } from "./metadataTokens.ts";
import { createPermissions, type Permissions } from "./permissions.ts";
import { type Principals, principalsOf } from "./principals.ts";
import { createTemporaryKeys, type TemporaryKeys } from "./temporaryKeys.ts";
import { createTokens, type Tokens } from "./tokens.ts";

export interface Gate {
  readonly auth: "strict" | "off";
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly dialects: Dialects;
  readonly principals: Principals;
  readonly permissions: Permissions;
  readonly tokens: Tokens;
  readonly temporaryKeys: TemporaryKeys;
  readonly metadataTokens: MetadataTokens;
}

interface GateOptions {
  readonly auth: "strict" | "off";
  readonly clock: Clock;
  readonly dialects: Dialects;
  readonly ids: Ids;
  readonly deny?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly projectId?: string | undefined;
}

export function createGate({ auth, clock, dialects, ids, deny, region, projectId }: GateOptions): Gate {
  const tenant = tenantOf({ region, projectId });
  return {
    auth,
    tenant,
    clock,
    dialects,
    principals: principalsOf(tenant),
    permissions: createPermissions(deny),
    tokens: createTokens(ids),
    temporaryKeys: createTemporaryKeys(ids),
    metadataTokens: createMetadataTokens(ids),
  };
}

/** Whatever was given out is worth nothing after this. */
export function clearGate({ tokens, temporaryKeys, metadataTokens }: Gate): void {
  for (const given of [tokens, temporaryKeys, metadataTokens]) given.clear();
}
