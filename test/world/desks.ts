/** A pool of three desktops, a set of disks on the first of them, and what stories about the disks of one desktop ask. */
import { expect } from "@jest/globals";
import { z } from "zod";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { Effect, EffectKind, SimulatorOptions } from "../../simulator/index.ts";
import { office } from "./programs.ts";
import { createStack, type Outcome, type Program, type Stack } from "./stack.ts";
import { createWorld, type ProcessOptions, type World } from "./world.ts";

type UpOptions = Parameters<Stack["up"]>[1];

export interface Desk {
  readonly world: World;
  readonly stack: Stack;
  /** The desktop that has the set. */
  readonly desktop: { readonly id: string; readonly name: string };
  /** The program with these disks on the desktop. */
  program(volumes: Plain, set?: Plain): Program;
  up(volumes: Plain, set?: Plain, options?: UpOptions): Promise<Outcome>;
  preview(volumes: Plain, set?: Plain, options?: ProcessOptions): Promise<Outcome>;
  /** Another person gives the desktop a disk of its own; its EVS id. */
  gift(type: string, size: number): string;
  /** Another person takes one away. */
  take(volume: string): void;
  /** From here on `changes` and `effects` count. */
  mark(): void;
  /** Calls that change disks, in their order: `AddVolumes 200`. */
  changes(): string[];
  effects(kind: EffectKind): Effect[];
  /** The disks of each desktop: `SAS 100, SSD 50`. */
  disks(): string[];
  /** Key → EVS id, from the state. */
  ids(): Record<string, string>;
  outs(): Plain;
  /** The program is what is there: an empty preview, and refreshes that change nothing. */
  expectSettled(volumes: Plain, set?: Plain): Promise<void>;
}

/** `pool`: disks of the pool itself, which no set of a desktop ever touches. */
export interface DeskOptions extends Omit<SimulatorOptions, "now" | "time"> {
  readonly pool?: Plain;
}

const texts = z.record(z.string(), z.string());

export async function openDesk({ pool: poolVolumes, ...options }: DeskOptions = {}): Promise<Desk> {
  const world = await createWorld(options);
  const stack = createStack(world);
  const owners: Program = {
    office: { kind: "DesktopPool", args: office },
    ...(poolVolumes === undefined
      ? {}
      : { pool: { kind: "PoolVolumeSet", args: { poolId: { id: "office" }, volumes: poolVolumes } } }),
  };
  const made = await stack.up(owners);
  expect(made.errors).toEqual([]);
  const desktops = () => world.simulator.state().pools[0]?.desktops ?? [];
  const [first] = desktops();
  if (first === undefined) throw new Error("the pool has no desktop");
  const desktop = { id: first.id, name: first.name };
  let marked = 0;
  const program = (volumes: Plain, set: Plain = {}): Program => ({
    ...owners,
    desk: { kind: "DesktopVolumeSet", args: { desktopId: desktop.id, volumes, ...set } },
  });
  const desk: Desk = {
    world,
    stack,
    desktop,
    program,
    up: (volumes, set, o) => stack.up(program(volumes, set), o),
    preview: (volumes, set, o) => stack.preview(program(volumes, set), o),
    gift(type, size) {
      const before = new Set(desktops()[0]?.disks.map((d) => d.volumeId));
      world.simulator.act({ do: "addDesktopDisk", pool: "office", desktop: desktop.id, type, size });
      return desktops()[0]?.disks.find((d) => !before.has(d.volumeId))?.volumeId ?? "";
    },
    take(volume) {
      world.simulator.act({ do: "deleteDesktopDisk", pool: "office", desktop: desktop.id, volume });
    },
    mark() {
      const { calls, effects } = world.simulator.ledger();
      marked = Math.max(0, ...calls.map((x) => x.seq), ...effects.map((x) => x.seq));
    },
    changes: () =>
      world.simulator
        .ledger()
        .calls.filter((c) => c.seq > marked && c.change && c.operation.endsWith("Volumes"))
        .map((c) => `${c.operation} ${c.status}`),
    effects: (kind) => world.simulator.ledger().effects.filter((e) => e.seq > marked && e.kind === kind),
    disks: () =>
      desktops().map((d) =>
        d.disks
          .map(({ type, size }) => `${type} ${size}`)
          .sort()
          .join(", "),
      ),
    ids: () => texts.parse(desk.outs().volumeIds ?? {}),
    outs: () => stack.outs("desk"),
    async expectSettled(volumes, set) {
      expect((await desk.preview(volumes, set)).did).toEqual([]);
      await stack.refresh();
      expect((await stack.refresh()).did).toEqual([]);
      expect((await desk.preview(volumes, set)).did).toEqual([]);
      expect(desk.outs().unfinished).toEqual({});
    },
  };
  desk.mark();
  return desk;
}

/** A story at a desk of its own; it is closed whatever happens. */
export async function atDesk(options: DeskOptions, story: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await openDesk(options);
  try {
    await story(desk);
  } finally {
    await desk.world.close();
  }
}
