/** The stories of desktops and of the disks on them. */
import { expect } from "@jest/globals";
import type { Given } from "./scene.ts";
import type { Story } from "./stories.ts";

const some = expect.stringMatching(/./);
const accepted = { jobId: some };

/** A desktop as this region's contract tells it. */
function desktop({ rootDisk, disk, own, copy, desktops, names, at, says }: Given, index: 0 | 1): object {
  const contract = says("desktop-fields");
  const joins = contract !== "old" && says("desktop-pool-disk-id") === "yes";
  const volume = (poolDisk: string | undefined, fields: object) => ({
    id: some,
    createTime: new Date(at).toISOString(),
    ...(joins && poolDisk !== undefined ? { desktopPoolDiskId: poolDisk } : {}),
    ...fields,
  });
  const extra = volume(undefined, { volumeId: own, type: "GPSSD2", size: 20 });
  return {
    desktopId: desktops[index],
    computerName: names[index],
    status: "ACTIVE",
    ...(contract === "seen" ? {} : { taskStatus: "" }),
    loginStatus: "REGISTERED",
    attachState: "UNATTACH",
    ...(contract === "old" ? {} : { inMaintenanceMode: false, isFreeze: false }),
    productId: "product",
    imageId: "image",
    rootVolume: volume(rootDisk, { volumeId: some, type: "SAS", size: 80 }),
    dataVolumes: [
      volume(disk, { volumeId: index === 0 ? copy : some, type: "SAS", size: 50 }),
      ...(index === 0 ? [extra] : []),
    ],
  };
}

function differences({ says }: Given, words: readonly string[]): object {
  const contract = says("inconsistent-types");
  if (contract === "absent" || says("desktop-fields") === "seen") return {};
  // The old contract knows words for the product and the image alone.
  return { inconsistentTypes: contract === "new" ? words : [] };
}

function summary({ pool, desktops, names, says }: Given, index: 0 | 1): object {
  return {
    desktopId: desktops[index],
    computerName: names[index],
    inMaintenanceMode: false,
    ...(says("desktop-status") === "yes" ? { poolId: pool, status: "ACTIVE", taskStatus: "" } : {}),
  };
}

export const desktopStories: readonly Story[] = [
  {
    method: "listPoolDesktopsDetail",
    operation: "ListPoolDesktopsDetail",
    asked: ({ pool }) => [`GET /desktop-pools/${pool}/desktops`],
    query: () => ({ offset: "0", limit: "100" }),
    play: (service, { pool, until }) => service.listPoolDesktopsDetail(pool, until),
    hears: (given) => [
      { ...desktop(given, 0), ...differences(given, ["DISK_NUM"]) },
      { ...desktop(given, 1), ...differences(given, []) },
    ],
  },
  {
    method: "listDesktops",
    operation: "ListDesktops",
    asked: () => ["GET /desktops"],
    query: ({ pool, desktops }) => ({
      pool_id: pool,
      desktop_id: desktops,
      status: ["ACTIVE", "SHUTOFF"],
      offset: "0",
      limit: "1000",
    }),
    play: (service, { pool, desktops, until }) =>
      service.listDesktops({ poolIds: [pool], desktopIds: desktops, statuses: ["ACTIVE", "SHUTOFF"] }, until),
    hears: (given) => [summary(given, 0), summary(given, 1)],
  },
  {
    method: "listDesktopsDetail",
    operation: "ListDesktopsDetail",
    asked: () => ["GET /desktops/detail"],
    query: ({ pool, names: [name] }) => ({ pool_id: pool, computer_name: name, offset: "0", limit: "500" }),
    play: (service, { pool, names: [computerName], until }) =>
      service.listDesktopsDetail({ poolIds: [pool], computerName }, until),
    hears: (given) => [desktop(given, 0)],
  },
  {
    method: "showDesktopDetail",
    operation: "ShowDesktopDetail",
    asked: ({ desktops: [first] }) => [`GET /desktops/${first}`],
    play: (service, { desktops: [first], until }) => service.showDesktopDetail(first, until),
    hears: (given) => desktop(given, 0),
  },
  {
    method: "showDesktopDetail",
    when: "the desktop is gone",
    operation: "ShowDesktopDetail",
    asked: () => ["GET /desktops/gone"],
    play: (service, { until }) => service.showDesktopDetail("gone", until),
  },
  {
    method: "batchDeleteDesktops",
    operation: "BatchDeleteDesktops",
    asked: () => ["POST /desktops/batch-delete"],
    body: ({ desktops }) => ({
      desktop_ids: desktops,
      delete_users: false,
      email_notification: false,
      is_force_delete: true,
    }),
    play: (service, { desktops, until }) =>
      service.batchDeleteDesktops(
        { desktopIds: desktops, deleteUsers: false, emailNotification: false, forceDelete: true },
        until,
      ),
    hears: () => accepted,
  },
  {
    method: "addDesktopVolumes",
    operation: "AddDesktopVolumes",
    asked: ({ desktops: [first] }) => [`POST /desktops/${first}/volumes`],
    body: () => ({ volumes: [{ type: "SAS", size: 20 }] }),
    play: (service, { desktops: [desktopId], until }) =>
      service.addDesktopVolumes({ desktopId, volumes: [{ type: "SAS", size: 20 }] }, until),
    hears: () => accepted,
  },
  {
    method: "addVolumes",
    operation: "AddVolumes",
    asked: () => ["POST /volumes"],
    body: ({ desktops: [first] }) => ({
      desktop_volumes: [{ desktop_id: first, volumes: [{ type: "SAS", size: 20 }] }],
    }),
    play: (service, { desktops: [desktopId], until }) =>
      service.addVolumes({ desktopVolumes: [{ desktopId, volumes: [{ type: "SAS", size: 20 }] }] }, until),
    hears: () => accepted,
    refused: ({ says }) => refusedKey(says("add-volumes-key") === "addDesktopVolumesReq", says("empty-volumes")),
  },
  {
    method: "addVolumes",
    when: "under the key that some clients send",
    operation: "AddVolumes",
    asked: () => ["POST /volumes"],
    body: ({ desktops }) => ({
      addDesktopVolumesReq: desktops.map((desktop_id) => ({ desktop_id, volumes: [{ type: "SAS", size: 20 }] })),
    }),
    play: (service, { desktops, until }) => {
      const desktopVolumes = desktops.map((desktopId) => ({ desktopId, volumes: [{ type: "SAS", size: 20 }] }));
      return service.addVolumes({ desktopVolumes, key: "addDesktopVolumesReq" }, until);
    },
    hears: () => accepted,
    refused: ({ says }) => refusedKey(says("add-volumes-key") === "desktop_volumes", says("empty-volumes")),
  },
  {
    method: "expandVolumes",
    operation: "ExpandVolumes",
    asked: () => ["POST /volumes/expand"],
    body: ({ desktops: [first], own }) => ({
      desktop_volumes_expansion: [{ desktop_id: first, volume_id: own, new_size: 40 }],
    }),
    play: (service, { desktops: [desktopId], own, until }) =>
      service.expandVolumes({ desktopVolumesExpansion: [{ desktopId, volumeId: own, newSize: 40 }] }, until),
    hears: () => accepted,
  },
  {
    method: "deleteDesktopVolumes",
    operation: "DeleteDesktopVolumes",
    asked: ({ desktops: [first] }) => [`POST /desktops/${first}/volumes/batch-delete`],
    body: ({ own }) => ({ volume_ids: [own] }),
    play: (service, { desktops: [desktopId], own, until }) =>
      service.deleteDesktopVolumes({ desktopId, volumeIds: [own] }, until),
    hears: () => accepted,
  },
  {
    method: "batchModifyQosVolumes",
    operation: "BatchModifyQosVolumes",
    asked: () => ["PUT /volumes/batch-modify-qos"],
    body: ({ own }) => ({ volume_ids: [own], qos: { iops: 4000, throughput: 200 } }),
    play: (service, { own, until }) =>
      service.batchModifyQosVolumes({ volumeIds: [own], qos: { iops: 4000, throughput: 200 } }, until),
    hears: () => accepted,
  },
  {
    method: "sendNotifications",
    operation: "SendNotifications",
    asked: () => ["POST /desktops/notifications"],
    body: ({ desktops }) => ({ desktop_ids: desktops, notifications: "the desktop stops at noon" }),
    play: (service, { desktops, until }) =>
      service.sendNotifications({ desktopIds: desktops, notifications: "the desktop stops at noon" }, until),
    hears: () => accepted,
  },
];

/** A region that knows only the other key sees no disk. */
function refusedKey(isOther: boolean, empty: string): string | undefined {
  return isOther && empty === "refuse" ? "bad_request" : undefined;
}
