/** What the state of RetiredDesktops holds besides its arguments. In it `desktops` are those that are proven gone. */
import { z } from "zod";
import type { Place } from "../../../workspace/service.ts";
import type { Plain } from "../../hooks.ts";
import { inputNames } from "../arguments/inputs.ts";

export const schemaVersion = 1;

const unfinished = z.object({
  /** Name → desktop that was asked to go and is not proven gone. */
  open: z.record(z.string(), z.object({ id: z.string(), reason: z.string().optional() })).default({}),
  /** New desktops that are still to be made in the place of those that are gone. */
  refill: z.number().default(0),
});

export type Unfinished = z.infer<typeof unfinished>;
export type Open = Unfinished["open"];

export function unfinishedOf(outs: Plain): Unfinished {
  const parsed = unfinished.safeParse(outs.unfinished ?? {});
  return parsed.success ? parsed.data : { open: {}, refill: 0 };
}

/** New desktops that are owed to the pool of the program: none to another one than that whose desktops went. */
export const refillOf = (olds: Plain, news: Plain): number =>
  news.poolId === olds.poolId ? unfinishedOf(olds).refill : 0;

export const isUnfinished = (outs: Plain): boolean => {
  const { open, refill } = unfinishedOf(outs);
  return Object.keys(open).length > 0 || refill > 0;
};

export const storedUnfinished = ({ open, refill }: Unfinished): Plain => ({
  ...(Object.keys(open).length === 0 ? {} : { open }),
  ...(refill === 0 ? {} : { refill }),
});

export const argumentsOf = (outs: Plain): Plain =>
  Object.fromEntries(Object.entries(outs).filter(([name]) => inputNames.includes(name)));

export const saidOf = (poolName: string, place: Place): Plain => ({
  schema: schemaVersion,
  place: { ...place },
  poolName,
});
