// Changes of yearly and monthly pools: they are ordered, and what is ordered is done by the same jobs as elsewhere.

import type { Job } from "../jobs/types.ts";
import type { ChangeOrderBody } from "../schemas/orders.ts";
import type { HandleType } from "../schemas/shared.ts";
import { notePool } from "./effects.ts";
import { findDesktop, findPool } from "./find.ts";
import { startAdd, startExpand } from "./poolDisks.ts";
import { startRebuild, startResize } from "./poolOperations.ts";
import type { Command } from "./pools.ts";
import { badParameter, codes, refuse } from "./refusal.ts";
import { assertDataDiskSize } from "./sizes.ts";
import type { Pool } from "./types.ts";
import type { World } from "./world.ts";

export interface PlacedOrder {
  readonly id: string;
  /** Nothing is begun by an order that waits to be paid. */
  readonly job: Job | undefined;
  readonly refusal: { readonly code: string; readonly message: string } | undefined;
}

export function placeOrder(world: World, command: Command, body: ChangeOrderBody): PlacedOrder {
  const begin = beginnings[body.type];
  if (!begin) throw refuse(501, "SIM.0501", `type: this simulator does not play orders of ${body.type}`);
  const asked = begin(world, command, body);
  const { pool } = asked;
  if (pool.chargingMode !== "0")
    throw badParameter(`type: desktop pool ${pool.name} is paid by use, nothing is ordered`);
  const outcome = world.dialects("order-result");
  const id = `CS${world.ids.hex("order").slice(0, 15).toUpperCase()}`;
  const note = (kind: "order-placed" | "order-refused", end: string) =>
    notePool(world, command, pool, { kind, detail: `${body.type} ${id}${end}` });
  if (outcome === "FAIL") {
    note("order-refused", "");
    return { id, job: undefined, refusal: { code: codes.orderFailed, message: "the order could not be placed" } };
  }
  const job = outcome === "SUCCESS" ? asked.start() : undefined;
  note("order-placed", job ? "" : ", waits to be paid");
  return { id, job, refusal: undefined };
}

interface Asked {
  readonly pool: Pool;
  start(): Job;
}

type Begin = (world: World, command: Command, body: ChangeOrderBody) => Asked;

const beginnings: { readonly [T in ChangeOrderBody["type"]]?: Begin } = {
  ADD_VOLUME(world, command, { add_volume_param }) {
    const param = given("add_volume_param", add_volume_param);
    const pool = poolOf(world, "add_volume_param", param);
    const { volume_type: type, volume_size: size, iops, throughput, kms_id } = param;
    const quality = { iops: iops ?? null, throughput: throughput ?? null, kms_id: kms_id ?? null };
    const volume = { type, size, ...quality, id: repairedDisk(pool, param) };
    assertDataDiskSize(world, "add_volume_param.volume_size", size);
    return { pool, start: () => startAdd(world, command, pool, { ...whomOf(param), volumes: [volume] }) };
  },
  EXTEND_VOLUME(world, command, { extend_volume_param }) {
    const param = given("extend_volume_param", extend_volume_param);
    const pool = poolOf(world, "extend_volume_param", param);
    const newSize = "extend_volume_param.new_size";
    const volumes = [{ id: param.desktop_pool_disk_id, size: param.new_size }];
    return { pool, start: () => startExpand(world, command, pool, { ...whomOf(param), volumes }, newSize) };
  },
  RESIZE(world, command, { resize_param }) {
    const param = given("resize_param", resize_param);
    const pool = poolOf(world, "resize_param", param);
    return { pool, start: () => startResize(world, command, pool, param) };
  },
  CHANGE_IMAGE(world, command, { change_image_param }) {
    const param = given("change_image_param", change_image_param);
    const pool = poolOf(world, "change_image_param", param);
    const image_id = param.image_id || param.image_spec_code;
    if (!image_id) throw badParameter("change_image_param.image_id: must be given");
    return { pool, start: () => startRebuild(world, command, pool, { ...param, image_id }) };
  },
};

function given<T>(name: string, param: T | null | undefined): T {
  if (param == null) throw badParameter(`${name}: must be given`);
  return param;
}

interface Whom {
  readonly desktop_pool_id?: string | null;
  readonly desktop_ids?: string[] | null;
  readonly handle_type?: HandleType | null;
}

/** Desktops that are listed win over the pool, and all of them have to be of one pool. */
function poolOf(world: World, place: string, { desktop_pool_id, desktop_ids }: Whom): Pool {
  const ids = desktop_ids?.length ? [...new Set(desktop_ids.map((id) => findDesktop(world, id).poolId))] : [];
  if (ids.length > 1) throw badParameter(`${place}.desktop_ids: they are desktops of ${ids.length} pools`);
  const id = ids[0] ?? desktop_pool_id;
  if (!id) throw badParameter(`${place}.desktop_pool_id: it or desktop_ids must be given`);
  return findPool(world, id);
}

const whomOf = ({ desktop_ids, handle_type }: Pick<Whom, "desktop_ids" | "handle_type">) => ({
  desktop_ids: desktop_ids ?? null,
  handle_type: handle_type ?? null,
});

/** To repair means to give a disk of the pool to desktops that lack it: it cannot be another disk than it is. */
function repairedDisk(
  pool: Pool,
  { desktop_pool_disk_id: id, volume_type, volume_size }: NonNullable<ChangeOrderBody["add_volume_param"]>,
): string | null {
  if (!id) return null;
  const disk = pool.disks.find((candidate) => candidate.id === id);
  const place = "add_volume_param.desktop_pool_disk_id";
  if (!disk) throw badParameter(`${place}: ${id} is not a data disk of desktop pool ${pool.name}`);
  if (disk.type === volume_type && disk.size === volume_size) return id;
  throw badParameter(`${place}: disk ${id} is ${disk.type}, ${disk.size} GB, not ${volume_type}, ${volume_size} GB`);
}
