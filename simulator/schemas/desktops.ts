// Requests about desktops and jobs.

import Type from "typebox";
import { Filter, paging, Repeated, Yes } from "./query.ts";
import { Id, Maybe } from "./shared.ts";

export const BatchDeleteDesktopsBody = Type.Object(
  {
    desktop_ids: Type.Array(Id, { minItems: 1, maxItems: 100 }),
    delete_users: Maybe(
      Type.Boolean({ default: false, description: "whether users who have no other desktop go as well" }),
    ),
    email_notification: Maybe(Type.Boolean({ default: true })),
    is_force_delete: Maybe(Type.Boolean({ default: false })),
  },
  { title: "BatchDeleteDesktopsRequest" },
);
export type BatchDeleteDesktopsBody = Type.Static<typeof BatchDeleteDesktopsBody>;

const desktopFilters = {
  status: Repeated,
  desktop_id: Repeated,
  computer_name: Filter(),
  user_name: Filter(),
  desktop_ip: Filter(),
  desktop_type: Filter(),
  subnet_id: Filter(),
  enterprise_project_id: Type.Optional(Type.String({ maxLength: 36, pattern: "^[a-zA-Z0-9_-]+$" })),
  tag: Filter(),
  user_attached: Yes,
  in_maintenance_mode: Yes,
};

export const ListPoolDesktopsQuery = Type.Object({
  inconsistent_type: Repeated,
  ...desktopFilters,
  image_id: Filter(),
  charge_mode: Filter(),
  availability_zone: Filter(),
  is_share_desktop: Yes,
  is_support_internet: Yes,
  isolated: Yes,
  sort_field: Type.Optional(Type.Enum(["created", "computer_name"])),
  sort_type: Type.Optional(Type.Enum(["ASC", "DESC", "asc", "desc"])),
  ...paging({ minLimit: 1, maxLimit: 100, maxOffset: 10_000, defaultLimit: 10 }),
});
export type ListPoolDesktopsQuery = Type.Static<typeof ListPoolDesktopsQuery>;

export const ListDesktopsQuery = Type.Object({
  pool_id: Repeated,
  ...desktopFilters,
  ...paging({ maxLimit: 1000, maxOffset: 2_147_483_647 }),
});
export type ListDesktopsQuery = Type.Static<typeof ListDesktopsQuery>;

export const ListSubJobsQuery = Type.Object({
  job_id: Filter(),
  job_type: Filter(),
  desktop_pool_id: Filter(),
  status: Repeated,
  ...paging({ maxLimit: 1000, maxOffset: 10_000 }),
});
export type ListSubJobsQuery = Type.Static<typeof ListSubJobsQuery>;
