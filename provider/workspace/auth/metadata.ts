/**
 * The keys of the agency that an ECS runs under, from its metadata, which only the ECS itself can reach.
 * https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html
 */
import type { Clock } from "../clock.ts";
import { type WorkspaceError, workspaceError } from "../errors.ts";
import type { HttpAnswer, Transport } from "../requests/http.ts";
import { parseHttpDate } from "../requests/http-date.ts";
import { fromWire } from "../requests/json.ts";
import { TransportFailure } from "../requests/transport-failure.ts";
import type { Proof } from "./identity.ts";
import { type Lifetime, lifetimeOf } from "./kept.ts";
import { credentialSchema, keyProof } from "./temporary-keys.ts";

export interface Metadata {
  /** Scheme and host. */
  readonly endpoint: string;
  /** In words: the metadata service, or the profile that names it. */
  readonly from: string;
  /** Where credentials were looked for before, in words. */
  readonly elsewhere?: string;
  /** With short time limits, and never through a proxy: off an ECS nobody answers at this address. */
  readonly transport: Transport;
  readonly clock: Clock;
}

/** The address is asked of a machine next door; a real one answers in milliseconds. Connecting and answering, each. */
export const metadataTimeoutMs = 1_000;

/** The keys are shown until ten minutes before they end, so that much is left of them whatever the clocks say. */
const leastMs = 10 * 60_000;
const longestMs = 24 * 3_600_000;

/**
 * GET /openstack/latest/securitykey, with a token where the ECS gives out any. Asked once, since who is off an ECS shall
 * hear so soon. Where keys were had before, this is an ECS, and no answer now is a fault that passes.
 */
export async function keysOfServer(
  metadata: Metadata,
  { isServer }: { readonly isServer: boolean },
): Promise<Proof & { readonly lifetime: Lifetime }> {
  const askedAt = metadata.clock.now();
  const answer = await securityKey(metadata);
  const parsed = credentialSchema.safeParse(answer instanceof TransportFailure ? undefined : fromWire(answer.body));
  if (answer instanceof TransportFailure || answer.status !== 200 || !parsed.success)
    throw isServer ? noKeysNow(metadata, answer) : noKeys(metadata, answer);
  const { credential } = parsed.data;
  const serverNow = parseHttpDate(answer.headers.date ?? "", askedAt) ?? askedAt;
  const lasts = Date.parse(credential.expiresAt) - serverNow;
  return { ...keyProof(credential), lifetime: lifetimeOf(askedAt, lasts > 0 && lasts < longestMs ? lasts : leastMs) };
}

/** Servers that were set to version 2 of the metadata want a token; older ones do not know the path. */
async function securityKey(metadata: Metadata): Promise<HttpAnswer | TransportFailure> {
  const lasting = { "x-metadata-token-ttl-seconds": "60" };
  const token = await ask(metadata, { method: "PUT", path: "/meta-data/latest/api/token", headers: lasting });
  if (token instanceof TransportFailure) return token;
  const headers: Asked["headers"] = token.status === 200 ? { "x-metadata-token": token.body.trim() } : {};
  return ask(metadata, { method: "GET", path: "/openstack/latest/securitykey", headers });
}

interface Asked {
  readonly method: "GET" | "PUT";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function ask({ endpoint, transport }: Metadata, asked: Asked): Promise<HttpAnswer | TransportFailure> {
  const { path, ...rest } = asked;
  try {
    return await transport.send({ ...rest, url: new URL(`${endpoint}${path}`), ownConnection: true });
  } catch (error) {
    if (error instanceof TransportFailure) return error;
    throw error;
  }
}

function noKeys({ from, endpoint, elsewhere }: Metadata, answer: HttpAnswer | TransportFailure): WorkspaceError {
  const before = elsewhere === undefined ? "" : `none are set in ${elsewhere}, and `;
  const message = `No credentials were found: ${before}${from} (${endpoint}) ${whyNone(answer)}; set HW_ACCESS_KEY and HW_SECRET_KEY, or run this on a cloud server with an agency.`;
  return workspaceError("configuration", message, causeOf(answer));
}

function noKeysNow({ from, endpoint }: Metadata, answer: HttpAnswer | TransportFailure): WorkspaceError {
  const message = `Could not get new keys from ${from} (${endpoint}): it ${whyNone(answer)}, and the keys it gave before have ended or were refused.`;
  return workspaceError("unavailable", message, causeOf(answer));
}

function whyNone(answer: HttpAnswer | TransportFailure): string {
  if (answer instanceof TransportFailure) return "does not answer, as on any machine but a cloud server";
  // It says so with 401 and the words "Please configure Cloud Service Agency first".
  const hasNoAgency = answer.status === 401 || answer.status === 404;
  return hasNoAgency ? "knows of no agency of this cloud server" : `answered ${answer.status} and no keys`;
}

const causeOf = (answer: HttpAnswer | TransportFailure) =>
  answer instanceof TransportFailure ? { cause: answer } : {};
