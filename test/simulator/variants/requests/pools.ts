// The calls on pools.

import type { Requests } from "../request.ts";
import {
  badParameter,
  distinct,
  flag,
  list,
  must,
  notThere,
  oneOf,
  type Rule,
  text,
  thing,
  whole,
  word,
} from "../rules.ts";
import {
  anyDisk,
  anyQuality,
  anySettings,
  anyUser,
  dataDisk,
  filter,
  handleType,
  inBare,
  inEmpty,
  inOffice,
  paging,
  project,
  quality,
  rootDisk,
  settings,
  someOf,
  user,
} from "./shared.ts";

/** 64 characters is the longest by default, and the other pools of the place have their names already. */
const name = (taken: readonly string[]): Rule => ({
  ...text(1, 64, /^[\p{Script=Han}A-Za-z0-9-]+$/u),
  also: (value: string) => (taken.includes(value) ? badParameter : undefined),
});

/** 10 minutes at least; 0 is as if nothing were said. */
const retention: Rule = {
  ...whole(0, 43_200),
  also: (minutes: number) => (minutes === 0 || minutes >= 10 ? undefined : badParameter),
};

export const poolRequests: Requests = {
  CreateDesktopPool: {
    well: 200,
    body: () => ({
      rule: thing({
        name: must(name(["office", "bare", "empty", "prepaid", "fast"])),
        type: must(word("DYNAMIC", "STATIC")),
        size: must(whole(0, 100)),
        product_id: must(text(1, 255)),
        image_type: must(text(1, 55)),
        image_id: must(text(1, 255)),
        root_volume: must(rootDisk),
        data_volumes: list(dataDisk, 0, 10),
        authorized_objects: list(user, 0, 500),
        flavor_id: text(0, 255),
        domain: text(0, 255),
        ...settings,
        subnet_ids: must(list(text(1, 55), 1, 100)),
      }),
      good: {
        name: "another",
        type: "DYNAMIC",
        size: 1,
        product_id: "product-1",
        image_type: "private",
        image_id: "image-1",
        root_volume: { ...anyDisk, size: 80 },
        data_volumes: [anyDisk],
        authorized_objects: [anyUser],
        flavor_id: "flavor-1",
        domain: "example.com",
        ...anySettings,
        subnet_ids: ["subnet-1"],
      },
    }),
  },
  ListDesktopPools: {
    well: 200,
    query: {
      rule: {
        name: filter,
        type: filter,
        enterprise_project_id: project,
        in_maintenance_mode: flag,
        ...paging({ least: 0, most: 1000 }, 20_000),
      },
      good: {
        name: "off",
        type: "DYNAMIC",
        enterprise_project_id: "0",
        in_maintenance_mode: "false",
        limit: "10",
        offset: "0",
      },
    },
  },
  ShowDesktopPoolDetail: { well: 200, path: inOffice },
  UpdateDesktopPool: {
    well: 200,
    path: inOffice,
    body: ({ office }) => {
      const volume = thing({
        id: must(oneOf([office.rootId, ...office.diskIds], notThere)),
        // It has to be told, and it cannot be changed.
        type: must(oneOf(["SAS"], badParameter)),
        ...quality,
      });
      return {
        rule: thing({
          name: name(["bare", "empty", "prepaid", "fast"]),
          in_maintenance_mode: flag,
          root_volume: volume,
          data_volumes: list(volume, 0, 10),
          ...settings,
          disconnected_retention_period: retention,
          subnet_ids: list(text(0, 55), 0, 100),
        }),
        good: {
          name: "office",
          in_maintenance_mode: true,
          root_volume: { id: office.rootId, type: "SAS", ...anyQuality },
          data_volumes: [{ id: office.diskIds[0], type: "SAS", ...anyQuality }],
          ...anySettings,
          disconnected_retention_period: 10,
          subnet_ids: ["subnet-1"],
        },
      };
    },
  },
  DeleteDesktopPool: { well: 204, path: inEmpty },
  ExpandDesktopPool: {
    well: 200,
    path: inOffice,
    body: () => ({
      rule: thing({ size: must(whole(1, 1000)), order_id: text(0, 255) }),
      good: { size: 1, order_id: "order-1" },
    }),
  },
  AddDesktopPoolVolumes: {
    well: 200,
    path: inBare,
    body: ({ bare }) => ({
      rule: thing({
        volumes: must(list(dataDisk, 1, 10)),
        handle_type: handleType,
        desktop_ids: someOf(bare.desktopIds),
      }),
      good: { volumes: [anyDisk], handle_type: "FOR_EXPAND_AND_ALL", desktop_ids: [...bare.desktopIds] },
    }),
  },
  ExpandDesktopPoolVolumes: {
    well: 200,
    path: inOffice,
    body: ({ office, desktopIds }) => {
      const bigger: Rule = { ...whole(10, 8200, 10), also: (size: number) => (size > 50 ? undefined : badParameter) };
      const disk = thing({
        id: must(oneOf(office.diskIds, notThere)),
        type: oneOf(["SAS", ""], badParameter, text(0, 255)),
        size: must(bigger),
        resource_spec_code: text(0, 255),
        ...quality,
      });
      const disks = list(disk, 1, 11);
      return {
        rule: thing({
          volumes: must(distinct(disks, ({ id }: { id: string }) => id)),
          order_id: text(0, 255),
          handle_type: handleType,
          desktop_ids: someOf(desktopIds),
        }),
        good: {
          volumes: [{ id: office.diskIds[0], type: "SAS", size: 100, ...anyQuality }],
          order_id: "order-1",
          handle_type: "FOR_EXPAND_AND_ALL",
          desktop_ids: [desktopIds[0]],
        },
      };
    },
  },
  DeleteDesktopPoolVolumes: {
    well: 200,
    path: inOffice,
    body: ({ office, desktopIds }) => {
      const disk = thing({
        id: must(oneOf(office.diskIds, notThere)),
        type: text(0, 255),
        size: whole(0, 8200),
      });
      return {
        rule: thing({
          volumes: must(distinct(list(disk, 1, 10), ({ id }: { id: string }) => id)),
          handle_type: handleType,
          desktop_ids: someOf(desktopIds),
        }),
        good: {
          volumes: [{ id: office.diskIds[0], type: "SAS", size: 50 }],
          handle_type: "FOR_EXPAND_AND_IDLE",
          desktop_ids: [desktopIds[0]],
        },
      };
    },
  },
  ListDesktopPoolAuthorizedObjects: {
    well: 200,
    path: inOffice,
    query: { rule: paging({ least: 1, most: 100 }, 10_000), good: { limit: "10", offset: "0" } },
  },
  CreateDesktopPoolAuthorizedObjects: {
    well: 204,
    path: inOffice,
    body: () => ({
      rule: thing({ action: must(word("ADD", "REMOVE", "CHANGE_PRIVILEGE")), objects: must(list(user, 1, 500)) }),
      good: { action: "ADD", objects: [anyUser] },
    }),
  },
};
