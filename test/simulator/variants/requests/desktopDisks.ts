// The calls on the disks of single desktops, and on what can be bought.

import type { Requests } from "../request.ts";
import {
  badParameter,
  distinct,
  list,
  must,
  notThere,
  oneOf,
  type Refused,
  type Rule,
  text,
  thing,
  whole,
} from "../rules.ts";
import { anyDesktop, anyQuality, filter, many, quality } from "./shared.ts";

const ownDisk = thing({ type: must(text(1, 255)), size: must(whole(10, 32_760, 10)), ...quality });
const anyOwnDisk = { type: "SAS", size: 50, ...anyQuality };

/** The desktops of the place have two data disks, and ten is the most. */
const full: Refused = { ...badParameter, place: "volumes" };
const room = (count: number) => (count <= 8 ? undefined : full);

const someDisks: Rule = { ...list(ownDisk, 1, 10), also: (disks: readonly unknown[]) => room(disks.length) };

const giftsFor = (desktopIds: readonly string[]): Rule => ({
  ...list(thing({ desktop_id: must(oneOf(desktopIds, notThere)), volumes: must(list(ownDisk, 1, 10)) }), 1, 100),
  also: (gifts: readonly { volumes: readonly unknown[] }[]) => room(gifts.flatMap(({ volumes }) => volumes).length),
});

export const desktopDiskRequests: Requests = {
  AddDesktopVolumes: {
    well: 200,
    path: anyDesktop,
    body: () => ({
      rule: thing({ volumes: must(someDisks), enterprise_project_id: text(0, 36) }),
      good: { volumes: [anyOwnDisk], enterprise_project_id: "0" },
    }),
  },
  DeleteDesktopVolumes: {
    well: 200,
    path: anyDesktop,
    body: ({ volumeIds }) => ({
      rule: thing({ volume_ids: must(list(oneOf(volumeIds, notThere), 1, 10)) }),
      good: { volume_ids: [...volumeIds] },
    }),
  },
  AddVolumes: {
    well: 200,
    body: ({ desktopIds }) => ({
      rule: thing({ desktop_volumes: must(giftsFor(desktopIds)) }),
      good: { desktop_volumes: [{ desktop_id: desktopIds[0], volumes: [anyOwnDisk] }] },
    }),
  },
  ExpandVolumes: {
    well: 200,
    body: ({ desktopIds: [desktopId = ""], volumeIds }) => {
      const bigger: Rule = { ...whole(10, 32_768), also: (size: number) => (size > 50 ? undefined : badParameter) };
      const volume = thing({
        desktop_id: must(oneOf([desktopId], notThere)),
        volume_id: must(oneOf(volumeIds, notThere)),
        new_size: must(bigger),
      });
      const twice = distinct(list(volume, 1, 100), ({ volume_id }: { volume_id: string }) => volume_id);
      return {
        rule: thing({ desktop_volumes_expansion: must(twice) }),
        good: { desktop_volumes_expansion: [{ desktop_id: desktopId, volume_id: volumeIds[0], new_size: 100 }] },
      };
    },
  },
  BatchModifyQosVolumes: {
    well: 200,
    body: ({ fastVolumeId }) => ({
      rule: thing({
        volume_ids: must(list(oneOf([fastVolumeId], notThere), 1, 100)),
        qos: must(thing({ iops: must(whole(3000, 12_800)), throughput: must(whole(125, 1000)) })),
      }),
      good: { volume_ids: [fastVolumeId], qos: { iops: 4000, throughput: 200 } },
    }),
  },
  ListVolumeProductInfo: {
    well: 200,
    query: {
      rule: { availability_zone: filter, volume_type: many },
      good: { availability_zone: "zone-a", volume_type: "SAS" },
    },
  },
  ShowQuotas: { well: 200 },
};
