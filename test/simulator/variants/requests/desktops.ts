// The calls on desktops and jobs.

import type { Requests } from "../request.ts";
import { distinct, type Fields, flag, list, must, notThere, oneOf, text, thing, word } from "../rules.ts";
import { anyDesktop, filter, inOffice, many, paging, project } from "./shared.ts";

/** Of every list of desktops. */
const common: Fields = {
  status: many,
  desktop_id: many,
  computer_name: filter,
  desktop_ip: filter,
  desktop_type: many,
  subnet_id: filter,
  enterprise_project_id: project,
  tag: text(0, 4096),
  is_share_desktop: flag,
};

const anyCommon = {
  status: "ACTIVE",
  desktop_id: "desktop-1",
  computer_name: "office",
  desktop_ip: "192.168",
  desktop_type: "POOLED",
  subnet_id: "subnet-1",
  enterprise_project_id: "0",
  tag: "team=red",
  is_share_desktop: "false",
  limit: "10",
  offset: "0",
};

/** Of the lists that tell all. */
const detailed: Fields = {
  ...common,
  user_name: filter,
  user_names: many,
  user_attached: flag,
  image_id: filter,
  charge_mode: word("0", "1"),
  availability_zone: filter,
  in_maintenance_mode: flag,
  is_support_internet: flag,
  sort_field: word("created", "computer_name"),
  sort_type: word("ASC", "DESC"),
};

const anyDetailed = {
  ...anyCommon,
  user_name: "anna",
  user_names: "anna,bob",
  user_attached: "false",
  image_id: "image-1",
  charge_mode: "1",
  availability_zone: "zone-a",
  in_maintenance_mode: "false",
  is_support_internet: "false",
  sort_field: "created",
  sort_type: "DESC",
};

const differences = word("PRODUCT_ID", "IMAGE_ID", "DISK_NUM", "DISK_SIZE", "AUTO_ISOLATION", "PRODUCT", "IMAGE");

export const desktopRequests: Requests = {
  ListPoolDesktopsDetail: {
    well: 200,
    path: inOffice,
    query: {
      rule: {
        inconsistent_type: list(differences, 0, 7),
        ...detailed,
        computer_names: many,
        isolated: flag,
        ...paging({ least: 1, most: 100 }, 10_000),
      },
      good: { ...anyDetailed, inconsistent_type: "DISK_NUM", computer_names: "office-1", isolated: "false" },
    },
  },
  ListInconsistentStatics: { well: 200, path: inOffice },
  ListDesktops: {
    well: 200,
    query: {
      rule: { pool_id: many, ...common, user_name: many, ...paging({ least: 0, most: 1000 }, 2_147_483_647) },
      good: { ...anyCommon, pool_id: "pool-1", user_name: "anna" },
    },
  },
  ListDesktopsDetail: {
    well: 200,
    query: {
      // The longest page is 500 by its text and 1000 by its schema; the text goes first.
      rule: { pool_id: many, ...detailed, ...paging({ least: 0, most: 500 }, 2_147_483_647) },
      good: { ...anyDetailed, pool_id: "pool-1" },
    },
  },
  ShowDesktopDetail: { well: 200, path: anyDesktop },
  BatchDeleteDesktops: {
    well: 202,
    body: ({ desktopIds }) => ({
      rule: thing({
        desktop_ids: must(distinct(list(oneOf(desktopIds, notThere), 1, 100))),
        delete_users: flag,
        email_notification: flag,
        is_force_delete: flag,
      }),
      good: { desktop_ids: [...desktopIds], delete_users: false, email_notification: false, is_force_delete: false },
    }),
  },
  ListItaSubJobs: {
    well: 200,
    query: {
      rule: {
        job_id: filter,
        job_type: must(text(1, 255)),
        desktop_pool_id: filter,
        status: many,
        ...paging({ least: 0, most: 1000 }, 10_000),
      },
      good: { job_type: "createDesktopPool", desktop_pool_id: "pool-1", status: "SUCCESS", limit: "10", offset: "0" },
    },
  },
  ShowJob: { well: 200, path: ({ jobId }) => ({ jobId }) },
};
