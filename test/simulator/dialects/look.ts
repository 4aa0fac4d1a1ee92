// How a dialect is judged: what a plain client sees under each of its values; and the looks that several of them share.

import type { SimulatorOptions } from "../../../simulator/index.ts";
import { type Bench, disks, office } from "../client.ts";

export type Look = (at: Bench) => Promise<unknown>;

/** Each dialect of a room: what is looked at, what is seen under each of its values, in the order of the table, and with what options. */
export type Cases<Name extends string> = {
  readonly [N in Name]: readonly [Look, readonly unknown[], SimulatorOptions?];
};

interface PoolRef {
  readonly poolId: string;
}

export const show = async (at: Bench, { poolId }: PoolRef) => (await at.send("GET", `/desktop-pools/${poolId}`)).body;

export const add = (at: Bench, { poolId }: PoolRef, volumes: object[] = disks(50)) =>
  at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes });

export async function jobOf(at: Bench, { body }: { body: { job_id: string } }) {
  at.pass(2);
  return (await at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
}

/** An add that fails on the last of three desktops. */
export async function failedAdd(at: Bench) {
  const pool = await office(at);
  at.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "partial" } } });
  return { pool, job: await jobOf(at, await add(at, pool)) };
}
