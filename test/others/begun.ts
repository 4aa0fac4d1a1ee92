/** Where each case begins: a pool of two desktops, three disks of ours, and one of another person's; and the update that is disturbed. */
import { expect } from "@jest/globals";
import { z } from "zod";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { Dialects } from "../crash/cutting.ts";
import { openScene, play, type Scene } from "../crash/scene.ts";
import { officeWith } from "../world/programs.ts";
import type { Program, Stack } from "../world/stack.ts";

export interface Begun {
  readonly scene: Scene;
  /** Key → id, before the update. */
  readonly ids: Readonly<Record<string, string>>;
  /** The disk that is in no key. */
  readonly strange: string;
  readonly desktops: readonly string[];
  /** Numbers of the ledger from here on are the case's. */
  readonly since: number;
}

const texts = z.record(z.string(), z.string());
export const claimsIn = (stack: Stack): Readonly<Record<string, string>> =>
  texts.parse(stack.outs("disks").volumeIds ?? {});
export const claimsOf = ({ stack }: Scene): Readonly<Record<string, string>> => claimsIn(stack);

const data = { type: "SAS", size: 20 };
const scratch = { type: "SSD", size: 40 };
const logs = { type: "SAS", size: 30 };

/** Expands one disk, adds one, deletes one, leaves one alone. */
export const updated = { data: { ...data, size: 40 }, logs, fresh: { type: "SSD", size: 20 } };

export const programOf = (volumes: Plain): Program => officeWith(volumes, {}, { size: 2 });

export async function begin(dialects: Dialects = {}): Promise<Begun> {
  const scene = await openScene(dialects);
  expect((await play(scene, programOf({ data, scratch, logs }))).errors).toEqual([]);
  scene.world.simulator.act({ do: "addDisk", pool: "office", type: "SAS", size: 50 });
  await scene.stack.refresh();
  const { effects, calls } = scene.world.simulator.ledger();
  const ids = claimsOf(scene);
  return {
    scene,
    ids,
    strange: scene.pool().disks.find((d) => d.size === 50)?.id ?? "",
    desktops: scene.pool().desktops.map((d) => d.id),
    since: Math.max(...effects.map((e) => e.seq), ...calls.map((c) => c.seq)),
  };
}
