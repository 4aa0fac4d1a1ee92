// How a pool looks on the wire: in full, and as an item of a list.

import { type Pool, type PoolDisk, poolStatus } from "../model/types.ts";
import type { World } from "../model/world.ts";

export function poolDetail(world: World, pool: Pool): Record<string, unknown> {
  return {
    ...poolCore(world, pool),
    root_volume: volumeOf(pool.rootDisk),
    data_volumes: inOrder(world, pool.disks).map(volumeOf),
    security_groups: (pool.attributes.security_groups ?? []).map(({ id }) => ({ id, name: `group-${id}` })),
    image_os_type: "Windows",
    image_os_version: "Windows Server 2019",
    image_os_platform: "Windows",
    image_product_code: "",
  };
}

/** List items show what disks there are, but not their ids. */
export function poolListItem(world: World, pool: Pool): Record<string, unknown> {
  const withoutId = ({ type, size }: PoolDisk) => ({ cluster_id: "", size, type });
  const disks = inOrder(world, pool.disks).map(withoutId);
  return {
    ...poolCore(world, pool),
    root_volume: withoutId(pool.rootDisk),
    ...(disks.length > 0 ? { data_volumes: disks } : {}),
  };
}

function poolCore(world: World, pool: Pool): Record<string, unknown> {
  const { attributes, desktops } = pool;
  const desktopList = [...desktops.values()];
  return {
    id: pool.id,
    name: pool.name,
    type: pool.type,
    description: attributes.description ?? "",
    status: poolStatus(pool),
    created_time: new Date(pool.createdAt).toISOString(),
    charging_mode: pool.chargingMode,
    desktop_count: desktops.size,
    desktop_used: desktopList.filter(({ userName }) => userName !== undefined).length,
    availability_zone: attributes.availability_zone || "ap-southeast-1a",
    subnet_id: attributes.subnet_ids?.[0] ?? "",
    product: productOf(pool),
    image_id: attributes.image_id ?? "",
    image_name: `image-${attributes.image_id ?? ""}`,
    ...settingsOf(pool),
    ...recentFields(world, pool),
  };
}

function settingsOf({ attributes }: Pool): Record<string, unknown> {
  const { disconnected_retention_period, autoscale_policy, user_reset_policy, domain } = attributes;
  return {
    enable_autoscale: attributes.enable_autoscale ?? false,
    in_maintenance_mode: attributes.in_maintenance_mode ?? false,
    enterprise_project_id: attributes.enterprise_project_id || "0",
    ...present({ disconnected_retention_period, user_reset_policy, domain }),
    ...present({ desktop_name_policy_id: attributes.desktop_name_policy_id || undefined }),
    ...(Object.keys(autoscale_policy ?? {}).length > 0 ? { autoscale_policy } : {}),
  };
}

/** Fields that answers carry only since 2026. */
function recentFields(world: World, { attributes }: Pool): Record<string, unknown> {
  if (world.dialects("tags-returned") === "no") return {};
  return {
    vpc_id: attributes.vpc_id ?? "",
    subnet_ids: attributes.subnet_ids ?? [],
    ou_name: attributes.ou_name ?? "",
    tags: attributes.tags ?? [],
  };
}

function productOf({ attributes }: Pool): Record<string, unknown> {
  return {
    product_id: attributes.product_id ?? "",
    flavor_id: attributes.flavor_id ?? "s6.large.2",
    type: "BASE",
    cpu: "2",
    memory: "4096",
    descriptions: "2 cores, 4 GB",
    charge_mode: "1",
    architecture: "x86",
    is_gpu: false,
    package_type: "ultimate",
    system_disk_type: "SAS",
    system_disk_size: "80",
    contain_data_disk: false,
    resource_type: "hws.resource.type.workspace.desktop",
    cloud_service_type: "hws.service.type.vdi",
    volume_product_type: "workspace",
    status: "normal",
  };
}

function volumeOf({ id, type, size, iops, throughput, kmsId }: PoolDisk): Record<string, unknown> {
  return { id, type, size, ...present({ iops, throughput, kms_id: kmsId }) };
}

/** A fixed order that has nothing to do with that of the request: ids are as good as random. */
function inOrder(world: World, disks: readonly PoolDisk[]): readonly PoolDisk[] {
  if (world.dialects("volume-order") === "request") return disks;
  return disks.toSorted((a, b) => a.id.localeCompare(b.id));
}

export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
