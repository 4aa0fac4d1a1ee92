// Requests about desktops and jobs.

import Type from "typebox";
import { paging, Repeated } from "./query.ts";
import { Id, Maybe } from "./shared.ts";

export const BatchDeleteDesktopsBody = Type.Object({
  desktop_ids: Type.Array(Id, { minItems: 1, maxItems: 100 }),
  delete_users: Maybe(Type.Boolean()),
  email_notification: Maybe(Type.Boolean()),
  is_force_delete: Maybe(Type.Boolean()),
});
export type BatchDeleteDesktopsBody = Type.Static<typeof BatchDeleteDesktopsBody>;

const desktopFilters = {
  status: Repeated,
  desktop_id: Repeated,
  computer_name: Type.Optional(Type.String()),
  user_name: Type.Optional(Type.String()),
  desktop_ip: Type.Optional(Type.String()),
  desktop_type: Type.Optional(Type.String()),
  subnet_id: Type.Optional(Type.String()),
  user_attached: Type.Optional(Type.Boolean()),
  in_maintenance_mode: Type.Optional(Type.Boolean()),
};

export const ListPoolDesktopsQuery = Type.Object({
  inconsistent_type: Repeated,
  ...desktopFilters,
  ...paging({ minLimit: 1, maxLimit: 100, maxOffset: 10_000 }),
});
export type ListPoolDesktopsQuery = Type.Static<typeof ListPoolDesktopsQuery>;

export const ListDesktopsQuery = Type.Object({
  pool_id: Repeated,
  ...desktopFilters,
  ...paging({ maxLimit: 1000, maxOffset: 20_000 }),
});
export type ListDesktopsQuery = Type.Static<typeof ListDesktopsQuery>;

export const ListSubJobsQuery = Type.Object({
  job_id: Type.Optional(Type.String()),
  job_type: Type.Optional(Type.String()),
  desktop_pool_id: Type.Optional(Type.String()),
  status: Repeated,
  ...paging({ maxLimit: 1000, maxOffset: 10_000 }),
});
export type ListSubJobsQuery = Type.Static<typeof ListSubJobsQuery>;
