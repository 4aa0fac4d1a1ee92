// Requests to resize, rebuild, start and stop a pool's desktops, and to tell their users something.

import { whichDesktops } from "./disks.ts";
import { Id, Maybe, Text } from "./shared.ts";
import * as Type from "./type.ts";

export const ResizeDesktopPoolBody = Type.Object(
  {
    product_id: Id,
    flavor_id: Maybe(Text(255)),
    mode: Maybe(
      Type.Enum(["STOP_DESKTOP", ""], {
        description:
          "STOP_DESKTOP: running desktops are stopped. What happens without it is the dialect resize-running",
      }),
    ),
    ...whichDesktops,
  },
  { title: "ResizeDesktopPoolRequest" },
);
export type ResizeDesktopPoolBody = Type.Static<typeof ResizeDesktopPoolBody>;

/** What a rebuild and an order of one have in common. */
export const rebuildFields = {
  delay_time: Maybe(
    Type.Integer({ minimum: 0, maximum: 15, description: "minutes for the users to save what they have" }),
  ),
  message: Maybe(Type.String({ maxLength: 400, description: "shown to the users at the call" })),
  encrypt_type: Maybe(
    Type.Enum(["KEEP", "UNENCRYPTED", "ENCRYPTED"], { description: "of the new root disks; ENCRYPTED needs kms_id" }),
  ),
  kms_id: Maybe(Text(255)),
};

export const RebuildDesktopPoolBody = Type.Object(
  {
    image_id: Id,
    image_type: Maybe(Type.String({ maxLength: 255, description: "private or gold" })),
    os_type: Maybe(Text(255)),
    order_id: Maybe(Text(255)),
    is_fix: Maybe(
      Type.Boolean({
        default: false,
        description: "only desktops whose image is not the pool's, after a failed rebuild",
      }),
    ),
    ...rebuildFields,
    ...whichDesktops,
  },
  { title: "RebuildDesktopPoolRequest" },
);
export type RebuildDesktopPoolBody = Type.Static<typeof RebuildDesktopPoolBody>;

export const DesktopPoolActionBody = Type.Object(
  {
    op_type: Type.Enum(["os-start", "os-stop", "reboot", "hibernate"]),
    type: Maybe(Type.Enum(["SOFT", "HARD"], { default: "SOFT" })),
  },
  { title: "DesktopPoolActionRequest" },
);
export type DesktopPoolActionBody = Type.Static<typeof DesktopPoolActionBody>;

const Message = Type.String({ minLength: 1, description: "the text that is shown" });

export const PoolNotificationsBody = Type.Object({ notifications: Message }, { title: "PoolNotificationsRequest" });
export type PoolNotificationsBody = Type.Static<typeof PoolNotificationsBody>;

export const DesktopNotificationsBody = Type.Object(
  { desktop_ids: Type.Array(Id, { minItems: 1 }), notifications: Message },
  { title: "DesktopNotificationsRequest" },
);
export type DesktopNotificationsBody = Type.Static<typeof DesktopNotificationsBody>;
