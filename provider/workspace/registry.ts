/**
 * The one place for what a process shares: services with their tokens and connections, and the request budgets.
 * One per clock, so that tests with clocks of their own share nothing; a real process has one clock.
 */
import { createHash } from "node:crypto";
import { type Authenticator, anonymous, createAuthenticator } from "./auth/authenticator.ts";
import { findProjectId } from "./auth/projects.ts";
import { createWorkspaceClient } from "./client.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log/log.ts";
import { createTransport, type Timeouts, type Transport } from "./requests/http.ts";
import { createLimiter, type Limiter } from "./requests/limiter.ts";
import { createRequests } from "./requests/requests.ts";
import { createServerTime, type ServerTime } from "./requests/server-time.ts";
import type { WorkspaceService } from "./service.ts";
import type { CredentialSource, Settings } from "./settings.ts";
import { userAgent } from "./version.ts";

interface Shared {
  readonly services: Map<string, Promise<WorkspaceService>>;
  readonly limiters: Map<string, Limiter>;
}

const sharedByClock = new WeakMap<Clock, Shared>();

export interface ServiceParts {
  readonly clock: Clock;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
  /** Default: nothing is written. */
  readonly log?: Log;
  /** Real time, whatever the clock says; for tests of silence. Default: the ones of `http.ts`. */
  readonly timeouts?: Partial<Timeouts>;
}

/** The service for these settings, the same one for the same settings. Looks up the project id where none is given. */
export function createService(settings: Settings, parts: ServiceParts): Promise<WorkspaceService> {
  const shared = sharedOf(parts.clock);
  const key = fingerprint(settings);
  const known = shared.services.get(key);
  if (known !== undefined) return known;
  const made = makeService(settings, parts, shared);
  shared.services.set(key, made);
  // A look-up that failed is asked again next time.
  made.catch(() => shared.services.delete(key));
  return made;
}

function sharedOf(clock: Clock): Shared {
  const known = sharedByClock.get(clock);
  if (known !== undefined) return known;
  const made: Shared = { services: new Map(), limiters: new Map() };
  sharedByClock.set(clock, made);
  return made;
}

async function makeService(settings: Settings, parts: ServiceParts, shared: Shared): Promise<WorkspaceService> {
  const transport = createTransport(parts.clock, { ...settings, userAgent }, parts.timeouts);
  const serverTime = createServerTime(parts.clock);
  const iam = iamOf(settings, parts, shared, { transport, serverTime });
  const { region } = settings.place;
  const projectId = settings.place.projectId ?? (await findProjectId(iam.requests, region, iam.until()));
  const limiter = limiterOf(shared, parts.clock, `${settings.endpoint} ${projectId}`, settings.maxRequestsPerSecond);
  const requests = createRequests({
    endpoint: settings.endpoint,
    headers: { "x-project-id": projectId },
    authenticator: iam.authenticator,
    transport,
    limiter,
    serverTime,
    ...parts,
  });
  const { endpoint } = settings;
  const { clock, random } = parts;
  return createWorkspaceClient({ place: { region, projectId }, endpoint, clock, random, serverTime, requests });
}

interface Wires {
  readonly transport: Transport;
  readonly serverTime: ServerTime;
}

/** IAM has a budget of its own, and two ways to ask: as nobody for a token, and as ourselves for the rest. */
function iamOf(settings: Settings, parts: ServiceParts, shared: Shared, wires: Wires) {
  const { place, iamEndpoint, credentials, maxRequestsPerSecond } = settings;
  const limiter = limiterOf(shared, parts.clock, iamEndpoint, maxRequestsPerSecond);
  const ask = (authenticator: Authenticator) =>
    createRequests({ endpoint: iamEndpoint, authenticator, limiter, ...wires, ...parts });
  const scope = place.projectId === undefined ? { name: place.region } : { id: place.projectId };
  const authenticator = createAuthenticator({ credentials, clock: parts.clock, iam: ask(anonymous), scope });
  return { authenticator, requests: ask(authenticator), until: () => ({ deadline: parts.clock.now() + lookUpMs }) };
}

const lookUpMs = 60_000;

function limiterOf(shared: Shared, clock: Clock, key: string, perSecond: number): Limiter {
  const known = shared.limiters.get(key);
  known?.atMost(perSecond);
  const limiter = known ?? createLimiter(clock, perSecond);
  shared.limiters.set(key, limiter);
  return limiter;
}

/** A hash, so that no key of this table is a secret. Where values came from does not matter. */
function fingerprint({ sources: _sources, credentials, ...settings }: Settings): string {
  return createHash("sha256")
    .update(JSON.stringify([settings, whoAsks(credentials)]))
    .digest("hex");
}

function whoAsks(source: CredentialSource): unknown {
  return source.kind === "given" ? [source.from, source.read()] : source;
}
