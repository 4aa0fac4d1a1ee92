// Which desktops a list call asks for, as checks: those of a pool, which hold for all of its desktops, and those of a desktop.
// A filter that is not set makes no check.

import { type Desktop, isAttached, type Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import type { ListDesktopsDetailQuery, ListDesktopsQuery, ListPoolDesktopsQuery } from "../schemas/desktops.ts";
import { valuesOf } from "../schemas/query.ts";
import { desktopPlace } from "./desktopPlace.ts";

type Fields = ListPoolDesktopsQuery & ListDesktopsDetailQuery;

/** Every filter that any of the lists has; a list that lacks one never sets it. */
export type DesktopFilter = Omit<Fields, "inconsistent_type" | "limit" | "offset" | "user_name"> & {
  readonly user_name?: ListDesktopsQuery["user_name"] | string;
};

export interface Found {
  readonly pool: Pool;
  readonly desktop: Desktop;
}

export type Check<T> = (thing: T) => boolean;

export function poolChecks(world: World, filter: DesktopFilter): Check<Pool>[] {
  const place = (pool: Pool) => desktopPlace(world, pool);
  return [
    ...isOneOf(filter.desktop_type, (pool: Pool) => place(pool).desktopType),
    ...is(filter.subnet_id, (pool: Pool) => place(pool).subnetId),
    ...is(filter.availability_zone, (pool: Pool) => place(pool).zone),
    ...is(filter.enterprise_project_id, (pool: Pool) => place(pool).enterpriseProjectId),
    ...is(filter.charge_mode, ({ chargingMode }: Pool) => chargingMode),
    // Desktops of pools are not shared, and none has a way to the internet.
    ...is(filter.is_share_desktop, () => false),
    ...is(filter.is_support_internet, () => false),
    ...hasTags(filter.tag),
  ];
}

/** Filters that name a thing want it exactly; a name of a person or computer is looked for anywhere, in any case. */
export function desktopChecks(filter: DesktopFilter): Check<Found>[] {
  return [
    ...nameChecks(filter),
    ...isOneOf(filter.status, ({ desktop }: Found) => desktop.status),
    ...isOneOf(filter.desktop_id, ({ desktop }: Found) => desktop.id),
    ...is(filter.image_id, ({ desktop }: Found) => desktop.imageId),
    ...is(filter.user_attached, ({ desktop }: Found) => isAttached(desktop)),
    ...is(filter.isolated, ({ desktop }: Found) => desktop.isolated),
    ...is(filter.in_maintenance_mode, ({ pool, desktop }: Found) => isInMaintenance(pool, desktop)),
  ];
}

/** A list of whole names wins over a part of one. */
function nameChecks({ computer_name, computer_names, user_name, user_names, desktop_ip }: DesktopFilter) {
  const name = ({ desktop }: Found) => desktop.name;
  const user = ({ desktop }: Found) => desktop.userName ?? "";
  return [
    ...(valuesOf(computer_names) ? isOneOf(computer_names, name) : contains(computer_name, name)),
    ...(valuesOf(user_names) ? isOneOf(user_names, user) : contains(user_name, user)),
    ...contains(desktop_ip, ({ desktop }: Found) => desktop.ipAddress),
  ];
}

export function isInMaintenance({ attributes }: Pool, { inMaintenance }: Desktop): boolean {
  return inMaintenance || (attributes.in_maintenance_mode ?? false);
}

function is<T, V>(asked: V | undefined, read: (thing: T) => V): Check<T>[] {
  return asked === undefined ? [] : [(thing) => read(thing) === asked];
}

function isOneOf<T>(asked: readonly string[] | undefined, read: (thing: T) => string): Check<T>[] {
  const values = valuesOf(asked) && new Set(asked);
  return values ? [(thing) => values.has(read(thing))] : [];
}

function contains<T>(asked: readonly string[] | string | undefined, read: (thing: T) => string): Check<T>[] {
  const parts = [asked ?? []].flat().map((part) => part.toLowerCase());
  return parts.length > 0 ? [(thing) => parts.some((part) => read(thing).toLowerCase().includes(part))] : [];
}

/** `a=1,b=2`: all of them. A key alone wants the tag with whatever value. */
function hasTags(asked: string | undefined): Check<Pool>[] {
  const wanted =
    asked
      ?.split(",")
      .filter(Boolean)
      .map((word) => word.split("=")) ?? [];
  return wanted.map(
    ([key, ...value]) =>
      ({ attributes }) =>
        (attributes.tags ?? []).some(
          (tag) => tag.key === key && (value.length === 0 || (tag.value ?? "") === value.join("=")),
        ),
  );
}
