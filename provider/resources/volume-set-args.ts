/** What a program writes of a set of disks beside the disks themselves: the same words for a pool's set and for a desktop's. */
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, NotifyUsersArgs } from "./common-args.ts";

/**
 * Arguments that a {@link PoolVolumeSet} and a {@link DesktopVolumeSet} share.
 *
 * @source this package
 */
export interface VolumeSetArgs extends CommonArgs {
  /**
   * Consent to lose the data of a key, with any text: `{ scratch: "OPS-7" }`. Needed to remove the last key, more than half of three or
   * more at once, an adopted or recovered disk, or a key whose disk could mean a rename; and to replace a disk. A text counts once and
   * may stay.
   *
   * @range texts of 1 character or more
   * @defaultValue none: such a removal or replacement is refused
   * @change No call by itself; with the change it is the consent. Desktops that exist: none without the change.
   */
  allowDataLoss?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Keys that have a new name, old to new: `{ data: "files" }`. The disk goes on under the new key. Counts while the old key has a disk
   * and is left out and the new one has none; afterwards a remark.
   *
   * @range keys, each of 1 character or more
   * @defaultValue none: a key that goes while a disk like it comes is refused
   * @change No call. Desktops that exist: none.
   */
  renamed?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * What becomes of a change while disks are there that stand in no key (and are not a pool's disks on a desktop): `"report"` tells
   * them, in the output `undeclaredVolumes`; `"fail"` stops before any call. They are never touched.
   *
   * @defaultValue `"report"`
   * @change No call. Desktops that exist: none.
   */
  onUndeclared?: pulumi.Input<"report" | "fail">;
  /**
   * Tells the users before disks with their data go, also when the set is deleted: by what the state holds then. On a pool with
   * `desktopIds` only the users of these; with `ONLY_FOR_EXPAND` nobody, because every desktop keeps its copy.
   *
   * @defaultValue none: nobody is told
   * @change No call. Desktops that exist: none.
   * @source SendDesktopPoolNotifications and SendNotifications
   */
  notifyUsers?: pulumi.Input<NotifyUsersArgs>;
  /**
   * Consent to delete the whole set with all data, which has to stand in the state from an `up` before.
   *
   * @defaultValue `false`: `pulumi destroy` is refused
   * @change No call. Desktops that exist: none; it counts when the set is deleted, with the **data of all its disks**.
   */
  forceDestroy?: pulumi.Input<boolean>;
}
