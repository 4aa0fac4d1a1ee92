// The calls that resize, rebuild, start and stop desktops, tell their users something, and order changes.

import type { Requests } from "../request.ts";
import {
  badParameter,
  conflict,
  flag,
  list,
  must,
  notThere,
  oneOf,
  type Refused,
  type Rule,
  text,
  thing,
  whole,
  word,
} from "../rules.ts";
import { anyQuality, handleType, inOffice, quality, someOf } from "./shared.ts";

const long = Number.POSITIVE_INFINITY;
const notPlayed: Refused = { status: 501, code: "SIM.0501", place: "type" };

/** Running desktops are only resized by a call that says it stops them, and these are running. */
const stopping: Rule = {
  ...word("STOP_DESKTOP", ""),
  also: (mode: string) => (mode === "STOP_DESKTOP" ? undefined : conflict),
};

const rebuild = {
  delay_time: whole(0, 15),
  message: text(0, 400),
  encrypt_type: word("KEEP", "UNENCRYPTED", "ENCRYPTED"),
  kms_id: text(0, 255),
};
const anyRebuild = {
  image_type: "private",
  delay_time: 5,
  message: "save your work",
  encrypt_type: "KEEP",
  kms_id: "key-1",
};

/** Every part of an order says whom it is for. */
const whom = { desktop_pool_id: text(0, 64), handle_type: handleType, promotion_plan_id: text(0, 255) };
const desktopIds = list(text(0, 255), 0, long);

/** What is wrong with the size itself is told in the words of the disk calls, as volumes.size. */
const orderedSize: Rule = {
  ...whole(10, 8200),
  also: (size: number) => (size % 10 === 0 ? undefined : { ...badParameter, place: "size" }),
};

export const operationRequests: Requests = {
  ResizeDesktopPool: {
    well: 200,
    path: inOffice,
    body: (there) => ({
      rule: {
        ...thing({
          product_id: must(text(1, 255)),
          flavor_id: text(0, 255),
          mode: stopping,
          handle_type: handleType,
          desktop_ids: someOf(there.desktopIds),
        }),
        also: ({ mode }: { mode?: string }) => (mode ? undefined : { ...conflict, place: "mode" }),
      },
      good: {
        product_id: "another-product",
        flavor_id: "flavor-1",
        mode: "STOP_DESKTOP",
        handle_type: "FOR_EXPAND_AND_ALL",
        desktop_ids: [...there.desktopIds],
      },
    }),
  },
  RebuildDesktopPool: {
    well: 200,
    path: inOffice,
    body: (there) => ({
      rule: {
        ...thing({
          image_id: must(text(1, 255)),
          image_type: text(0, 255),
          os_type: text(0, 255),
          order_id: text(0, 255),
          is_fix: flag,
          ...rebuild,
          handle_type: handleType,
          desktop_ids: someOf(there.desktopIds),
        }),
        also: ({ is_fix, encrypt_type, kms_id }: { is_fix?: boolean; encrypt_type?: string; kms_id?: string }) => {
          if (encrypt_type === "ENCRYPTED" && !kms_id) return { ...badParameter, place: "kms_id" };
          return is_fix ? { ...badParameter, place: "image_id" } : undefined;
        },
      },
      good: {
        image_id: "another-image",
        os_type: "Windows",
        order_id: "order-1",
        is_fix: false,
        ...anyRebuild,
        handle_type: "FOR_EXPAND_AND_ALL",
        desktop_ids: [...there.desktopIds],
      },
    }),
  },
  ExecuteDesktopPoolAction: {
    well: 200,
    path: inOffice,
    body: () => ({
      rule: thing({ op_type: must(word("os-start", "os-stop", "reboot", "hibernate")), type: word("SOFT", "HARD") }),
      good: { op_type: "reboot", type: "SOFT" },
    }),
  },
  SendDesktopPoolNotifications: {
    well: 200,
    path: inOffice,
    body: () => ({ rule: thing({ notifications: must(text(1, long)) }), good: { notifications: "save your work" } }),
  },
  SendNotifications: {
    well: 200,
    body: (there) => ({
      rule: thing({
        desktop_ids: must(list(oneOf(there.desktopIds, notThere), 1, long)),
        notifications: must(text(1, long)),
      }),
      good: { desktop_ids: [...there.desktopIds], notifications: "save your work" },
    }),
  },
  CreateDesktopPoolChangeOrder: {
    well: 200,
    body: ({ prepaid }) => ({
      rule: thing({
        type: must({
          ...word("ADD_VOLUME", "EXTEND_VOLUME", "RESIZE", "CHANGE_IMAGE", "ADD_SUB_RESOURCES", "DELETE_SUB_RESOURCES"),
          also: (type: string) => (type.endsWith("SUB_RESOURCES") ? notPlayed : undefined),
        }),
        // The one that the type names has to be there, and to be right; the others are only looked at.
        add_volume_param: must(
          thing({
            ...whom,
            desktop_pool_id: must(oneOf([prepaid.id], notThere, text(1, 64))),
            desktop_ids: list(oneOf(prepaid.desktopIds, notThere, text(0, 255)), 0, long),
            volume_type: must(text(1, 255)),
            volume_size: must(orderedSize),
            desktop_pool_disk_id: oneOf(prepaid.diskIds, badParameter),
            ...quality,
          }),
        ),
        extend_volume_param: thing({
          ...whom,
          desktop_ids: desktopIds,
          desktop_pool_disk_id: must(text(1, 255)),
          new_size: must(whole(10, 8200)),
        }),
        resize_param: thing({
          ...whom,
          desktop_ids: desktopIds,
          product_id: must(text(1, 255)),
          mode: word("STOP_DESKTOP", ""),
        }),
        change_image_param: thing({
          ...whom,
          desktop_ids: list(text(0, 255), 0, 1000),
          image_id: text(0, 255),
          image_spec_code: text(0, 255),
          image_type: text(1, 55),
          ...rebuild,
        }),
        add_sub_resources_param: thing({ ...whom, desktop_ids: desktopIds, sub_resource_sku: must(text(1, 255)) }),
        delete_sub_resources_param: thing({ ...whom, desktop_ids: desktopIds, sub_resource_type: must(text(1, 255)) }),
        agency_urn: text(0, 1500),
      }),
      good: {
        type: "ADD_VOLUME",
        add_volume_param: {
          desktop_pool_id: prepaid.id,
          handle_type: "FOR_EXPAND_AND_ALL",
          promotion_plan_id: "plan-1",
          volume_type: "SAS",
          volume_size: 50,
          ...anyQuality,
        },
        extend_volume_param: { desktop_pool_id: prepaid.id, desktop_pool_disk_id: prepaid.diskIds[0], new_size: 100 },
        resize_param: { desktop_pool_id: prepaid.id, product_id: "another-product", mode: "STOP_DESKTOP" },
        change_image_param: { desktop_pool_id: prepaid.id, image_id: "another-image", ...anyRebuild },
        add_sub_resources_param: { desktop_pool_id: prepaid.id, sub_resource_sku: "sku" },
        delete_sub_resources_param: { desktop_pool_id: prepaid.id, sub_resource_type: "DESKTOP_SHARER" },
        agency_urn: "urn",
      },
    }),
  },
};
