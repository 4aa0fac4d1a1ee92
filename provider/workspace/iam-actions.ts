/**
 * The IAM actions that the calls need, by what a program does with them: for whoever writes a policy with nothing too much in it.
 * Source: the page "Permissions and Supported Actions" of the Workspace API reference; each call names its own where it is made.
 */

/** Preview, refresh and the functions need these, and so does every change, which looks before and after. */
const reading = [
  "workspace:desktopPools:get",
  "workspace:desktopPools:getStatisticsByInconsistent",
  "workspace:desktopPools:list",
  "workspace:desktopPools:listDesktops",
  "workspace:desktopPools:listUsers",
  "workspace:desktops:get",
  "workspace:desktops:list",
  "workspace:desktops:listDetail",
  "workspace:jobs:get",
  "workspace:jobs:listSubJobs",
  "workspace:products:listVolumeProducts",
  "workspace:quotas:get",
] as const;

const disks = [
  "workspace:desktopPools:batchAddVolumes",
  "workspace:desktopPools:batchDeleteVolumes",
  "workspace:desktopPools:batchExpandVolumes",
  "workspace:volumes:add",
  "workspace:volumes:batchAdd",
  "workspace:volumes:batchExpand",
  "workspace:volumes:delete",
  "workspace:volumes:modifyQos",
] as const;

const pools = [
  "workspace:desktopPools:authorizeUsers",
  "workspace:desktopPools:create",
  "workspace:desktopPools:delete",
  "workspace:desktopPools:expand",
  "workspace:desktopPools:operate",
  "workspace:desktopPools:rebuild",
  "workspace:desktopPools:resize",
  "workspace:desktopPools:update",
  "workspace:desktops:batchDelete",
] as const;

const notices = ["workspace:desktopPools:sendNotifications", "workspace:desktops:sendNotifications"] as const;

export const purposes = ["read", "disks", "all"] as const;

export type Purpose = (typeof purposes)[number];

const actions: Readonly<Record<Purpose, readonly string[]>> = {
  read: reading,
  disks: [...reading, ...disks, ...notices],
  all: [...reading, ...disks, ...pools, ...notices],
};

/** In alphabetical order. */
export const iamActionsFor = (purpose: Purpose): readonly string[] => actions[purpose].toSorted();
