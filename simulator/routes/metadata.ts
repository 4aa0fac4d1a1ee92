// What a cloud server can read of itself without credentials: who it is, and the keys of its agency.

import { headerOf } from "../auth/identify.ts";
import { MetadataError } from "../schemas/answers/errors.ts";
import { Credential, ServerMetadata } from "../schemas/answers/iam.ts";
import * as Type from "../schemas/type.ts";
import { type Answer, type Call, defineRoute, ok, type Route } from "./route.ts";
import { credentialOnWire } from "./securityTokens.ts";

export const metadataRoutes: readonly Route[] = [
  defineRoute({
    operation: "CreateMetadataToken",
    method: "PUT",
    path: "/meta-data/latest/api/token",
    access: "open",
    errors: MetadataError,
    answer: Type.String({ minLength: 1 }),
    handle: newToken,
  }),
  defineRoute({
    operation: "ShowServerMetadata",
    method: "GET",
    path: "/openstack/latest/meta_data.json",
    access: "open",
    errors: MetadataError,
    answer: ServerMetadata,
    handle: (call) => tokenFault(call) ?? ok(serverOf(call)),
  }),
  defineRoute({
    operation: "ShowSecurityKey",
    method: "GET",
    path: "/openstack/latest/securitykey",
    access: "open",
    errors: MetadataError,
    answer: Credential,
    handle: (call) => tokenFault(call) ?? securityKey(call),
  }),
];

/** Errors here are plain text, and clients look for these very words. */
const text = (status: number, body: string): Answer => ({ status, body, headers: { "content-type": "text/plain" } });

function newToken({ gate, world, headers }: Call): Answer {
  if (world.dialects("metadata-token") === "absent") return text(404, "404 Not Found");
  const seconds = Number(headerOf({ headers }, "x-metadata-token-ttl-seconds") ?? Number.NaN);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestSeconds)
    return text(400, `X-Metadata-Token-Ttl-Seconds has to be a whole number from 1 to ${longestSeconds}`);
  return text(200, gate.metadataTokens.issue({ seconds, now: world.clock.now() }));
}

const longestSeconds = 21_600;

/** A token that is sent has to be right, also where none is asked for. */
function tokenFault({ gate, world, headers }: Call): Answer | undefined {
  const sent = headerOf({ headers }, "x-metadata-token");
  const mode = world.dialects("metadata-token");
  if (sent === undefined) return mode === "required" ? text(401, "401 Unauthorized") : undefined;
  const good = mode === "absent" || gate.metadataTokens.isGood(sent, world.clock.now());
  return good ? undefined : text(401, "401 Unauthorized");
}

function securityKey({ gate, world }: Call): Answer {
  if (world.dialects("server-agency") === "no")
    return text(401, "401 Unauthorized\nPlease configure Cloud Service Agency first");
  const { principals, temporaryKeys } = gate;
  return ok(credentialOnWire(temporaryKeys.ofServer({ principal: principals.agency, now: world.clock.now() })));
}

function serverOf({ tenant: { projectId, region } }: Call) {
  return {
    uuid: "5e1f0000-0000-4000-a000-0123456789ab",
    name: "simulator-server",
    hostname: "simulator-server",
    project_id: projectId,
    region_id: region,
    availability_zone: `${region}a`,
    launch_index: 0,
    instance_type: "s7.large.2",
    enterprise_project_id: "0",
    meta: {},
  };
}
