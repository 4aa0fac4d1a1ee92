// How a desktop looks on the wire: in full, as a desktop of its pool, and as an item of a list.

import { type Differences, differencesOf } from "../model/differences.ts";
import { isFrozen } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { desktopDisk } from "./desktopDiskWire.ts";
import { type Found, isInMaintenance } from "./desktopFilter.ts";
import { desktopPlace } from "./desktopPlace.ts";
import { progressOf, statesOf, userFields, usersOf } from "./desktopStateWire.ts";
import { imageNameOf, simpleProduct } from "./productWire.ts";
import { zonelessTime } from "./zonelessTime.ts";

export function poolDesktop(world: World, found: Found): Record<string, unknown> {
  return { ...desktopDetail(world, found), ...inconsistency(world, found) };
}

/** The fields of the contract of 2024, those that came later, and without those that a client found missing. */
export function desktopDetail(world: World, found: Found): Record<string, unknown> {
  const contract = world.dialects("desktop-fields");
  const tags = found.pool.attributes.tags ?? [];
  const { task_status, ...states } = statesOf(found.desktop);
  return {
    ...identityOf(world, found),
    ...networkOf(world, found),
    ...states,
    ...progressOf(world, found),
    ...userFields(found),
    ...goodsOf(world, found),
    ...(contract === "seen" ? {} : { task_status, tags, ...usersOf(found) }),
    ...(contract === "old" ? {} : laterFields(found, contract)),
  };
}

function identityOf(world: World, { pool, desktop }: Found): Record<string, unknown> {
  const { desktopType, zone, enterpriseProjectId } = desktopPlace(world, pool);
  return {
    desktop_id: desktop.id,
    computer_name: desktop.name,
    sid: desktop.id,
    desktop_type: desktopType,
    created: new Date(desktop.createdAt).toISOString(),
    availability_zone: zone,
    enterprise_project_id: enterpriseProjectId,
    ou_name: pool.attributes.ou_name ?? "",
    site_type: "CENTER",
    site_name: "CENTER",
  };
}

function networkOf(world: World, { pool, desktop: { ipAddress } }: Found): Record<string, unknown> {
  const { subnetId } = desktopPlace(world, pool);
  const bytes = ipAddress.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
  const mac = ["fa", "16", "3e", ...bytes.slice(1)].join(":");
  const address = { addr: ipAddress, version: "4", "OS-EXT-IPS-MAC:mac_addr": mac, "OS-EXT-IPS:type": "fixed" };
  const groups = pool.attributes.security_groups ?? [];
  return {
    addresses: { [pool.attributes.vpc_id || "vpc"]: [address] },
    ip_addresses: [ipAddress],
    subnet_id: subnetId,
    is_attaching_eip: false,
    security_groups:
      groups.length > 0 ? groups.map(({ id }) => ({ id, name: `group-${id}` })) : [{ id: "default", name: "default" }],
  };
}

/** What the desktop is made of, and what it is paid by. */
function goodsOf(world: World, { pool, desktop }: Found): Record<string, unknown> {
  const product = simpleProduct(pool, desktop.productId);
  return {
    product_id: desktop.productId,
    product,
    flavor: { id: product.flavor_id, links: [] },
    bill_resource_id: `${desktop.id}.workspace`,
    os_version: "Windows Server 2019",
    metadata: {
      // The other way round than a pool's charging_mode.
      charging_mode: pool.chargingMode === "0" ? "1" : "0",
      image_name: imageNameOf(desktop.imageId),
      bill_resource_id: `${desktop.id}.workspace`,
      "metering.image_id": desktop.imageId,
      "metering.resourcespeccode": desktop.productId,
      "metering.resourcetype": "1",
      os_bit: "64",
      os_type: "Windows",
      desktop_os_version: "Windows Server 2019",
    },
    root_volume: desktopDisk(world, desktop.rootDisk),
    data_volumes: desktop.disks.map((disk) => desktopDisk(world, disk)),
  };
}

function laterFields({ pool, desktop }: Found, contract: "new" | "seen"): Record<string, unknown> {
  return {
    os_host_name: desktop.name,
    ipv4: desktop.ipAddress,
    ipv6: "",
    in_maintenance_mode: isInMaintenance(pool, desktop),
    is_freeze: isFrozen(pool, desktop),
    isolated: desktop.isolated,
    is_support_internet: false,
    ...(contract === "seen" ? {} : { internet_mode_list: [] }),
  };
}

export function simpleDesktop(world: World, found: Found): Record<string, unknown> {
  const { pool, desktop } = found;
  const { status, task_status } = statesOf(desktop);
  const { subnetId, enterpriseProjectId } = desktopPlace(world, pool);
  return {
    desktop_id: desktop.id,
    computer_name: desktop.name,
    ip_address: desktop.ipAddress,
    created: zonelessTime(world, desktop.createdAt),
    in_maintenance_mode: isInMaintenance(pool, desktop),
    sid: desktop.id,
    ou_name: pool.attributes.ou_name ?? "",
    subnet_id: subnetId,
    enterprise_project_id: enterpriseProjectId,
    bill_resource_id: `${desktop.id}.workspace`,
    tags: pool.attributes.tags ?? [],
    ...userFields(found),
    ...(world.dialects("desktop-status") === "yes" ? { status, task_status, pool_id: pool.id } : {}),
  };
}

/** One kind of difference, in the words of the old and of the new contract. The old one knew only two of them. */
const words: readonly { readonly kind: keyof Differences; readonly new: string; readonly old?: string }[] = [
  { kind: "product", new: "PRODUCT_ID", old: "PRODUCT" },
  { kind: "image", new: "IMAGE_ID", old: "IMAGE" },
  { kind: "diskNumber", new: "DISK_NUM" },
  { kind: "diskSize", new: "DISK_SIZE" },
];
const isolation = "AUTO_ISOLATION";

function inconsistency(world: World, { pool, desktop }: Found): Record<string, unknown> {
  const contract = world.dialects("inconsistent-types");
  if (contract === "absent" || world.dialects("desktop-fields") === "seen") return {};
  const differences = differencesOf(pool, desktop);
  const found = words.filter(({ kind }) => differences[kind]).flatMap((word) => word[contract] ?? []);
  return { inconsistent_types: desktop.isolated && contract === "new" ? [...found, isolation] : found };
}

/** Both contracts' words, so that a filter may use either. */
export function differenceWords({ pool, desktop }: Found): string[] {
  const differences = differencesOf(pool, desktop);
  const found = words.filter(({ kind }) => differences[kind]).flatMap((word) => [word.new, word.old ?? word.new]);
  return desktop.isolated ? [...found, isolation] : found;
}
