/** The ways through an update of a DesktopPool that leave its number of desktops alone: fields, people, product and image. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { after, failedOnOne, killed, up } from "./happenings.ts";
import type { Path } from "./paths.ts";
import { givenTo, pool, users, worksAt } from "./pool-program.ts";

const faster: Plain = { productId: "workspace.c4.large" };
const newer: Plain = { imageId: "image-2", rebuild: "image-2" };
const policy = { autoscaleType: "AUTO_CREATED", maxAutoCreated: 3, minIdle: 1 };

export const poolFieldPaths: readonly Path[] = [
  {
    name: "pool: change fields",
    begin: up(() => pool()),
    last: () => pool({ name: "studio", description: "for designers", disconnectedRetentionPeriod: 30 }),
  },
  {
    name: "pool: clear every field that can be cleared",
    begin: up(() =>
      pool({
        description: "old",
        tags: { team: "it" },
        enableAutoscale: true,
        autoscalePolicy: policy,
        inMaintenanceMode: true,
      }),
    ),
    last: () => pool(),
  },
  {
    name: "pool: maintenance mode on",
    begin: up(() => pool()),
    last: () => pool({ inMaintenanceMode: true }),
  },
  {
    name: "pool: autoscale on, with a policy",
    begin: up(() => pool()),
    last: () => pool({ enableAutoscale: true, autoscalePolicy: policy }),
  },
  {
    name: "pool: change the autoscale policy, and raise the floor",
    begin: up(() => pool({ enableAutoscale: true, autoscalePolicy: policy })),
    last: () => pool({ enableAutoscale: true, autoscalePolicy: { ...policy, maxAutoCreated: 9 }, size: 3 }),
  },
  {
    name: "pool: change fields and grow",
    begin: up(() => pool()),
    last: () => pool({ description: "for designers", size: 3 }),
  },
  {
    name: "pool: users and tags",
    begin: up(() => pool({ authorizedObjects: users("u1", "u2"), tags: { team: "it" } })),
    last: () => pool({ authorizedObjects: users("u2", "u3"), tags: { team: "hr" }, exclusive: true }),
  },
  {
    name: "pool: another group for a user, and the last tag gone",
    begin: up(() => pool({ authorizedObjects: users("u1", "u2"), tags: { team: "it" } })),
    last: () =>
      pool({ authorizedObjects: { ...users("u1"), u2: { ...Object(users("u2").u2), userGroup: "administrators" } } }),
  },
  {
    name: "pool: another product",
    begin: up(() => pool()),
    last: () => pool({ ...faster, description: "faster" }),
  },
  {
    name: "pool: another product for those whom nobody uses",
    begin: after(
      up(() => pool()),
      worksAt("ann"),
    ),
    last: () => pool({ ...faster, resizePolicy: { handleType: "FOR_EXPAND_AND_IDLE" } }),
  },
  {
    name: "pool: another product after it failed on one desktop",
    begin: after(
      up(() => pool()),
      failedOnOne("ResizeDesktopPool", () => pool(faster)),
    ),
    last: () => pool(faster),
  },
  {
    name: "pool: another product after a resize that died",
    begin: after(
      up(() => pool()),
      killed(() => pool(faster)),
    ),
    last: () => pool(faster),
  },
  {
    name: "pool: another image",
    begin: up(() => pool()),
    last: () => pool(newer),
  },
  {
    name: "pool: another image after it failed on one desktop",
    begin: after(
      up(() => pool()),
      failedOnOne("RebuildDesktopPool", () => pool(newer)),
    ),
    last: () => pool(newer),
  },
  {
    name: "pool: another product and image, fields and users, and grow",
    begin: after(
      up(() => pool()),
      givenTo("ann"),
    ),
    last: () => pool({ ...faster, ...newer, authorizedObjects: users("u1"), description: "new", size: 3 }),
  },
];
