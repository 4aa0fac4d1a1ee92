/** What a program asks of pools. */
import * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking.ts";
import type { PlaceArgs, PlaceOutputArgs } from "./place.ts";
import type { DesktopPoolResult, DesktopPoolSummary } from "./results.ts";

/**
 * Arguments of {@link getDesktopPool}: exactly one of `poolId` and `name`.
 *
 * @source this package
 */
export interface GetDesktopPoolArgs extends PlaceArgs {
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
}

/**
 * Arguments of {@link getDesktopPoolOutput}: exactly one of `poolId` and `name`.
 *
 * @source this package
 */
export interface GetDesktopPoolOutputArgs extends PlaceOutputArgs {
  /**
   * Id of the pool.
   *
   * @range 1 character or more
   * @defaultValue none: `name` says which
   */
  poolId?: pulumi.Input<string>;
  /**
   * Its exact name, in this very case.
   *
   * @range 1 character or more
   * @defaultValue none: `poolId` says which
   */
  name?: pulumi.Input<string>;
}

/**
 * Arguments of {@link listDesktopPools}.
 *
 * @source this package
 */
export interface ListDesktopPoolsArgs extends PlaceArgs {
  /**
   * Only pools whose name holds this, in any case.
   *
   * @range 1 character or more
   * @defaultValue all pools of the project
   */
  nameContains?: string;
}

/**
 * Arguments of {@link listDesktopPoolsOutput}.
 *
 * @source this package
 */
export interface ListDesktopPoolsOutputArgs extends PlaceOutputArgs {
  /**
   * Only pools whose name holds this, in any case.
   *
   * @range 1 character or more
   * @defaultValue all pools of the project
   */
  nameContains?: pulumi.Input<string>;
}

/**
 * A pool that exists, with its data disks. It is read each time the program runs, also in a preview; nothing is changed.
 *
 * @param args - which pool, and where
 * @returns the pool as the service tells it at that moment
 * @throws an error of kind `not_found`, with the nearest names, when there is no such pool; `refused`, before anything is sent,
 * for arguments that are wrong, and where two pools bear the name; `configuration` when region or credentials are missing.
 *
 * @example
 * ```ts
 * import { getDesktopPool } from "pulumi-huaweicloud-workspace";
 *
 * const { poolId } = await getDesktopPool({ name: "office" });
 * export const office = poolId;
 * ```
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail and ListDesktopPools
 */
export async function getDesktopPool(args: GetDesktopPoolArgs): Promise<DesktopPoolResult> {
  return asking(getDesktopPool, async (asker) => (await import("./answers/pools.ts")).desktopPool(asker, args));
}

/**
 * {@link getDesktopPool} of values that are known later, such as the outputs of a resource. It asks once they are known.
 *
 * @param args - which pool, and where
 * @returns an output of the pool; unknown in a preview while an argument is
 * @throws as {@link getDesktopPool}, when the output is resolved.
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail and ListDesktopPools
 */
export function getDesktopPoolOutput(args: GetDesktopPoolOutputArgs): pulumi.Output<DesktopPoolResult> {
  return pulumi.output(args).apply((known) => getDesktopPool(known));
}

/**
 * The pools of the project, on however many pages, each with id and exact name.
 *
 * @param args - which pools, and where; nothing for all
 * @returns the pools; an empty list for a project without any
 * @throws as {@link getDesktopPool}, but for `not_found`.
 *
 * @example
 * ```ts
 * import { listDesktopPools } from "pulumi-huaweicloud-workspace";
 *
 * export const pools = (await listDesktopPools({ nameContains: "office" })).map(({ name }) => name);
 * ```
 *
 * @source Workspace API Reference, ListDesktopPools
 */
export async function listDesktopPools(args: ListDesktopPoolsArgs = {}): Promise<DesktopPoolSummary[]> {
  return asking(listDesktopPools, async (asker) => (await import("./answers/pools.ts")).desktopPools(asker, args));
}

/**
 * {@link listDesktopPools} of values that are known later. It asks once they are known.
 *
 * @param args - which pools, and where; nothing for all
 * @returns an output of the pools; unknown in a preview while an argument is
 * @throws as {@link listDesktopPools}, when the output is resolved.
 *
 * @source Workspace API Reference, ListDesktopPools
 */
export function listDesktopPoolsOutput(args: ListDesktopPoolsOutputArgs = {}): pulumi.Output<DesktopPoolSummary[]> {
  return pulumi.output(args).apply((known) => listDesktopPools(known));
}
