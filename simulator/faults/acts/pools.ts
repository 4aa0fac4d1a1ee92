// What another person does to pools.

import { bornDesktop } from "../../jobs/makeDesktops.ts";
import { changeDesktop, changePool, dropDesktop, dropPool } from "../../model/effects.ts";
import { foundPool } from "../../model/pools.ts";
import { badParameter } from "../../model/refusal.ts";
import { changeUsers } from "../../model/users.ts";
import type { ActName } from "../actSchema.ts";
import { listed, type Performers, poolOf } from "./performer.ts";

type Name = Extract<
  ActName,
  "createPool" | "deletePool" | "renamePool" | "setPool" | "setTags" | "setAutoscale" | "changeUsers" | "freeze"
>;

export const poolActs: Performers<Name> = {
  createPool({ world, cause }, { pool: name, desktops = 0, volumes = [], body }) {
    const data_volumes = volumes.map(({ type = "SAS", size }) => ({ type, size }));
    const pool = foundPool(world, cause, { ...anyPool, data_volumes, ...body, name });
    for (let made = 0; made < desktops; made++) bornDesktop(world, cause, pool, "ACTIVE");
    return { pool: pool.id, disks: pool.disks.map(({ id }) => id), desktops: [...pool.desktops.keys()] };
  },
  deletePool({ world, cause }, { pool: name }) {
    const pool = poolOf(world, name);
    for (const desktop of pool.desktops.values()) dropDesktop(world, cause, pool, desktop);
    dropPool(world, cause, pool);
    return { pool: pool.id };
  },
  renamePool({ world, cause }, { pool: oldName, name }) {
    const pool = poolOf(world, oldName);
    changePool(world, cause, pool, { name }, "name");
    return { pool: pool.id };
  },
  setPool({ world, cause }, { pool: name, status, chargingMode, attributes }) {
    const pool = poolOf(world, name);
    const set = {
      restingStatus: status ?? pool.restingStatus,
      chargingMode: chargingMode ?? pool.chargingMode,
      attributes: { ...pool.attributes, ...attributes },
    };
    const changed = JSON.parse(JSON.stringify({ status, chargingMode, ...attributes }));
    changePool(world, cause, pool, set, Object.keys(changed).join(", "));
    return { pool: pool.id };
  },
  setTags({ world, cause }, { pool: name, tags }) {
    const pool = poolOf(world, name);
    changePool(world, cause, pool, { attributes: { ...pool.attributes, tags } }, "tags");
    return { pool: pool.id };
  },
  setAutoscale({ world, cause }, { pool: name, enable, policy }) {
    const pool = poolOf(world, name);
    const set = { enable_autoscale: enable, ...(policy ? { autoscale_policy: policy } : {}) };
    changePool(world, cause, pool, { attributes: { ...pool.attributes, ...set } }, Object.keys(set).join(", "));
    return { pool: pool.id };
  },
  changeUsers({ world, cause }, { pool: name, action, objects }) {
    const pool = poolOf(world, name);
    if (!objects?.length) throw badParameter("objects: no user is given");
    changeUsers(world, cause, pool, { action, objects });
    return { pool: pool.id };
  },
  freeze({ world, cause }, { pool: name, desktops, frozen = true }) {
    const pool = poolOf(world, name);
    const meant = listed(pool, desktops).filter((desktop) => desktop.frozen !== frozen);
    for (const desktop of meant) changeDesktop(world, cause, pool, desktop, { frozen });
    const restingStatus = [...pool.desktops.values()].some((desktop) => desktop.frozen) ? "EXIST_FROZEN" : "STEADY";
    if (restingStatus !== pool.restingStatus) changePool(world, cause, pool, { restingStatus }, "status");
    return { pool: pool.id, desktops: meant.map(({ id }) => id) };
  },
};

const anyPool = {
  type: "DYNAMIC" as const,
  size: 0,
  product_id: "workspace.x86.ultimate.large2",
  image_type: "gold",
  image_id: "image-of-another-person",
  subnet_ids: ["subnet-of-another-person"],
  root_volume: { type: "SAS", size: 80 },
};
