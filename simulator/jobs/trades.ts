// Every kind of job, with the form of its order and what it does.

import { type AddOrder, addDisks } from "./addDisks.ts";
import { type DeleteOrder, deleteDisks, type ExpandOrder, expandDisks } from "./changeDisks.ts";
import { type DesktopsOrder, makeDesktops } from "./makeDesktops.ts";
import { type RemovalOrder, removeDesktopDisks, removeDesktops, type VolumesOrder } from "./removeDesktops.ts";
import type { Trade } from "./trade.ts";

export interface Orders {
  readonly createDesktopPool: DesktopsOrder;
  readonly expandDesktopPool: DesktopsOrder;
  readonly addDesktopPoolVolumes: AddOrder;
  readonly expandDesktopPoolVolumes: ExpandOrder;
  readonly deleteDesktopPoolVolumes: DeleteOrder;
  readonly deleteDesktops: RemovalOrder;
  readonly deleteVolumes: VolumesOrder;
}

export const trades: { readonly [K in keyof Orders]: Trade<Orders[K]> } = {
  createDesktopPool: makeDesktops({ first: true }),
  expandDesktopPool: makeDesktops({ first: false }),
  addDesktopPoolVolumes: addDisks,
  expandDesktopPoolVolumes: expandDisks,
  deleteDesktopPoolVolumes: deleteDisks,
  deleteDesktops: removeDesktops,
  deleteVolumes: removeDesktopDisks,
};
