/** The place of every story: one simulator that speaks one dialect, and a pool of its own for each story. */
import { createService } from "../../../provider/workspace/registry.ts";
import type { Until, WorkspaceService } from "../../../provider/workspace/service.ts";
import { chooseDialects } from "../../../simulator/dialects/choose.ts";
import type { DialectName } from "../../../simulator/dialects/table.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../simulator/index.ts";
import { type TestClock, testClock } from "../../clock.ts";

const startedAt = Date.UTC(2026, 10, 21, 8);
const patienceMs = 600_000;

export interface Scene {
  readonly simulator: Simulator;
  readonly service: WorkspaceService;
  readonly clock: TestClock;
  /** What the simulator's region answers where sources disagree. */
  says(dialect: DialectName): string;
}

/** What a story finds: a pool of two running desktops with one disk, of which the first desktop has one more of its own. */
export interface Given extends Scene {
  readonly name: string;
  readonly pool: string;
  /** Ids of the pool's disks. */
  readonly rootDisk: string;
  readonly disk: string;
  readonly desktops: readonly [string, string];
  /** Names of the desktops. */
  readonly names: readonly [string, string];
  /** EVS ids: of the first desktop's copy of the pool's disk, and of its own disk. */
  readonly copy: string;
  readonly own: string;
  /** When the story began. */
  readonly at: number;
  readonly until: Until;
}

export async function openScene(options: Omit<SimulatorOptions, "now" | "time"> = {}): Promise<Scene> {
  const clock = testClock({ start: startedAt });
  const simulator = await startSimulator({ jobSeconds: 60, ...options, now: clock.now });
  const credentials = { kind: "access key", accessKey: "SIMULATORAK", secretKey: "simulator-secret-key" } as const;
  const settings = {
    place: { region: simulator.tenant.region, projectId: simulator.tenant.projectId },
    endpoint: simulator.url,
    iamEndpoint: simulator.url,
    credentials: { kind: "given", from: "the test", read: () => credentials } as const,
    insecure: false,
    maxRequestsPerSecond: 1000,
    sources: {},
  };
  const service = await createService(settings, { clock, random: () => 0.5 });
  return { simulator, service, clock, says: chooseDialects(options.dialects) };
}

export function giveTo(scene: Scene, name: string): Given {
  const { simulator } = scene;
  const made = simulator.act({
    do: "createPool",
    pool: name,
    desktops: 2,
    volumes: [{ size: 50, type: "SAS" }],
    body: {
      description: "for the tests",
      product_id: "product",
      image_id: "image",
      vpc_id: "vpc",
      subnet_ids: ["subnet", "second"],
      security_groups: [{ id: "group" }],
      tags: [{ key: "team", value: "a" }, { key: "bare" }],
    },
  });
  const pool = String(made.pool);
  const desktop = poolOf(simulator, pool).desktops[0]?.id ?? "";
  const { volume } = simulator.act({ do: "addDesktopDisk", pool, desktop, size: 20, type: "GPSSD2" });
  const { rootDisk, disks, desktops } = poolOf(simulator, pool);
  const [one, two] = desktops;
  if (one === undefined || two === undefined) throw new Error("the pool has no two desktops");
  return {
    ...scene,
    name,
    pool,
    rootDisk: rootDisk.id,
    disk: disks[0]?.id ?? "",
    desktops: [one.id, two.id],
    names: [one.name, two.name],
    copy: one.disks[0]?.volumeId ?? "",
    own: String(volume),
    at: scene.clock.now(),
    until: { deadline: scene.clock.now() + patienceMs },
  };
}

export function poolOf({ state }: Simulator, id: string) {
  const pool = state().pools.find((candidate) => candidate.id === id);
  if (pool === undefined) throw new Error(`there is no pool ${id}`);
  return pool;
}
