// Requests to order changes of yearly and monthly pools.

import { rebuildFields } from "./poolOperations.ts";
import { DiskQuality, HandleType, Id, Maybe, Text } from "./shared.ts";
import * as Type from "./type.ts";

const Size = Type.Integer({ minimum: 10, maximum: 8200 });

const common = {
  desktop_pool_id: Maybe(Text(64)),
  desktop_ids: Maybe(
    Type.Array(Text(255), {
      description: "desktops of one pool; they win over desktop_pool_id, and one of both is needed",
    }),
  ),
  handle_type: Maybe(HandleType),
  promotion_plan_id: Maybe(Text(255)),
};

const AddVolumeParam = Type.Object({
  ...common,
  volume_type: Type.String({ minLength: 1, maxLength: 255 }),
  volume_size: Size,
  desktop_pool_disk_id: Maybe(
    Type.String({ minLength: 1, maxLength: 255, description: "a disk of the pool, for desktops that lack it" }),
  ),
  ...DiskQuality,
});

const ExtendVolumeParam = Type.Object({
  ...common,
  desktop_pool_disk_id: Id,
  new_size: Type.Integer({
    minimum: 10,
    maximum: 8200,
    description: "more than now; for desktops, not less than the pool's",
  }),
});

const ResizeParam = Type.Object({
  ...common,
  product_id: Id,
  mode: Maybe(Type.Enum(["STOP_DESKTOP", ""])),
});

const ChangeImageParam = Type.Object({
  ...common,
  desktop_ids: Maybe(Type.Array(Text(255), { maxItems: 1000 })),
  image_id: Maybe(Text(255)),
  image_spec_code: Maybe(Type.String({ maxLength: 255, description: "in place of image_id, which is preferred" })),
  image_type: Maybe(Type.String({ minLength: 1, maxLength: 55, description: "private or gold" })),
  ...rebuildFields,
});

const SubResourceParam = (field: string) => Type.Object({ ...common, [field]: Id });

export const ChangeOrderBody = Type.Object(
  {
    type: Type.Enum(
      ["ADD_VOLUME", "EXTEND_VOLUME", "RESIZE", "CHANGE_IMAGE", "ADD_SUB_RESOURCES", "DELETE_SUB_RESOURCES"],
      {
        description: "the parameter of that name is needed; the last two answer 501",
      },
    ),
    add_volume_param: Maybe(AddVolumeParam),
    extend_volume_param: Maybe(ExtendVolumeParam),
    resize_param: Maybe(ResizeParam),
    change_image_param: Maybe(ChangeImageParam),
    add_sub_resources_param: Maybe(SubResourceParam("sub_resource_sku")),
    delete_sub_resources_param: Maybe(SubResourceParam("sub_resource_type")),
    agency_urn: Maybe(Text(1500)),
  },
  { title: "DesktopPoolChangeOrderRequest" },
);
export type ChangeOrderBody = Type.Static<typeof ChangeOrderBody>;
