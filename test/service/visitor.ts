/** For stories of who asks: a strict simulator on a shared clock with one pool of two desktops, and services of any credentials. */
import { createService } from "../../provider/workspace/registry.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { CredentialSource, Credentials, Settings } from "../../provider/workspace/settings.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { type TestClock, testClock } from "../clock.ts";

export const tenant = {
  key: { kind: "access key", accessKey: "SIMULATORAK", secretKey: "simulator-secret-key" },
  reader: { kind: "access key", accessKey: "SIMULATORREADERAK", secretKey: "simulator-reader-secret-key" },
  user: { kind: "password", userName: "simulator", password: "simulator-password", domainName: "simulator" },
} as const satisfies Readonly<Record<string, Credentials>>;

export const agency = {
  agencyName: "simulator-agency",
  domain: { name: "simulator" },
  from: "HW_ASSUME_ROLE_AGENCY_NAME",
} as const;

export const poolId = "office";
/** Long enough for every story. */
export const until = { deadline: Date.UTC(2030, 0, 1) };

export interface Stage {
  readonly simulator: Simulator;
  readonly clock: TestClock;
  /** A service in this tenant's project, unless told otherwise. */
  connect(credentials: Credentials | CredentialSource, changed?: Partial<Settings>): Promise<WorkspaceService>;
  /** The metadata of the cloud server that this process pretends to run on. */
  readonly metadata: CredentialSource;
  /** `ListDesktopPools 200 simulator`, in the order in which they came. */
  calls(): string[];
  /** How many calls of these operations came. */
  count(...operations: readonly string[]): number;
  /** Resolves when so many calls are held by a fault. */
  holds(calls: number): Promise<void>;
}

export const tokenCall = "KeystoneCreateUserTokenByPassword";
export const keysCall = "CreateTemporaryAccessKey";
export const metadataCall = "ShowSecurityKey";

/** A story on a stage of its own. */
export async function onStage(
  story: (stage: Stage) => Promise<void>,
  options: Omit<SimulatorOptions, "now" | "time"> = {},
): Promise<void> {
  const clock = testClock({ start: Date.UTC(2026, 10, 21, 8) });
  const load = { version: 1, pools: [{ name: "office", id: poolId, disks: [{ size: 100 }], desktops: 2 }] };
  const simulator = await startSimulator({ auth: "strict", jobSeconds: 60, load, ...options, now: clock.now });
  const called = () => simulator.ledger().calls;
  const { url } = simulator;
  try {
    await story({
      simulator,
      clock,
      metadata: { kind: "metadata", from: "the ECS metadata service", endpoint: url },
      connect: (credentials, changed = {}) =>
        createService(settingsOf(simulator, credentials, changed), { clock, random: () => 0.5 }),
      calls: () => called().map(({ operation, status, actor }) => `${operation} ${status} ${actor}`),
      count: (...operations) => called().filter(({ operation }) => operations.includes(operation)).length,
      async holds(calls) {
        for (let turn = 0; simulator.held() < calls; turn += 1) {
          if (turn > 100_000) throw new Error(`only ${simulator.held()} of ${calls} calls are held`);
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
    });
  } finally {
    await simulator.close();
  }
}

function settingsOf(
  { url, tenant: { projectId, region } }: Simulator,
  credentials: Credentials | CredentialSource,
  changed: Partial<Settings>,
): Settings {
  return {
    place: { region, projectId },
    endpoint: url,
    iamEndpoint: url,
    credentials: "from" in credentials ? credentials : found("HW_ACCESS_KEY", () => credentials),
    insecure: false,
    maxRequestsPerSecond: 3,
    sources: {},
    ...changed,
  };
}

/** A source that is read for each try. */
export const found = (from: string, read: () => Credentials): CredentialSource => ({ kind: "given", from, read });

/** A token that somebody got elsewhere. */
export async function givenToken({ simulator: { url } }: Stage): Promise<Credentials> {
  const user = { name: "simulator", password: tenant.user.password, domain: { name: "simulator" } };
  const scope = { project: { name: "ap-southeast-1" } };
  const body = JSON.stringify({ auth: { identity: { methods: ["password"], password: { user } }, scope } });
  const headers = { "content-type": "application/json" };
  const reply = await fetch(`${url}/v3/auth/tokens`, { method: "POST", body, headers });
  return { kind: "token", token: reply.headers.get("x-subject-token") ?? "" };
}
