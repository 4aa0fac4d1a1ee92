// What may happen in a history. A deed is drawn as plain numbers and given its meaning by what there is when its turn
// comes, so that every history is one that clients and people could really have made.

import fc from "fast-check";
import type { Bench, Reply } from "../simulator/client.ts";

export interface Deed {
  readonly what: keyof typeof deeds;
  /** Which pool, which disk or desktop, how much. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

type State = ReturnType<Bench["simulator"]["state"]>;
type Pool = State["pools"][number];

interface Turn extends Omit<Deed, "what"> {
  readonly at: Bench;
  readonly pool: Pool;
}

const handleTypes = ["ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL"];
const pick = <T>(items: readonly T[], index: number): T | undefined => items[index % Math.max(1, items.length)];
const size = (n: number) => ((n % 30) + 1) * 10;
const handle = ({ b }: Turn) => ({ handle_type: pick(handleTypes, b) });
const post = ({ at, pool }: Turn, path: string, body: object) =>
  at.send("POST", `/desktop-pools/${pool.id}${path}`, body);
const desktop = ({ pool, b }: Turn) => pick(pool.desktops, b);

const onDisk = (turn: Turn, call: (id: string, size: number) => Promise<Reply>) => {
  const disk = pick(turn.pool.disks, turn.c);
  return disk ? call(disk.id, disk.size) : undefined;
};

const onDesktop = (turn: Turn, call: (one: Pool["desktops"][number]) => Promise<Reply> | undefined) => {
  const one = desktop(turn);
  return one ? call(one) : undefined;
};

/** Does it, or does nothing when there is nothing to do it to. */
type Play = (turn: Turn) => Promise<unknown> | unknown;

const deeds = {
  addDisks: (turn) =>
    post(turn, "/volumes/batch-add", { volumes: [{ type: "SAS", size: size(turn.c) }], ...handle(turn) }),
  addTwoDisks: (turn) =>
    post(turn, "/volumes/batch-add", { volumes: [10, 20].map((gb) => ({ type: "SSD", size: gb })), ...handle(turn) }),
  expandDisk: (turn) =>
    onDisk(turn, (id, gb) =>
      post(turn, "/volumes/batch-expand", {
        volumes: [{ id, type: pick(turn.pool.disks, turn.c)?.type, size: gb + 10 }],
        ...handle(turn),
      }),
    ),
  deleteDisk: (turn) =>
    onDisk(turn, (id, gb) =>
      post(turn, "/volumes/batch-delete", {
        volumes: [{ id, type: pick(turn.pool.disks, turn.c)?.type, size: gb }],
        ...handle(turn),
      }),
    ),
  repairDesktop: (turn) =>
    onDesktop(turn, ({ id }) =>
      onDisk(turn, (disk, gb) =>
        post(turn, "/volumes/batch-add", { volumes: [{ id: disk, type: "SAS", size: gb }], desktop_ids: [id] }),
      ),
    ),
  expandPool: (turn) => post(turn, "/expand", { size: (turn.c % 2) + 1 }),
  deleteDesktop: (turn) =>
    onDesktop(turn, ({ id }) => turn.at.send("POST", "/desktops/batch-delete", { desktop_ids: [id] })),
  deleteDesktopDisk: (turn) =>
    onDesktop(turn, ({ id, disks }) => {
      const disk = pick(disks, turn.c);
      const body = { volume_ids: [disk?.volumeId] };
      return disk ? turn.at.send("POST", `/desktops/${id}/volumes/batch-delete`, body) : undefined;
    }),
  addDesktopDisk: (turn) =>
    onDesktop(turn, ({ id }) =>
      turn.at.send("POST", `/desktops/${id}/volumes`, { volumes: [{ type: "SAS", size: size(turn.c) }] }),
    ),
  update: (turn) => turn.at.send("PUT", `/desktop-pools/${turn.pool.id}`, { description: `text ${turn.c}` }),
  rename: (turn) => turn.at.send("PUT", `/desktop-pools/${turn.pool.id}`, { name: `pool-${turn.b % 5}` }),
  autoscale: (turn) =>
    turn.at.send("PUT", `/desktop-pools/${turn.pool.id}`, {
      enable_autoscale: turn.b % 2 === 0,
      autoscale_policy: { autoscale_type: "AUTO_CREATED", max_auto_created: 3, min_idle: turn.c % 3 },
    }),
  resize: (turn) =>
    post(turn, "/resize", { product_id: `product-${turn.c % 3}`, mode: "STOP_DESKTOP", ...handle(turn) }),
  rebuild: (turn) => post(turn, "/rebuild", { image_type: "gold", image_id: `image-${turn.c % 3}`, ...handle(turn) }),
  action: (turn) =>
    post(turn, "/action", { op_type: pick(["os-stop", "os-start", "reboot", "hibernate"], turn.c), type: "SOFT" }),
  deletePool: (turn) => turn.at.send("DELETE", `/desktop-pools/${turn.pool.id}`),
  personAddsDisk: ({ at, pool, c }) => at.simulator.act({ do: "addDisk", pool: pool.id, size: size(c) }),
  personAddsDesktop: ({ at, pool }) => at.simulator.act({ do: "addDesktop", pool: pool.id }),
  personDeletesDisk: ({ at, pool, c }) => {
    const disk = pick(pool.disks, c);
    return disk && at.simulator.act({ do: "deleteDisk", pool: pool.id, disk: disk.id });
  },
  personDeletesDesktop: (turn) => {
    const one = desktop(turn);
    return one && turn.at.simulator.act({ do: "deleteDesktop", pool: turn.pool.id, desktop: one.id });
  },
  personLogsIn: (turn) => {
    const one = desktop(turn);
    const who = turn.c % 2 === 0 ? { user: "ann", loginStatus: "CONNECTED" } : { user: null };
    return one && turn.at.simulator.act({ do: "setDesktop", pool: turn.pool.id, desktop: one.id, ...who });
  },
  personSetsPool: ({ at, pool, b, c }) => {
    const status = pick(["STEADY", "ERROR", "EXIST_FROZEN"], c) ?? "STEADY";
    const chargingMode = b % 3 === 0 ? "0" : "1";
    return at.simulator.act({ do: "setPool", pool: pool.id, status, chargingMode });
  },
  personFreezesDesktop: (turn) => {
    const one = desktop(turn);
    const frozen = turn.c % 2 === 0;
    return one && turn.at.simulator.act({ do: "freeze", pool: turn.pool.id, desktops: [one.id], frozen });
  },
  jobFails: ({ at, c }) => nextJob(at, c % 2 === 0 ? "fail" : "stuck"),
  jobFailsInPart: ({ at }) => nextJob(at, "partial"),
  stuckJobEnds: ({ at, c }) => {
    const job = at.simulator.state().jobs[0];
    return job && at.simulator.act({ do: "endJob", job: job.id, outcome: c % 2 === 0 ? "success" : "fail" });
  },
  faultsGo: ({ at }) => at.simulator.clearFaults(),
  timePasses: ({ at, c }) => at.pass([0.1, 0.5, 1, 2, 5, 600][c % 6] ?? 1),
  savedAndLoaded: async ({ at }) => {
    const saved = await at.send("GET", "/_sim/save");
    return at.send("POST", "/_sim/load", saved.body);
  },
} satisfies Record<string, Play>;

function nextJob({ simulator }: Bench, outcome: "fail" | "partial" | "stuck"): void {
  simulator.fault({ method: "POST", route: "*/desktop*", effect: { job: { outcome } } });
}

export async function play(at: Bench, { what, a, b, c }: Deed): Promise<void> {
  const { pools } = at.simulator.state();
  // With few pools a history begins with one; later the number says which, or that there is to be another.
  const pool = pools.length < 3 && a % 6 === 0 ? undefined : pick(pools, a);
  if (pool) await deeds[what]({ at, pool, a, b, c });
  else await found(at, pools.length + a, c);
  // Half of all deeds are left to come to their end; the others meet those that follow.
  if (b % 2 === 0) at.pass(3);
}

function found(at: Bench, number: number, c: number) {
  return at.send("POST", "/desktop-pools", {
    name: `pool-${number % 9}`,
    type: "DYNAMIC",
    size: c % 4,
    product_id: "product-0",
    image_type: "gold",
    image_id: "image-0",
    root_volume: { type: "SAS", size: 80 },
    data_volumes: Array.from({ length: c % 3 }, (_, n) => ({ type: "SAS", size: size(n * 4) })),
    subnet_ids: ["subnet-1"],
  });
}

const draw = fc.nat({ max: 999 });
const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[])),
  a: draw,
  b: draw,
  c: draw,
});
export const histories: fc.Arbitrary<Deed[]> = fc.array(deed, { minLength: 4, maxLength: 16 });
