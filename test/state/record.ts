/**
 * Records states of this release: `node test/state/record.ts`. Each is made by the real hooks against the simulator. A file that
 * is there is never written again: what a release has left behind, no later one may change.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failing } from "../world/faults.ts";
import { officeWith } from "../world/programs.ts";
import { createStack, Killed, type Program, type Stack } from "../world/stack.ts";
import { createWorld, type World } from "../world/world.ts";
import { type Fixture, pathOf } from "./fixture.ts";

interface Scene {
  readonly world: World;
  readonly stack: Stack;
}

interface Recording {
  readonly name: string;
  readonly what: string;
  readonly dialects?: Readonly<Record<string, string>>;
  /** Plays it, and answers the last program. */
  readonly play: (scene: Scene) => Promise<Program>;
}

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const consented = { forceDestroy: true };
const forced = { forceDestroy: "with-disks" };

const inOffice = (volumes: Record<string, unknown>, set: Record<string, unknown> = {}): Program =>
  officeWith(volumes, { ...consented, ...set }, forced);

/** The pool, and disks of its first desktop only. */
function atDesk({ world }: Scene, volumes: Record<string, unknown>, set: Record<string, unknown> = {}): Program {
  const desktopId = world.simulator.state().pools[0]?.desktops[0]?.id;
  return { ...onlyPool(), desk: { kind: "DesktopVolumeSet", args: { desktopId, volumes, ...consented, ...set } } };
}

function onlyPool(pool: Record<string, unknown> = {}): Program {
  const { disks: _set, ...others } = officeWith({}, {}, { ...forced, ...pool });
  return others;
}

async function up(stack: Stack, program: Program, isFine = true): Promise<Program> {
  const { errors } = await stack.up(program);
  if (errors.length > 0 === isFine) throw new Error(`the recording went another way: ${errors.join("\n")}`);
  return program;
}

function act({ world }: Scene, asked: Parameters<World["simulator"]["act"]>[0]): string {
  return String(world.simulator.act(asked).disk);
}

/** The process is dead before anything reaches the state: the next one finds its disks. */
async function diesAfter(
  { stack }: Scene,
  program: Program,
  call: "addDesktopPoolVolumes" | "deleteDesktopPoolVolumes",
) {
  const dying = stack.up(program, {
    meddle: (service) => ({
      ...service,
      async [call](
        ...args: Parameters<typeof service.addDesktopPoolVolumes & typeof service.deleteDesktopPoolVolumes>
      ) {
        await service[call](...args);
        throw new Killed();
      },
    }),
  });
  await dying.then(
    () => {
      throw new Error("nobody died");
    },
    (error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    },
  );
}

const recordings: readonly Recording[] = [
  {
    name: "settled",
    what: "a quiet set: disks added, taken over, recovered and protected, one in no key, a consent that was spent, a desktop more than its pool began with",
    async play(scene) {
      const { stack } = scene;
      await up(stack, inOffice({ data, scratch, gone: logs }));
      await diesAfter(
        scene,
        inOffice({ data, scratch, gone: logs, found: { type: "SSD", size: 70 } }),
        "addDesktopPoolVolumes",
      );
      const legacy = {
        type: "SAS",
        size: 40,
        id: act(scene, { do: "addDisk", pool: "office", type: "SAS", size: 40 }),
      };
      act(scene, { do: "addDisk", pool: "office", type: "SSD", size: 20 });
      const volumes = {
        data: { ...data, size: 120, deletionProtection: true },
        scratch,
        found: { type: "SSD", size: 70 },
        legacy,
      };
      await up(stack, inOffice({ ...volumes, gone: logs }));
      await up(stack, inOffice(volumes, { allowDataLoss: { gone: "OPS-7" } }));
      const program = officeWith(
        { ...volumes, data: { ...volumes.data, deletionProtection: false } },
        { ...consented, allowDataLoss: { gone: "OPS-7" } },
        { ...forced, size: 4, tags: { team: "sales" }, description: "the second floor" },
      );
      return up(stack, program);
    },
  },
  {
    name: "pending",
    what: "the time was up while the job of an add went on",
    async play({ stack, world }) {
      await up(stack, inOffice({ data }));
      world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { slow: 30 } } });
      await up(stack, inOffice({ data, scratch, logs }, { timeouts: { update: "2m" } }), false);
      return inOffice({ data, scratch, logs });
    },
  },
  {
    name: "lost-answer",
    what: "the answer to an add was lost, and the time was up before it was known what became of it",
    async play({ stack, world }) {
      await up(stack, inOffice({ data }));
      world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { dropBefore: true } });
      await up(stack, inOffice({ data, scratch }, { timeouts: { update: "20s" } }), false);
      return inOffice({ data, scratch });
    },
  },
  {
    name: "failed",
    what: "an add and an expansion that failed on one desktop of three",
    async play({ stack, world }) {
      await up(stack, inOffice({ data }));
      world.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: failing(1) });
      await up(stack, inOffice({ data: { ...data, size: 120 } }), false);
      return inOffice({ data: { ...data, size: 120 } });
    },
  },
  {
    name: "failed-delete",
    what: "a deletion that failed on one desktop of three",
    dialects: { "failed-change-template": "applied" },
    async play({ stack, world }) {
      await up(stack, inOffice({ data, scratch }));
      world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(1) });
      await up(stack, inOffice({ data }), false);
      return inOffice({ data });
    },
  },
  {
    name: "replacing",
    what: "a consented replacement whose new disk is there and whose old one is not deleted yet",
    async play({ stack, world }) {
      await up(stack, inOffice({ data, scratch }));
      world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(3) });
      const program = inOffice({ data, scratch: { ...scratch, size: 20 } }, { allowDataLoss: { scratch: "OPS-9" } });
      return up(stack, program, false);
    },
  },
  {
    name: "vanished",
    what: "a disk that somebody has deleted, and a refresh after it",
    async play(scene) {
      const { stack, world } = scene;
      await up(stack, inOffice({ data, scratch }));
      const [disk] = world.simulator.state().pools[0]?.disks ?? [];
      act(scene, { do: "deleteDisk", pool: "office", disk: disk?.id ?? "" });
      await stack.refresh();
      return inOffice({ data, scratch });
    },
  },
  {
    name: "vanished-protected",
    what: "a protected disk that somebody has deleted, and a refresh after it; the program has ended the protection since",
    async play(scene) {
      const { stack } = scene;
      await up(stack, inOffice({ data, scratch: { ...scratch, deletionProtection: true } }));
      const { scratch: disk } = Object(stack.outs("disks").volumeIds);
      act(scene, { do: "deleteDisk", pool: "office", disk: String(disk) });
      await stack.refresh();
      return inOffice({ data, scratch: { ...scratch, deletionProtection: false } });
    },
  },
  {
    name: "narrow",
    what: "a set whose last disk was added only for desktops that are made from now on",
    async play({ stack }) {
      await up(stack, inOffice({ data }));
      return up(stack, inOffice({ data, scratch }, { handleType: "ONLY_FOR_EXPAND" }));
    },
  },
  {
    name: "pool-pending",
    what: "the time was up while the desktops of a new pool were made",
    async play({ stack, world }) {
      world.simulator.fault({ route: "CreateDesktopPool", effect: { job: { slow: 60 } } });
      const late = officeWith({ data }, consented, { ...forced, timeouts: { create: "5m" } });
      await up(stack, late, false);
      return inOffice({ data });
    },
  },
  {
    name: "desk-pending",
    what: "disks of one desktop; the time was up while the job of an add went on",
    async play(scene) {
      const { stack, world } = scene;
      await up(stack, onlyPool());
      await up(stack, atDesk(scene, { data }));
      world.simulator.fault({ route: "AddVolumes", effect: { job: { slow: 30 } } });
      await up(stack, atDesk(scene, { data, scratch, logs }, { timeouts: { update: "2m" } }), false);
      return atDesk(scene, { data, scratch, logs });
    },
  },
  {
    name: "desk-replacing",
    what: "disks of one desktop; a consented replacement whose new disk is there and whose old one is not deleted yet",
    async play(scene) {
      const { stack, world } = scene;
      await up(stack, onlyPool());
      await up(stack, atDesk(scene, { data, scratch }));
      world.simulator.fault({ route: "DeleteDesktopVolumes", effect: { job: { outcome: "fail" } } });
      const smaller = { data, scratch: { ...scratch, size: 20 } };
      return up(stack, atDesk(scene, smaller, { allowDataLoss: { scratch: "OPS-9" } }), false);
    },
  },
  {
    name: "retired-open",
    what: "two desktops to be retired, of which one could not be deleted",
    async play({ stack, world }) {
      await up(stack, onlyPool());
      const [one, two] = world.simulator.state().pools[0]?.desktops ?? [];
      const desktops = Object.fromEntries([one, two].map((d) => [d?.name, d?.id]));
      world.simulator.fault({ route: "BatchDeleteDesktops", effect: failing(1) });
      const args = { poolId: { id: "office" }, poolSize: 3, desktops };
      return up(stack, { ...onlyPool(), old: { kind: "RetiredDesktops", args } }, false);
    },
  },
  {
    name: "pool-behind",
    what: "another product that one desktop of three has not got",
    async play({ stack, world }) {
      await up(stack, onlyPool());
      world.simulator.fault({ route: "ResizeDesktopPool", effect: failing(1) });
      return up(stack, onlyPool({ productId: "workspace.c4.large" }), false);
    },
  },
];

for (const recording of recordings) {
  const path = pathOf(recording.name);
  if (existsSync(path)) process.stdout.write(`${path} is there: it stays as it is\n`);
  else writeFileSync(path, `${JSON.stringify(await recorded(recording), undefined, 2)}\n`);
}

async function recorded({ name, what, dialects = {}, play }: Recording): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), "state-"));
  const file = join(folder, "service.json");
  try {
    const world = await createWorld({ seed: name, dialects, state: file, ledgerCap: 1 });
    const stack = createStack(world);
    const program = await play({ world, stack }).finally(() => world.close());
    const resources = [...stack.state].map(([key, stored]) => [key, stored] as const);
    const schema = Number(stack.outs("office").schema);
    const service: unknown = JSON.parse(readFileSync(file, "utf8"));
    return { what, schema, time: world.clock.now(), program, resources, service };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
