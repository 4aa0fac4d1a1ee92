/** What a program asks of the desktops of a pool, and of the disks of a desktop. */
import * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking.ts";
import type { DesktopVolumeResult, PoolDesktopResult } from "./desktop-results.ts";
import type { PlaceArgs, PlaceOutputArgs } from "./place.ts";

/**
 * Arguments of {@link listPoolDesktops}.
 *
 * @source this package
 */
export interface ListPoolDesktopsArgs extends PlaceArgs {
  /**
   * Id of the pool.
   *
   * @range 1 character or more
   */
  poolId: string;
}

/**
 * Arguments of {@link listPoolDesktopsOutput}.
 *
 * @source this package
 */
export interface ListPoolDesktopsOutputArgs extends PlaceOutputArgs {
  /**
   * Id of the pool.
   *
   * @range 1 character or more
   */
  poolId: pulumi.Input<string>;
}

/**
 * Arguments of {@link listDesktopVolumes}.
 *
 * @source this package
 */
export interface ListDesktopVolumesArgs extends PlaceArgs {
  /**
   * Id of the desktop.
   *
   * @range 1 character or more
   */
  desktopId: string;
}

/**
 * Arguments of {@link listDesktopVolumesOutput}.
 *
 * @source this package
 */
export interface ListDesktopVolumesOutputArgs extends PlaceOutputArgs {
  /**
   * Id of the desktop.
   *
   * @range 1 character or more
   */
  desktopId: pulumi.Input<string>;
}

/**
 * The desktops of a pool, on however many pages, each with its disks and what is being done to it. Their users are not told.
 *
 * @param args - which pool, and where
 * @returns the desktops; an empty list for a pool without any
 * @throws as {@link getDesktopPool}; a pool that is not there is `not_found`, never an empty list.
 *
 * @example
 * ```ts
 * import { listPoolDesktops } from "pulumi-huaweicloud-workspace";
 *
 * const desktops = await listPoolDesktops({ poolId: "1d0f6a3e-0000-4000-8000-000000000001" });
 * export const broken = desktops.filter(({ status }) => status === "ERROR").map(({ desktopId }) => desktopId);
 * ```
 *
 * @source Workspace API Reference, ListPoolDesktopsDetail
 */
export async function listPoolDesktops(args: ListPoolDesktopsArgs): Promise<PoolDesktopResult[]> {
  return asking(listPoolDesktops, async (asker) => (await import("./answers/desktops.ts")).poolDesktops(asker, args));
}

/**
 * {@link listPoolDesktops} of values that are known later, such as `pool.id`. It asks once they are known.
 *
 * @param args - which pool, and where
 * @returns an output of the desktops; unknown in a preview while an argument is
 * @throws as {@link listPoolDesktops}, when the output is resolved.
 *
 * @source Workspace API Reference, ListPoolDesktopsDetail
 */
export function listPoolDesktopsOutput(args: ListPoolDesktopsOutputArgs): pulumi.Output<PoolDesktopResult[]> {
  return pulumi.output(args).apply((known) => listPoolDesktops(known));
}

/**
 * The data disks of one desktop: copies of its pool's disks, which say so in `poolVolumeId`, and its own.
 *
 * @param args - which desktop, and where
 * @returns the disks, in the order of their ids
 * @throws as {@link getDesktopPool}; a desktop that is not there is `not_found`.
 *
 * @example
 * ```ts
 * import { listDesktopVolumes } from "pulumi-huaweicloud-workspace";
 *
 * const disks = await listDesktopVolumes({ desktopId: "2ef9a3c1-0000-4000-8000-000000000007" });
 * export const own = disks.filter(({ poolVolumeId }) => poolVolumeId === undefined);
 * ```
 *
 * @source Workspace API Reference, ShowDesktopDetail
 */
export async function listDesktopVolumes(args: ListDesktopVolumesArgs): Promise<DesktopVolumeResult[]> {
  return asking(listDesktopVolumes, async (asker) =>
    (await import("./answers/desktops.ts")).desktopVolumes(asker, args),
  );
}

/**
 * {@link listDesktopVolumes} of values that are known later. It asks once they are known.
 *
 * @param args - which desktop, and where
 * @returns an output of the disks; unknown in a preview while an argument is
 * @throws as {@link listDesktopVolumes}, when the output is resolved.
 *
 * @source Workspace API Reference, ShowDesktopDetail
 */
export function listDesktopVolumesOutput(args: ListDesktopVolumesOutputArgs): pulumi.Output<DesktopVolumeResult[]> {
  return pulumi.output(args).apply((known) => listDesktopVolumes(known));
}
