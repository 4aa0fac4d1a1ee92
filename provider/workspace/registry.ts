/**
 * The one place for what a process shares: services with their tokens and connections, and the request budgets.
 * One per clock, so that tests with clocks of their own share nothing; a real process has one clock.
 */
import { createHash } from "node:crypto";
import { type Authenticator, createAuthenticator } from "./auth/authenticator.ts";
import { isIamNear, tokenNotShown } from "./auth/far-iam.ts";
import { createIdentity } from "./auth/identities.ts";
import { metadataTimeoutMs } from "./auth/metadata.ts";
import { findProjectId } from "./auth/projects.ts";
import { createWorkspaceClient } from "./client.ts";
import type { Clock } from "./clock.ts";
import { type Crowd, createCrowd } from "./jobs/crowd.ts";
import type { Log } from "./log/log.ts";
import { createTransport, type Transport } from "./requests/http.ts";
import { createLimiter, type Limiter } from "./requests/limiter.ts";
import { createRequests, type Requests } from "./requests/requests.ts";
import { createRetryBudget, type RetryBudget } from "./requests/retry-budget.ts";
import { createServerTime, type ServerTime } from "./requests/server-time.ts";
import type { Timeouts } from "./requests/watch.ts";
import type { WorkspaceService } from "./service.ts";
import type { CredentialSource, Settings } from "./settings.ts";
import { userAgent } from "./version.ts";

interface Shared {
  /** The one that was asked for last stands last. */
  readonly services: Map<string, Promise<WorkspaceService>>;
  /** By endpoint and project: a rotated key changes nothing about how much may be asked. */
  readonly limiters: Map<string, Limiter>;
  /** By endpoint and project, as the budget that they share. */
  readonly crowds: Map<string, Crowd>;
  /** By endpoint. */
  readonly serverTimes: Map<string, ServerTime>;
  readonly retryBudget: RetryBudget;
}

/** In a process that lives on while keys are rotated; what falls out is made anew when it is asked for again. */
const mostServices = 32;

const sharedByClock = new WeakMap<Clock, Shared>();

export interface ServiceParts {
  readonly clock: Clock;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
  /** Default: nothing is written. */
  readonly log?: Log;
  /** What runs us, as the User-Agent names it: `pulumi-sdk/3.270.0`. Default: not named. */
  readonly host?: string;
  /** Real time, whatever the clock says; for tests of silence. Default: `defaultTimeouts`. */
  readonly timeouts?: Partial<Timeouts>;
}

/** The service for these settings, the same one for the same settings. Looks up the project id where none is given. */
export async function createService(settings: Settings, parts: ServiceParts): Promise<WorkspaceService> {
  const shared = sharedOf(parts.clock);
  const key = fingerprint(settings);
  const service = shared.services.get(key) ?? makeService(settings, parts, shared);
  keep(shared, key, service);
  return service;
}

function keep({ services }: Shared, key: string, service: Promise<WorkspaceService>): void {
  services.delete(key);
  services.set(key, service);
  // A look-up that failed is asked again next time.
  service.catch(() => services.get(key) === service && services.delete(key));
  const [oldest] = services.keys();
  if (oldest !== undefined && services.size > mostServices) services.delete(oldest);
}

function sharedOf(clock: Clock): Shared {
  const known = sharedByClock.get(clock);
  if (known !== undefined) return known;
  const made: Shared = {
    services: new Map(),
    limiters: new Map(),
    crowds: new Map(),
    serverTimes: new Map(),
    retryBudget: createRetryBudget(),
  };
  sharedByClock.set(clock, made);
  return made;
}

async function makeService(settings: Settings, parts: ServiceParts, shared: Shared): Promise<WorkspaceService> {
  const { endpoint, maxRequestsPerSecond } = settings;
  const { clock, random } = parts;
  parts.log?.info("configuration", settings.sources);
  const transport = createTransport(clock, { ...settings, userAgent: userAgent(parts.host) }, parts.timeouts);
  const serverTime = serverTimeOf(shared, clock, endpoint);
  const { authenticator, projectId } = await whoAndWhere(settings, parts, { shared, transport });
  const requests = createRequests({
    endpoint,
    headers: { "x-project-id": projectId },
    authenticator,
    transport,
    limiter: limiterOf(shared, clock, `${endpoint} ${projectId}`, maxRequestsPerSecond),
    retryBudget: shared.retryBudget,
    serverTime,
    ...parts,
  });
  const place = { region: settings.place.region, projectId };
  const service = createWorkspaceClient({ place, endpoint, clock, random, serverTime, requests });
  const crowd = crowdOf(shared, `${endpoint} ${projectId}`, maxRequestsPerSecond);
  return { ...service, crowd, ...(parts.log === undefined ? {} : { log: parts.log }) };
}

interface Wires {
  readonly shared: Shared;
  readonly transport: Transport;
}

/** Who asks, and in which project: the given one, or the token's own, or the one that IAM knows by its name. */
async function whoAndWhere(settings: Settings, parts: ServiceParts, wires: Wires) {
  const { clock } = parts;
  const { place } = settings;
  const iam = iamOf(settings, parts, wires);
  const timeouts = { connectMs: metadataTimeoutMs, answerMs: metadataTimeoutMs };
  const metadata = createTransport(clock, { userAgent: userAgent(parts.host), insecure: false }, timeouts);
  const identity = createIdentity({ ...settings, iam, metadata, clock });
  const authenticator = createAuthenticator(identity, clock);
  const { region, projectId: given, projectName = region } = place;
  if (given === undefined) refuseToShowToken(settings);
  const projectId = given ?? (await identity.projectId()) ?? (await find(iam(authenticator), projectName, clock));
  return { authenticator, projectId };
}

/** The look-up of a project would show a given token to IAM. */
function refuseToShowToken(settings: Settings): void {
  const { credentials } = settings;
  if (isIamNear(settings) || credentials.kind !== "given" || credentials.read().kind !== "token") return;
  const instead = "set huaweicloud:projectId (HW_PROJECT_ID), and nothing is looked up";
  throw tokenNotShown({ ...settings, from: credentials.from, what: "look up the project", instead });
}

/** IAM has a budget of its own. */
function iamOf({ iamEndpoint, maxRequestsPerSecond }: Settings, parts: ServiceParts, { shared, transport }: Wires) {
  const limiter = limiterOf(shared, parts.clock, iamEndpoint, maxRequestsPerSecond);
  const serverTime = serverTimeOf(shared, parts.clock, iamEndpoint);
  const { retryBudget } = shared;
  const wires = { endpoint: iamEndpoint, limiter, retryBudget, transport, serverTime };
  return (authenticator: Authenticator, headers: Readonly<Record<string, string>> = {}): Requests =>
    createRequests({ ...wires, headers, authenticator, ...parts });
}

function find(iam: Requests, projectName: string, clock: Clock): Promise<string> {
  return findProjectId(iam, projectName, { deadline: clock.now() + lookUpMs });
}

const lookUpMs = 60_000;

function serverTimeOf({ serverTimes }: Shared, clock: Clock, endpoint: string): ServerTime {
  const serverTime = serverTimes.get(endpoint) ?? createServerTime(clock);
  serverTimes.set(endpoint, serverTime);
  return serverTime;
}

function limiterOf(shared: Shared, clock: Clock, key: string, perSecond: number): Limiter {
  const known = shared.limiters.get(key);
  known?.atMost(perSecond);
  const limiter = known ?? createLimiter(clock, perSecond);
  shared.limiters.set(key, limiter);
  return limiter;
}

function crowdOf({ crowds }: Shared, key: string, perSecond: number): Crowd {
  const crowd = crowds.get(key) ?? createCrowd(perSecond);
  crowd.atMost(perSecond);
  crowds.set(key, crowd);
  return crowd;
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
