/** The stories of pools: themselves, their users, their disks, and the messages to those who sit at their desktops. */
import { expect } from "@jest/globals";
import type { Given } from "./scene.ts";
import type { Story } from "./stories.ts";

const accepted = { jobId: expect.stringMatching(/./) };
const ofPool = ({ pool }: Given, rest: string): string => `/desktop-pools/${pool}${rest}`;
const paged = { offset: "0", limit: "100" };
const ann = { objectId: "u-ann", objectType: "USER", objectName: "ann", userGroup: "users", domain: "local" };
const annOnWire = {
  object_id: "u-ann",
  object_type: "USER",
  object_name: "ann",
  user_group: "users",
  domain: "local",
};
const whereUsersArePublished = ({ says }: Given) => (says("users-published") === "yes" ? undefined : "not_published");

export const poolStories: readonly Story[] = [
  {
    method: "createDesktopPool",
    operation: "CreateDesktopPool",
    asked: () => ["POST /desktop-pools"],
    body: ({ name }) => ({
      name: `${name}-new`,
      type: "DYNAMIC",
      size: 1,
      product_id: "product",
      image_type: "private",
      image_id: "image",
      root_volume: { type: "SAS", size: 80, kms_id: "key" },
      subnet_ids: ["subnet"],
      vpc_id: "vpc",
      security_groups: [{ id: "group" }],
      authorized_objects: [annOnWire],
      tags: [{ key: "camelCase", value: "kept" }],
      enable_autoscale: true,
      autoscale_policy: { autoscale_type: "AUTO_CREATED", max_auto_created: 5, min_idle: 0 },
      user_reset_policy: { enable: true, reset_count_per_day: 3 },
      disconnected_retention_period: 10,
    }),
    play: (service, { name, until }) =>
      service.createDesktopPool(
        {
          name: `${name}-new`,
          type: "DYNAMIC",
          size: 1,
          productId: "product",
          imageType: "private",
          imageId: "image",
          rootVolume: { type: "SAS", size: 80, kmsId: "key" },
          subnetIds: ["subnet"],
          vpcId: "vpc",
          securityGroupIds: ["group"],
          authorizedObjects: [ann],
          tags: { camelCase: "kept" },
          enableAutoscale: true,
          autoscalePolicy: { autoscaleType: "AUTO_CREATED", maxAutoCreated: 5, minIdle: 0 },
          userResetPolicy: { enable: true, resetCountPerDay: 3 },
          disconnectedRetentionPeriod: 10,
        },
        until,
      ),
    hears: () => accepted,
    // Older regions want at least one idle desktop.
    refused: ({ says }) => (says("autoscale-limits") === "old" ? "bad_request" : undefined),
  },
  {
    method: "showDesktopPoolDetail",
    operation: "ShowDesktopPoolDetail",
    asked: (given) => [`GET ${ofPool(given, "")}`],
    play: (service, { pool, until }) => service.showDesktopPoolDetail(pool, until),
    hears: ({ pool, name, rootDisk, disk, at, says }) => ({
      id: pool,
      name,
      type: "DYNAMIC",
      description: "for the tests",
      status: "STEADY",
      createdTime: new Date(at).toISOString(),
      chargingMode: "1",
      desktopCount: 2,
      desktopUsed: 0,
      availabilityZone: "ap-southeast-1a",
      subnetId: "subnet",
      productId: "product",
      flavorId: "s6.large.2",
      imageId: "image",
      rootVolume: { id: rootDisk, type: "SAS", size: 80 },
      dataVolumes: [{ id: disk, type: "SAS", size: 50 }],
      securityGroupIds: ["group"],
      enableAutoscale: false,
      enterpriseProjectId: "0",
      inMaintenanceMode: false,
      ...(says("tags-returned") === "yes"
        ? { vpcId: "vpc", subnetIds: ["subnet", "second"], ouName: "", tags: { team: "a", bare: "" } }
        : {}),
      ...(says("cleared-policy") === "absent" ? {} : { autoscalePolicy: { onceAutoCreated: 1 } }),
    }),
  },
  {
    method: "showDesktopPoolDetail",
    when: "the pool is gone",
    operation: "ShowDesktopPoolDetail",
    asked: ({ says }) => ["GET /desktop-pools/gone", ...(says("gone-status") === "404" ? [] : ["GET /desktop-pools"])],
    play: (service, { until }) => service.showDesktopPoolDetail("gone", until),
  },
  {
    method: "listDesktopPools",
    operation: "ListDesktopPools",
    asked: () => ["GET /desktop-pools"],
    query: ({ name }) => ({ name, offset: "0", limit: "1000" }),
    play: (service, { name, until }) => service.listDesktopPools({ name }, until),
    hears: ({ pool, name, at }) => [{ id: pool, name, status: "STEADY", createdTime: new Date(at).toISOString() }],
  },
  {
    method: "updateDesktopPool",
    operation: "UpdateDesktopPool",
    asked: (given) => [`PUT ${ofPool(given, "")}`],
    body: ({ rootDisk }) => ({
      description: "",
      root_volume: { id: rootDisk, type: "SAS", iops: 3000, throughput: 125, kms_id: "" },
      in_maintenance_mode: true,
      autoscale_policy: {},
      tags: [],
      security_groups: [{ id: "other" }],
      disconnected_retention_period: 20,
    }),
    play: (service, { pool, rootDisk, until }) =>
      service.updateDesktopPool(
        pool,
        {
          description: "",
          rootVolume: { id: rootDisk, type: "SAS", iops: 3000, throughput: 125, kmsId: "" },
          inMaintenanceMode: true,
          autoscalePolicy: {},
          tags: {},
          securityGroupIds: ["other"],
          disconnectedRetentionPeriod: 20,
        },
        until,
      ),
  },
  {
    method: "deleteDesktopPool",
    operation: "DeleteDesktopPool",
    before: async ({ simulator, pool, desktops }) => {
      for (const desktop of desktops) simulator.act({ do: "deleteDesktop", pool, desktop });
      return "";
    },
    asked: (given) => [`DELETE ${ofPool(given, "")}`],
    play: (service, { pool, until }) => service.deleteDesktopPool(pool, until),
  },
  {
    method: "deleteDesktopPool",
    when: "the pool is gone already",
    operation: "DeleteDesktopPool",
    asked: ({ says }) => [
      "DELETE /desktop-pools/gone",
      ...(says("gone-status") === "404" ? [] : ["GET /desktop-pools"]),
    ],
    play: (service, { until }) => service.deleteDesktopPool("gone", until),
  },
  {
    method: "expandDesktopPool",
    operation: "ExpandDesktopPool",
    asked: (given) => [`POST ${ofPool(given, "/expand")}`],
    body: () => ({ size: 2 }),
    play: (service, { pool, until }) => service.expandDesktopPool(pool, { add: 2 }, until),
    hears: () => accepted,
  },
  {
    method: "resizeDesktopPool",
    operation: "ResizeDesktopPool",
    asked: (given) => [`POST ${ofPool(given, "/resize")}`],
    body: ({ desktops }) => ({
      product_id: "other",
      mode: "STOP_DESKTOP",
      handle_type: "FOR_EXPAND_AND_ALL",
      desktop_ids: desktops,
    }),
    play: (service, { pool, desktops, until }) =>
      service.resizeDesktopPool(
        {
          poolId: pool,
          productId: "other",
          mode: "STOP_DESKTOP",
          handleType: "FOR_EXPAND_AND_ALL",
          desktopIds: desktops,
        },
        until,
      ),
    hears: ({ desktops, says }) => ({
      ...accepted,
      ...(says("resize-jobs") === "absent" ? {} : { jobs: desktops.map((desktopId) => ({ desktopId, ...accepted })) }),
    }),
  },
  {
    method: "rebuildDesktopPool",
    operation: "RebuildDesktopPool",
    asked: (given) => [`POST ${ofPool(given, "/rebuild")}`],
    body: ({ desktops: [first] }) => ({
      image_id: "fresh",
      image_type: "private",
      os_type: "Windows",
      delay_time: 5,
      message: "save your work",
      is_fix: false,
      encrypt_type: "KEEP",
      handle_type: "FOR_EXPAND_AND_IDLE",
      desktop_ids: [first],
    }),
    play: (service, { pool, desktops: [first], until }) =>
      service.rebuildDesktopPool(
        {
          poolId: pool,
          imageId: "fresh",
          imageType: "private",
          osType: "Windows",
          delayTime: 5,
          message: "save your work",
          isFix: false,
          encryptType: "KEEP",
          handleType: "FOR_EXPAND_AND_IDLE",
          desktopIds: [first],
        },
        until,
      ),
    hears: () => accepted,
  },
  {
    method: "executeDesktopPoolAction",
    operation: "ExecuteDesktopPoolAction",
    asked: (given) => [`POST ${ofPool(given, "/action")}`],
    body: () => ({ op_type: "os-stop", type: "HARD" }),
    play: (service, { pool, until }) =>
      service.executeDesktopPoolAction({ poolId: pool, opType: "os-stop", type: "HARD" }, until),
    hears: () => accepted,
  },
  {
    method: "listDesktopPoolAuthorizedObjects",
    operation: "ListDesktopPoolAuthorizedObjects",
    before: async (given) => {
      const { service, pool: poolId, until } = given;
      if (whereUsersArePublished(given) === undefined)
        await service.createDesktopPoolAuthorizedObjects({ poolId, action: "ADD", objects: [ann] }, until);
      return "";
    },
    asked: (given) => [`GET ${ofPool(given, "/users")}`],
    query: () => paged,
    play: (service, { pool, until }) => service.listDesktopPoolAuthorizedObjects(pool, until),
    hears: ({ says }) => (says("acceptance-invisible-seconds") === "0" ? [ann] : []),
    refused: whereUsersArePublished,
  },
  {
    method: "createDesktopPoolAuthorizedObjects",
    operation: "CreateDesktopPoolAuthorizedObjects",
    asked: (given) => [`POST ${ofPool(given, "/users")}`],
    body: () => ({ action: "ADD", objects: [annOnWire] }),
    play: (service, { pool, until }) =>
      service.createDesktopPoolAuthorizedObjects({ poolId: pool, action: "ADD", objects: [ann] }, until),
    refused: whereUsersArePublished,
  },
  {
    method: "addDesktopPoolVolumes",
    operation: "AddDesktopPoolVolumes",
    asked: (given) => [`POST ${ofPool(given, "/volumes/batch-add")}`],
    body: ({ desktops }) => ({
      handle_type: "FOR_EXPAND_AND_ALL",
      desktop_ids: desktops,
      volumes: [{ type: "SAS", size: 100, kms_id: "key" }],
    }),
    play: (service, { pool, desktops, until }) =>
      service.addDesktopPoolVolumes(
        {
          poolId: pool,
          handleType: "FOR_EXPAND_AND_ALL",
          desktopIds: desktops,
          volumes: [{ type: "SAS", size: 100, kmsId: "key" }],
        },
        until,
      ),
    hears: () => accepted,
  },
  {
    method: "expandDesktopPoolVolumes",
    operation: "ExpandDesktopPoolVolumes",
    asked: (given) => [`POST ${ofPool(given, "/volumes/batch-expand")}`],
    body: ({ disk }) => ({ handle_type: "FOR_EXPAND_AND_ALL", volumes: [{ id: disk, type: "SAS", size: 80 }] }),
    play: (service, { pool, disk, until }) =>
      service.expandDesktopPoolVolumes(
        { poolId: pool, handleType: "FOR_EXPAND_AND_ALL", volumes: [{ id: disk, type: "SAS", size: 80 }] },
        until,
      ),
    hears: () => accepted,
  },
  {
    method: "deleteDesktopPoolVolumes",
    operation: "DeleteDesktopPoolVolumes",
    asked: (given) => [`POST ${ofPool(given, "/volumes/batch-delete")}`],
    body: ({ disk }) => ({ handle_type: "ONLY_FOR_EXPAND", volumes: [{ id: disk, type: "SAS", size: 50 }] }),
    play: (service, { pool, disk, until }) =>
      service.deleteDesktopPoolVolumes(
        { poolId: pool, handleType: "ONLY_FOR_EXPAND", volumes: [{ id: disk, type: "SAS", size: 50 }] },
        until,
      ),
    hears: () => accepted,
  },
  {
    method: "listInconsistentStatics",
    operation: "ListInconsistentStatics",
    asked: (given) => [`GET ${ofPool(given, "/inconsistent-statics")}`],
    play: (service, { pool, until }) => service.listInconsistentStatics(pool, until),
    // The first desktop has a disk of its own.
    hears: () => ({ productId: 0, imageId: 0, diskNum: 1, diskSize: 0 }),
  },
  {
    method: "sendDesktopPoolNotifications",
    operation: "SendDesktopPoolNotifications",
    asked: (given) => [`POST ${ofPool(given, "/notifications")}`],
    body: () => ({ notifications: "the disk goes at noon" }),
    play: (service, { pool, until }) =>
      service.sendDesktopPoolNotifications({ poolId: pool, notifications: "the disk goes at noon" }, until),
    hears: () => accepted,
  },
];
