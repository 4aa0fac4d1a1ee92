/** What a program asks of the desktops of a pool, and of the disks of a desktop. */
import * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking.ts";
import type { PlaceArgs, PlaceOutputArgs } from "./place.ts";
import type { DesktopVolumeResult, PoolDesktopResult } from "./results.ts";

/** Arguments of {@link listPoolDesktops}. */
export interface ListPoolDesktopsArgs extends PlaceArgs {
  /** Id of the pool. */
  poolId: string;
}

/** Arguments of {@link listPoolDesktopsOutput}. */
export interface ListPoolDesktopsOutputArgs extends PlaceOutputArgs {
  /** Id of the pool. */
  poolId: pulumi.Input<string>;
}

/** Arguments of {@link listDesktopVolumes}. */
export interface ListDesktopVolumesArgs extends PlaceArgs {
  /** Id of the desktop. */
  desktopId: string;
}

/** Arguments of {@link listDesktopVolumesOutput}. */
export interface ListDesktopVolumesOutputArgs extends PlaceOutputArgs {
  /** Id of the desktop. */
  desktopId: pulumi.Input<string>;
}

/**
 * The desktops of a pool, on however many pages, each with its disks and what is being done to it. Their users are not told.
 *
 * @throws as {@link getDesktopPool}; a pool that is not there is `not_found`, never an empty list.
 */
export async function listPoolDesktops(args: ListPoolDesktopsArgs): Promise<PoolDesktopResult[]> {
  return asking(listPoolDesktops, async (asker) => (await import("./answers/desktops.ts")).poolDesktops(asker, args));
}

/** {@link listPoolDesktops} of values that are known later, such as `pool.id`. */
export function listPoolDesktopsOutput(args: ListPoolDesktopsOutputArgs): pulumi.Output<PoolDesktopResult[]> {
  return pulumi.output(args).apply((known) => listPoolDesktops(known));
}

/**
 * The data disks of one desktop: copies of its pool's disks, which say so in `poolVolumeId`, and its own.
 *
 * @throws as {@link getDesktopPool}; a desktop that is not there is `not_found`.
 */
export async function listDesktopVolumes(args: ListDesktopVolumesArgs): Promise<DesktopVolumeResult[]> {
  return asking(listDesktopVolumes, async (asker) =>
    (await import("./answers/desktops.ts")).desktopVolumes(asker, args),
  );
}

/** {@link listDesktopVolumes} of values that are known later. */
export function listDesktopVolumesOutput(args: ListDesktopVolumesOutputArgs): pulumi.Output<DesktopVolumeResult[]> {
  return pulumi.output(args).apply((known) => listDesktopVolumes(known));
}
