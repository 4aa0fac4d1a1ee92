/** The program that takes over an existing pool: what the command `adopt` prints, for programs. */

import type { AdoptProgramResult } from "./adoption-result.ts";
import { asking } from "./asking.ts";
import type { PlaceArgs } from "./place.ts";

/**
 * Arguments of {@link adoptProgram}: exactly one of `poolId` and `name`. Place arguments that are given stand in the program too.
 *
 * @source this package
 */
export interface AdoptProgramArgs extends PlaceArgs {
  /**
   * Id of the pool.
   *
   * @range 1 character or more
   * @defaultValue none: `name` says which
   */
  poolId?: string;
  /**
   * Its exact name, in this very case.
   *
   * @range 1 character or more
   * @defaultValue none: `poolId` says which
   */
  name?: string;
  /**
   * Language of the program; `"javascript"` is a CommonJS module.
   *
   * @defaultValue `"typescript"`
   */
  language?: "typescript" | "javascript";
}

/**
 * The program for a pool that exists, with its disks: a `DesktopPool` that takes it over and a `PoolVolumeSet` with the id of each
 * disk. Its first `pulumi up` changes nothing on the service. Nothing is changed by asking either.
 *
 * @param args - which pool, where, and in which language
 * @returns the program, and what it is made of
 * @throws as {@link getDesktopPool}; `refused` for a pool that is paid by the year or month.
 *
 * @example
 * ```ts
 * import { adoptProgram } from "pulumi-huaweicloud-workspace";
 *
 * console.log((await adoptProgram({ name: "office" })).program);
 * ```
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail and ListDesktopPools
 */
export async function adoptProgram(args: AdoptProgramArgs): Promise<AdoptProgramResult> {
  return asking(adoptProgram, async (asker) => (await import("./adoption/adopt-pool.ts")).adoptProgram(asker, args));
}
