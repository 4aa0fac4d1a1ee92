/** The program that takes over an existing pool: what the command `adopt` prints, for programs. */
import { asking } from "./asking.ts";
import type { PlaceArgs } from "./place.ts";
import type { AdoptProgramResult } from "./results.ts";

/** Arguments of {@link adoptProgram}: `poolId` or `name`. Place arguments that are given stand in the program too. */
export interface AdoptProgramArgs extends PlaceArgs {
  /** Id of the pool. */
  poolId?: string;
  /** Its exact name, in this very case. */
  name?: string;
  /** Default `"typescript"`. `"javascript"` is a CommonJS module. */
  language?: "typescript" | "javascript";
}

/**
 * The program for a pool that exists, with its disks: a `DesktopPool` that takes it over and a `PoolVolumeSet` with the id of each
 * disk. Its first `pulumi up` changes nothing on the service. Nothing is changed by asking either.
 *
 * @throws as {@link getDesktopPool}; `refused` for a pool that is paid by the year or month.
 *
 * @example
 * console.log((await adoptProgram({ name: "office" })).program);
 */
export async function adoptProgram(args: AdoptProgramArgs): Promise<AdoptProgramResult> {
  return asking(adoptProgram, async (asker) => (await import("./adoption/adopt-pool.ts")).adoptProgram(asker, args));
}
