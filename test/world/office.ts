/** A pool of three desktops with a set of disks on it, and what stories about disks ask: of the state, the cloud and the ledger. */
import { expect } from "@jest/globals";
import { z } from "zod";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { AnyAct, Call, Effect, EffectKind, SimulatorOptions } from "../../simulator/index.ts";
import { officeWith } from "./programs.ts";
import { createStack, type Outcome, type Stack } from "./stack.ts";
import { createWorld, type ProcessOptions, type World } from "./world.ts";

type UpOptions = Parameters<Stack["up"]>[1];

export interface Office {
  readonly world: World;
  readonly stack: Stack;
  up(volumes: Plain, set?: Plain, options?: UpOptions): Promise<Outcome>;
  preview(volumes: Plain, set?: Plain, options?: ProcessOptions): Promise<Outcome>;
  /** Another person does something to the pool. */
  act(act: Record<string, unknown> & { readonly do: AnyAct["do"] }): Record<string, unknown>;
  /** From here on `changes`, `effects` and `lostGb` count. */
  mark(): void;
  /** Calls that change disks, in their order: `AddDesktopPoolVolumes 200`. */
  changes(): string[];
  calls(): Call[];
  effects(kind: EffectKind): Effect[];
  /** What was written on disks that are gone now. */
  lostGb(): number;
  /** The disks of the pool's template. */
  disks(): { id: string; type: string; size: number }[];
  /** The disks of each desktop: `SAS 100, SSD 50`. */
  copies(): string[];
  /** Key → id, from the state. */
  ids(): Record<string, string>;
  outs(): Plain;
  /** The program is what is there: an empty preview, and refreshes that change nothing. */
  expectSettled(volumes: Plain, set?: Plain): Promise<void>;
  /** After a refresh, which drops Pulumi's own mark of a failure, the preview still says it; a second refresh changes nothing. */
  expectStillSaid(volumes: Plain, words: RegExp): Promise<void>;
}

const texts = z.record(z.string(), z.string());

export async function openOffice(options: Omit<SimulatorOptions, "now" | "time"> = {}): Promise<Office> {
  const world = await createWorld(options);
  const stack = createStack(world);
  let marked = 0;
  const ledger = () => world.simulator.ledger();
  const pool = () => world.simulator.state().pools[0];
  const calls = () => ledger().calls.filter((c) => c.seq > marked && c.change);
  const effects = (kind: EffectKind) => ledger().effects.filter((e) => e.seq > marked && e.kind === kind);
  const office: Office = {
    world,
    stack,
    up: (volumes, set, o) => stack.up(officeWith(volumes, set), o),
    preview: (volumes, set, o) => stack.preview(officeWith(volumes, set), o),
    act: (act) => world.simulator.act(anAct({ pool: "office", ...act })),
    mark() {
      const { calls: c, effects: e } = ledger();
      marked = Math.max(0, ...c.map((x) => x.seq), ...e.map((x) => x.seq));
    },
    changes: () =>
      calls()
        .filter((c) => c.operation.endsWith("Volumes"))
        .map((c) => `${c.operation} ${c.status}`),
    calls,
    effects,
    lostGb: () =>
      effects("desktop-disk-deleted").reduce((sum, e) => sum + (e.dataLostGb ?? 0), 0) +
      effects("desktop-deleted").reduce((sum, e) => sum + (e.dataLostGb ?? 0), 0),
    disks: () => (pool()?.disks ?? []).map(({ id, type, size }) => ({ id, type, size })),
    copies: () => (pool()?.desktops ?? []).map((d) => d.disks.map(spec).sort().join(", ")),
    ids: () => texts.parse(stack.outs("disks").volumeIds ?? {}),
    outs: () => stack.outs("disks"),
    async expectSettled(volumes, set) {
      expect((await office.preview(volumes, set)).did).toEqual([]);
      // What is under way on a pool shows in its own outputs, so only the second refresh has to find all as it was.
      expect((await stack.refresh()).did.filter((d) => d.startsWith("disks"))).toEqual([]);
      expect((await stack.refresh()).did).toEqual([]);
      expect((await office.preview(volumes, set)).did).toEqual([]);
      expect(office.outs().unfinished).toEqual({});
    },
    async expectStillSaid(volumes, words) {
      await stack.refresh();
      expect((await stack.refresh()).did).toEqual([]);
      const preview = await office.preview(volumes);
      expect(preview.did).toEqual(["disks: update"]);
      expect(wordsOf(preview)).toMatch(words);
    },
  };
  return office;
}

/** A story in an office of its own; it is closed whatever happens. */
export async function inOffice(
  options: Omit<SimulatorOptions, "now" | "time">,
  story: (office: Office) => Promise<void>,
): Promise<void> {
  const office = await openOffice(options);
  try {
    await story(office);
  } finally {
    await office.world.close();
  }
}

const spec = ({ type, size }: { type: string; size: number }): string => `${type} ${size}`;

/** Acts are checked by the simulator itself, which says what is wrong. */
function anAct(act: Record<string, unknown>): AnyAct {
  const isAct = (value: unknown): value is AnyAct => typeof value === "object" && value !== null && "do" in value;
  if (!isAct(act)) throw new Error("an act needs `do`");
  return act;
}

/** Everything that a command said and failed with, as one text. */
export const wordsOf = ({ errors, lines }: Outcome): string => [...errors, ...lines.map((l) => l.line)].join("\n");
