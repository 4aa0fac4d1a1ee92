// Every kind of job, with the form of its order and what it does.

import { type ActionOrder, actOnDesktops } from "./actOnDesktops.ts";
import { type AddOrder, addDisks } from "./addDisks.ts";
import { type DeleteOrder, deleteDisks, type ExpandOrder, expandDisks } from "./changeDisks.ts";
import { type DesktopsOrder, makeDesktops } from "./makeDesktops.ts";
import { type NotificationOrder, notifyUsers } from "./notifyUsers.ts";
import {
  addOwnDisks,
  expandOwnDisks,
  type GiftOrder,
  modifyOwnQos,
  type OwnGrowthOrder,
  type QosOrder,
} from "./ownDisks.ts";
import { type RebuildOrder, rebuildDesktops } from "./rebuildDesktops.ts";
import { type RemovalOrder, removeDesktopDisks, removeDesktops, type VolumesOrder } from "./removeDesktops.ts";
import { type ResizeOrder, resizeDesktops } from "./resizeDesktops.ts";
import type { Trade } from "./trade.ts";

export interface Orders {
  readonly createDesktopPool: DesktopsOrder;
  readonly expandDesktopPool: DesktopsOrder;
  readonly addDesktopPoolVolumes: AddOrder;
  readonly expandDesktopPoolVolumes: ExpandOrder;
  readonly deleteDesktopPoolVolumes: DeleteOrder;
  readonly deleteDesktops: RemovalOrder;
  readonly deleteVolumes: VolumesOrder;
  readonly resizeDesktopPool: ResizeOrder;
  readonly rebuildDesktopPool: RebuildOrder;
  readonly executeDesktopsAction: ActionOrder;
  readonly sendNotifications: NotificationOrder;
  readonly addVolumes: GiftOrder;
  readonly expandVolumes: OwnGrowthOrder;
  readonly modifyVolumesQos: QosOrder;
}

export const trades: { readonly [K in keyof Orders]: Trade<Orders[K]> } = {
  createDesktopPool: makeDesktops({ first: true }),
  expandDesktopPool: makeDesktops({ first: false }),
  addDesktopPoolVolumes: addDisks,
  expandDesktopPoolVolumes: expandDisks,
  deleteDesktopPoolVolumes: deleteDisks,
  deleteDesktops: removeDesktops,
  deleteVolumes: removeDesktopDisks,
  resizeDesktopPool: resizeDesktops,
  rebuildDesktopPool: rebuildDesktops,
  executeDesktopsAction: actOnDesktops,
  sendNotifications: notifyUsers,
  addVolumes: addOwnDisks,
  expandVolumes: expandOwnDisks,
  modifyVolumesQos: modifyOwnQos,
};
