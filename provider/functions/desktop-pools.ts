/** What a program asks of pools. */
import * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking.ts";
import type { PlaceArgs, PlaceOutputArgs } from "./place.ts";
import type { DesktopPoolResult, DesktopPoolSummary } from "./results.ts";

/** Arguments of {@link getDesktopPool}: `poolId` or `name`. */
export interface GetDesktopPoolArgs extends PlaceArgs {
  /** Id of the pool. */
  poolId?: string;
  /** Its exact name, in this very case. */
  name?: string;
}

/** Arguments of {@link getDesktopPoolOutput}. */
export interface GetDesktopPoolOutputArgs extends PlaceOutputArgs {
  /** Id of the pool. */
  poolId?: pulumi.Input<string>;
  /** Its exact name, in this very case. */
  name?: pulumi.Input<string>;
}

/** Arguments of {@link listDesktopPools}. */
export interface ListDesktopPoolsArgs extends PlaceArgs {
  /** Only pools whose name holds this, in any case. Default: all pools of the project. */
  nameContains?: string;
}

/** Arguments of {@link listDesktopPoolsOutput}. */
export interface ListDesktopPoolsOutputArgs extends PlaceOutputArgs {
  /** Only pools whose name holds this, in any case. Default: all pools of the project. */
  nameContains?: pulumi.Input<string>;
}

/**
 * A pool that exists, with its data disks. It is read each time the program runs, also in a preview; nothing is changed.
 *
 * @throws an error of kind `not_found`, with the nearest names, when there is no such pool; `refused`, before anything is sent,
 * for arguments that are wrong; `configuration` when region or credentials are missing.
 *
 * @example
 * const { poolId } = await getDesktopPool({ name: "office" });
 */
export async function getDesktopPool(args: GetDesktopPoolArgs): Promise<DesktopPoolResult> {
  return asking(getDesktopPool, async (asker) => (await import("./answers/pools.ts")).desktopPool(asker, args));
}

/** {@link getDesktopPool} of values that are known later, such as the outputs of a resource. */
export function getDesktopPoolOutput(args: GetDesktopPoolOutputArgs): pulumi.Output<DesktopPoolResult> {
  return pulumi.output(args).apply((known) => getDesktopPool(known));
}

/**
 * The pools of the project, on however many pages, each with id and exact name.
 *
 * @throws as {@link getDesktopPool}, but for `not_found`: a project without pools has an empty list.
 */
export async function listDesktopPools(args: ListDesktopPoolsArgs = {}): Promise<DesktopPoolSummary[]> {
  return asking(listDesktopPools, async (asker) => (await import("./answers/pools.ts")).desktopPools(asker, args));
}

/** {@link listDesktopPools} of values that are known later. */
export function listDesktopPoolsOutput(args: ListDesktopPoolsOutputArgs = {}): pulumi.Output<DesktopPoolSummary[]> {
  return pulumi.output(args).apply((known) => listDesktopPools(known));
}
