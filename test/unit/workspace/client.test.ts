import { expect, test } from "@jest/globals";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import { type Asked, errorOf, play, type Reply } from "./server.ts";

const until = { deadline: Number.MAX_SAFE_INTEGER };
const change = { poolId: "P/1", handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] } as const;
const disk = { id: "D1", type: "SAS", size: 80 };

test.each<[string, (service: WorkspaceService) => Promise<unknown>, string, unknown]>([
  [
    "createDesktopPool",
    (service) =>
      service.createDesktopPool(
        {
          name: "office",
          type: "DYNAMIC",
          size: 3,
          productId: "prod",
          imageType: "private",
          imageId: "img",
          rootVolume: { type: "SAS", size: 80 },
          subnetIds: ["s1"],
          securityGroupIds: ["g1"],
          tags: { "pulumi-identity": "X", camelCase: "kept" },
          autoscalePolicy: { maxAutoCreated: 5 },
        },
        until,
      ),
    "POST /v2/p1/desktop-pools",
    {
      name: "office",
      type: "DYNAMIC",
      size: 3,
      product_id: "prod",
      image_type: "private",
      image_id: "img",
      root_volume: { type: "SAS", size: 80 },
      subnet_ids: ["s1"],
      security_groups: [{ id: "g1" }],
      tags: [
        { key: "pulumi-identity", value: "X" },
        { key: "camelCase", value: "kept" },
      ],
      autoscale_policy: { max_auto_created: 5 },
    },
  ],
  [
    "updateDesktopPool",
    (service) =>
      service.updateDesktopPool("P", { description: "", autoscalePolicy: {}, inMaintenanceMode: true }, until),
    "PUT /v2/p1/desktop-pools/P",
    { description: "", autoscale_policy: {}, in_maintenance_mode: true },
  ],
  ["deleteDesktopPool", (service) => service.deleteDesktopPool("P", until), "DELETE /v2/p1/desktop-pools/P", undefined],
  [
    "expandDesktopPool",
    (service) => service.expandDesktopPool("P", { add: 2 }, until),
    "POST /v2/p1/desktop-pools/P/expand",
    { size: 2 },
  ],
  [
    "addDesktopPoolVolumes",
    (service) => service.addDesktopPoolVolumes({ ...change, volumes: [{ type: "SAS", size: 50, kmsId: "k" }] }, until),
    "POST /v2/p1/desktop-pools/P%2F1/volumes/batch-add",
    { handle_type: "FOR_EXPAND_AND_ALL", desktop_ids: ["d1"], volumes: [{ type: "SAS", size: 50, kms_id: "k" }] },
  ],
  [
    "expandDesktopPoolVolumes",
    (service) => service.expandDesktopPoolVolumes({ ...change, volumes: [disk] }, until),
    "POST /v2/p1/desktop-pools/P%2F1/volumes/batch-expand",
    { handle_type: "FOR_EXPAND_AND_ALL", desktop_ids: ["d1"], volumes: [disk] },
  ],
  [
    "deleteDesktopPoolVolumes",
    (service) => service.deleteDesktopPoolVolumes({ ...change, volumes: [disk] }, until),
    "POST /v2/p1/desktop-pools/P%2F1/volumes/batch-delete",
    { handle_type: "FOR_EXPAND_AND_ALL", desktop_ids: ["d1"], volumes: [disk] },
  ],
  [
    "batchDeleteDesktops",
    (service) =>
      service.batchDeleteDesktops(
        { desktopIds: ["d1"], deleteUsers: false, emailNotification: false, forceDelete: true },
        until,
      ),
    "POST /v2/p1/desktops/batch-delete",
    { desktop_ids: ["d1"], delete_users: false, email_notification: false, is_force_delete: true },
  ],
  [
    "deleteDesktopVolumes",
    (service) => service.deleteDesktopVolumes({ desktopId: "d1", volumeIds: ["v1"] }, until),
    "POST /v2/p1/desktops/d1/volumes/batch-delete",
    { volume_ids: ["v1"] },
  ],
])("%s sends its method, path and body", async (_name, call, line, body) => {
  await play(
    () => ({ json: { job_id: "J" } }),
    async ({ service, server }) => {
      const result = await call(service);
      const [asked] = server.asked;
      expect(`${asked?.method} ${asked?.path}`).toBe(line);
      expect(asked?.body === "" ? undefined : JSON.parse(asked?.body ?? "")).toEqual(body);
      expect([undefined, { jobId: "J" }]).toContainEqual(result);
    },
  );
});

test.each<[string, (service: WorkspaceService) => Promise<unknown>]>([
  ["no disk to add", (service) => service.addDesktopPoolVolumes({ ...change, volumes: [] }, until)],
  ["no disk to delete", (service) => service.deleteDesktopPoolVolumes({ ...change, volumes: [] }, until)],
  [
    "no desktop to delete",
    (service) =>
      service.batchDeleteDesktops(
        { desktopIds: [], deleteUsers: false, emailNotification: false, forceDelete: false },
        until,
      ),
  ],
  ["no desktop disk to delete", (service) => service.deleteDesktopVolumes({ desktopId: "d", volumeIds: [] }, until)],
  ["an empty pool id", (service) => service.deleteDesktopPool("", until)],
  ["a pool id that a URL swallows", (service) => service.showDesktopPoolDetail("..", until)],
])("a call with %s is refused before it is sent", async (_name, call) => {
  await play(
    () => ({ json: {} }),
    async ({ service, server }) => {
      expect(await errorOf(call(service))).toMatchObject({ kind: "refused" });
      expect(server.asked).toEqual([]);
    },
  );
});

const page =
  (field: string, items: readonly object[]) =>
  ({ query }: Asked): Reply => {
    const offset = Number(query.get("offset"));
    const limit = Number(query.get("limit"));
    return { json: { total_count: items.length, [field]: items.slice(offset, offset + limit) } };
  };
const many = (count: number, item: (id: string) => object) =>
  Array.from({ length: count }, (_none, index) => item(`i${index}`));

test.each<
  [string, (service: WorkspaceService) => Promise<readonly unknown[]>, string, (id: string) => object, number, number]
>([
  ["pools", (service) => service.listDesktopPools({}, until), "desktop_pools", (id) => ({ id, name: id }), 2500, 3],
  [
    "desktops",
    (service) => service.listPoolDesktopsDetail("P", until),
    "pool_desktops",
    (id) => ({ desktop_id: id }),
    250,
    3,
  ],
  [
    "users",
    (service) => service.listDesktopPoolAuthorizedObjects("P", until),
    "objects",
    (id) => ({ object_id: id, object_type: "USER", object_name: id, user_group: "sudo" }),
    101,
    2,
  ],
  [
    "sub-jobs",
    (service) => service.listItaSubJobs({ jobId: "J" }, until),
    "jobs",
    (id) => ({ id, status: "RUNNING" }),
    1000,
    1,
  ],
])("every page of %s is read", async (_name, list, field, item, count, requests) => {
  await play(page(field, many(count, item)), async ({ service, server }) => {
    const items = await list(service);
    expect(new Set(items.map((one) => JSON.stringify(one))).size).toBe(count);
    expect(server.asked).toHaveLength(requests);
  });
});

test("an empty page ends a list that has shrunk", async () => {
  await play(
    (_asked, count) => ({
      json: { total_count: 150, pool_desktops: count === 1 ? many(100, (id) => ({ desktop_id: id })) : [] },
    }),
    async ({ service, server }) => {
      expect(await service.listPoolDesktopsDetail("P", until)).toHaveLength(100);
      expect(server.asked).toHaveLength(2);
    },
  );
});

test("a page that lost its list is an error, unless it says that there is nothing", async () => {
  await play(
    (_asked, count) => ({ json: count === 1 ? { total_count: 0 } : {} }),
    async ({ service }) => {
      expect(await service.listDesktopPools({}, until)).toEqual([]);
      expect(await errorOf(service.listDesktopPools({}, until))).toMatchObject({ kind: "bad_answer" });
    },
  );
});

test("users in a region that has not published the call are an error, never none", async () => {
  await play(
    () => ({ status: 404, json: { error_code: "APIGW.0101", error_msg: "The API does not exist" } }),
    async ({ service }) => {
      expect(await errorOf(service.listDesktopPoolAuthorizedObjects("P", until))).toMatchObject({
        kind: "not_published",
      });
    },
  );
});

const gone = { status: 404, json: { error_code: "WKS.0202" } };
const empty400 = { status: 400, json: { error_code: "WKS.0001" } };
const bare404 = { status: 404, text: "<html>" };
const unpublished = { status: 404, json: { error_code: "APIGW.0101" } };
const isShow = ({ path }: Asked) => path.endsWith("/desktop-pools/P");
const listed = (...ids: readonly string[]): Reply => ({
  json: { total_count: ids.length, desktop_pools: ids.map((id) => ({ id, name: id })) },
});

test.each<[string, Reply, Reply, boolean]>([
  ["404 with the service's code", gone, listed("P"), true],
  ["400 WKS.0001 and absence from the list", empty400, listed("Q"), true],
  ["400 WKS.0001 while the list has it", empty400, listed("P"), false],
  ["a bare 404 and absence from the list", bare404, listed("Q"), true],
  ["a bare 404 while the list has it", bare404, listed("P"), false],
  ["404 APIGW.0101", unpublished, listed("Q"), false],
])("show and delete of a pool with %s", async (_name, answer, list, isGone) => {
  await play(
    (asked) => (isShow(asked) ? answer : list),
    async ({ service }) => {
      const shown = service.showDesktopPoolDetail("P", until);
      const deleted = service.deleteDesktopPool("P", until);
      if (isGone) {
        expect(await shown).toBeUndefined();
        expect(await deleted).toBeUndefined();
      } else {
        expect(await errorOf(shown)).toMatchObject({ name: "WorkspaceError" });
        expect(await errorOf(deleted)).toMatchObject({ name: "WorkspaceError" });
      }
    },
  );
});

test("a pool is read with nulls as absent, numbers as strings, tags as a map and unknown fields dropped", async () => {
  const wire = {
    id: "P",
    name: "office",
    status: "STEADY",
    charging_mode: 1,
    desktop_count: "3",
    description: null,
    subnet_ids: null,
    product: { product_id: "prod", cpu: "4" },
    root_volume: { id: "R", type: "SAS", size: 80 },
    data_volumes: [{ id: "D1", type: "SAS", size: "50", kms_id: null }, null],
    security_groups: [{ id: "g1", name: "default" }],
    tags: [{ key: "Owner_Name", value: "x" }, { key: "empty" }],
    something_new: { a_b: 1 },
  };
  await play(
    () => ({ json: wire }),
    async ({ service }) => {
      expect(await service.showDesktopPoolDetail("P", until)).toEqual({
        id: "P",
        name: "office",
        status: "STEADY",
        chargingMode: "1",
        desktopCount: 3,
        productId: "prod",
        rootVolume: { id: "R", type: "SAS", size: 80 },
        dataVolumes: [{ id: "D1", type: "SAS", size: 50 }],
        securityGroupIds: ["g1"],
        tags: { Owner_Name: "x", empty: "" },
      });
    },
  );
});

test("an answer of another shape names the place that does not fit", async () => {
  await play(
    () => ({ json: { id: "P", name: "office", desktop_count: 1, data_volumes: [{ type: "SAS", size: 50 }] } }),
    async ({ service }) => {
      const error = await errorOf(service.showDesktopPoolDetail("P", until));
      expect(error).toMatchObject({ kind: "bad_answer", message: expect.stringContaining("dataVolumes.0.id") });
    },
  );
});

test("the service's time comes from its last answer's date", async () => {
  await play(
    () => ({ json: {}, headers: { date: "Thu, 01 Jan 2026 01:00:00 GMT" } }),
    async ({ service, clock, startedAt }) => {
      expect(service.serverNow()).toBe(startedAt);
      await service.listInconsistentStatics("P", until);
      clock.advance(5_000);
      expect(new Date(service.serverNow()).toISOString()).toBe("2026-01-01T01:00:05.000Z");
    },
  );
});
