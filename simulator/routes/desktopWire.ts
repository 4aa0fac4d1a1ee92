// How a desktop looks on the wire.

import { type Differences, differencesOf } from "../model/differences.ts";
import type { Desktop, DesktopDisk, Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { zonelessTime } from "./zonelessTime.ts";

export function poolDesktop(world: World, pool: Pool, desktop: Desktop): Record<string, unknown> {
  const { attributes } = pool;
  return {
    desktop_id: desktop.id,
    computer_name: desktop.name,
    os_host_name: desktop.name,
    ip_addresses: [desktop.ipAddress],
    desktop_type: pool.type,
    ...statesOf(desktop),
    process: desktop.taskStatus === "" ? 100 : 50,
    is_freeze: pool.restingStatus === "EXIST_FROZEN",
    isolated: false,
    in_maintenance_mode: attributes.in_maintenance_mode ?? false,
    created: new Date(desktop.createdAt).toISOString(),
    product: { product_id: desktop.productId },
    image_id: desktop.imageId,
    subnet_id: attributes.subnet_ids?.[0] ?? "",
    root_volume: diskOnWire(world, desktop.rootDisk),
    data_volumes: desktop.disks.map((disk) => diskOnWire(world, disk)),
    ...inconsistency(world, pool, desktop),
  };
}

export function simpleDesktop(world: World, pool: Pool, desktop: Desktop): Record<string, unknown> {
  const { status, task_status, ...others } = statesOf(desktop);
  return {
    desktop_id: desktop.id,
    computer_name: desktop.name,
    ip_address: desktop.ipAddress,
    created: zonelessTime(world, desktop.createdAt),
    in_maintenance_mode: pool.attributes.in_maintenance_mode ?? false,
    ...others,
    ...(world.dialects("desktop-status") === "yes" ? { status, task_status, pool_id: pool.id } : {}),
  };
}

function statesOf({ status, taskStatus, loginStatus, userName }: Desktop) {
  return {
    status,
    task_status: taskStatus,
    login_status: loginStatus,
    attach_state: userName === undefined ? "UNATTACH" : "ATTACHED",
    ...(userName === undefined ? {} : { user_name: userName }),
  };
}

function diskOnWire(world: World, disk: DesktopDisk): Record<string, unknown> {
  const { id, volumeId, poolDiskId, type, size, device, createdAt } = disk;
  const join = poolDiskId !== undefined && world.dialects("desktop-pool-disk-id") === "yes";
  return {
    id,
    volume_id: volumeId,
    ...(join ? { desktop_pool_disk_id: poolDiskId } : {}),
    type,
    size,
    device,
    display_name: `volume-${volumeId.slice(0, 8)}`,
    create_time: new Date(createdAt).toISOString(),
  };
}

/** One kind of difference, in the words of the old and of the new contract. The old one knew nothing of disks. */
const words: readonly { readonly kind: keyof Differences; readonly new: string; readonly old?: string }[] = [
  { kind: "product", new: "PRODUCT_ID", old: "PRODUCT" },
  { kind: "image", new: "IMAGE_ID", old: "IMAGE" },
  { kind: "diskNumber", new: "DISK_NUM" },
  { kind: "diskSize", new: "DISK_SIZE" },
];

function inconsistency(world: World, pool: Pool, desktop: Desktop): Record<string, unknown> {
  const contract = world.dialects("inconsistent-types");
  if (contract === "absent") return {};
  const differences = differencesOf(pool, desktop);
  const found = words.filter(({ kind }) => differences[kind]);
  return { inconsistent_types: found.flatMap((word) => word[contract] ?? []) };
}

/** Both contracts' words, so that a filter may use either. */
export function differenceWords(pool: Pool, desktop: Desktop): string[] {
  const differences = differencesOf(pool, desktop);
  return words.filter(({ kind }) => differences[kind]).flatMap((word) => [word.new, word.old ?? word.new]);
}
