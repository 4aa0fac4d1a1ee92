import { expect, test } from "@jest/globals";
import { createWorkspaceClient } from "../../../provider/workspace/client.ts";
import type { Answer, Call } from "../../../provider/workspace/requests/answers.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import { testClock } from "../../clock.ts";
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
/** Codes of somebody else, in each shape that a code can come in. */
const foreign404s: readonly (readonly [string, Reply])[] = [
  ["a gateway's own word", { status: 404, json: { code: "NoSuchRoute", message: "no route" } }],
  ["another service's code", { status: 404, json: { error_code: "VPC.0001", error_msg: "not found" } }],
  ["IAM's code", { status: 404, json: { error: { code: "IAM.0004", message: "not found" } } }],
];
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
  ...foreign404s.flatMap(([name, reply]): [string, Reply, Reply, boolean][] => [
    [`404 with ${name} while the list has it (bug: taken for gone unasked)`, reply, listed("P"), false],
    [`404 with ${name} while the list may not be read`, reply, { status: 403 }, false],
    [`404 with ${name} and absence from the list`, reply, listed("Q"), true],
  ]),
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

test.each<[string, Reply, readonly string[], "gone" | "an error"]>([
  ["404 with the service's code", gone, ["d"], "gone"],
  ["a bare 404 and absence from the list", bare404, [], "gone"],
  ["a bare 404 while the list has it", bare404, ["d"], "an error"],
  ["404 APIGW.0101", unpublished, [], "an error"],
  ...foreign404s.flatMap(([name, reply]): [string, Reply, readonly string[], "gone" | "an error"][] => [
    [`404 with ${name} while the list has it`, reply, ["d"], "an error"],
    [`404 with ${name} and absence from the list`, reply, [], "gone"],
  ]),
])("a desktop that answers %s", async (_name, answer, ids, outcome) => {
  const list = { json: { total_count: ids.length, desktops: ids.map((desktop_id) => ({ desktop_id })) } };
  await play(
    ({ path }) => (path.endsWith("/desktops/d") ? answer : list),
    async ({ service }) => {
      const shown = service.showDesktopDetail("d", until);
      if (outcome === "gone") expect(await shown).toBeUndefined();
      else expect(await errorOf(shown)).toMatchObject({ name: "WorkspaceError" });
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
    data_volumes: [{ id: "D1", type: "SAS", size: "50", kms_id: null }],
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

test("whose turn it is can be said beside a call that names no pool, and never changes the one that it names", async () => {
  const calls: Call[] = [];
  const send = async (call: Call): Promise<Answer> => {
    calls.push(call);
    return { status: 200, headers: {}, json: { jobId: "J", id: "J" } };
  };
  const serverTime = { observe: () => {}, now: () => 0 };
  const place = { region: "r", projectId: "p1" };
  const parts = { place, endpoint: "http://127.0.0.1", clock: testClock(), serverTime, requests: { send } };
  const service = createWorkspaceClient(parts);
  await service.showJob("J", { ...until, poolId: "P" });
  await service.deleteDesktopVolumes({ desktopId: "d", volumeIds: ["v"] }, { ...until, poolId: "P" });
  await service.expandDesktopPool("Q", { add: 1 }, { ...until, poolId: "P" });
  await service.showJob("J", until);
  expect(calls.map((call) => call.poolId)).toEqual(["P", "P", "Q", undefined]);
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
