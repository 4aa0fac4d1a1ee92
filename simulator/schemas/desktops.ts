// Requests about desktops and jobs.

import { Filter, paging, Repeated, Yes } from "./query.ts";
import { Id, Maybe } from "./shared.ts";
import * as Type from "./type.ts";

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

const exactly = (what: string) =>
  Type.Optional(
    Type.Array(Type.String({ maxLength: 255 }), { maxItems: 100, description: `${what}, exactly; may be repeated` }),
  );

const partOf = (what: string) =>
  Type.Optional(Type.String({ maxLength: 255, description: `a part of ${what}, in any case` }));

const tag = Type.Optional(Type.String({ maxLength: 4096, description: "key1=value1,key2=value2: all of them" }));
const enterprise_project_id = Type.Optional(Type.String({ maxLength: 36, pattern: "^[a-zA-Z0-9_-]+$" }));

/** Filters that every list of desktops has. */
const commonFilters = {
  status: Repeated,
  desktop_id: exactly("the desktop's id"),
  computer_name: partOf("the desktop's name"),
  desktop_ip: partOf("the address"),
  desktop_type: Repeated,
  subnet_id: Filter(),
  enterprise_project_id,
  tag,
  is_share_desktop: Yes,
};

/** Filters of the lists that tell all of a desktop. */
const detailFilters = {
  ...commonFilters,
  user_name: partOf("the user's name; without effect beside user_names"),
  user_names: exactly("the user's name"),
  user_attached: Yes,
  image_id: Filter(),
  charge_mode: Type.Optional(Type.Enum(["0", "1"], { description: "0: yearly or monthly, 1: pay per use" })),
  availability_zone: Filter(),
  in_maintenance_mode: Yes,
  is_support_internet: Yes,
  sort_field: Type.Optional(Type.Enum(["created", "computer_name"])),
  sort_type: Type.Optional(
    Type.Enum(["ASC", "DESC"], { description: "ASC when left out; nothing without sort_field" }),
  ),
};

const InconsistentType = Type.Enum(
  ["PRODUCT_ID", "IMAGE_ID", "DISK_NUM", "DISK_SIZE", "AUTO_ISOLATION", "PRODUCT", "IMAGE"],
  { description: "the last two are the words of the old contract" },
);

export const ListPoolDesktopsQuery = Type.Object({
  inconsistent_type: Type.Optional(Type.Array(InconsistentType, { maxItems: 7 })),
  ...detailFilters,
  computer_names: exactly("the desktop's name"),
  isolated: Yes,
  ...paging({ minLimit: 1, maxLimit: 100, maxOffset: 10_000, defaultLimit: 10 }),
});
export type ListPoolDesktopsQuery = Type.Static<typeof ListPoolDesktopsQuery>;

export const ListDesktopsDetailQuery = Type.Object({
  pool_id: Repeated,
  ...detailFilters,
  // Which of two limits holds is a dialect.
  ...paging({ maxLimit: 1000, maxOffset: 2_147_483_647 }),
});
export type ListDesktopsDetailQuery = Type.Static<typeof ListDesktopsDetailQuery>;

export const ListDesktopsQuery = Type.Object({
  pool_id: Repeated,
  ...commonFilters,
  user_name: Repeated,
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
