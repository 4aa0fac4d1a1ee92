/** The programs that most stories start from. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { Program } from "./stack.ts";

export const office: Plain = {
  name: "office",
  type: "DYNAMIC",
  size: 3,
  productId: "workspace.c2.large",
  imageId: "image-1",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["subnet-1"],
};

/** A pool of three desktops, and a set of disks on it. */
export const officeWith = (volumes: Plain, set: Plain = {}, pool: Plain = {}): Program => ({
  office: { kind: "DesktopPool", args: { ...office, ...pool } },
  disks: { kind: "PoolVolumeSet", args: { poolId: { id: "office" }, volumes, ...set } },
});
