/** The service's limits, held before anything is sent: each row at its edge, where it is sent, and one step beyond, where not. */
import { expect, test } from "@jest/globals";
import { limits } from "../../../provider/workspace/calls/limits.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import type { PoolToCreate, PoolVolume, VolumeToAdd } from "../../../provider/workspace/types.ts";
import { errorOf, play } from "./server.ts";

const until = { deadline: Number.MAX_SAFE_INTEGER };
const of = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_none, i) => make(i));
const idsOf = (count: number) => of(count, (i) => `i${i}`);
const long = (characters: number) => "x".repeat(characters);
const sas: VolumeToAdd = { type: "SAS", size: 50 };
const known: PoolVolume = { id: "D", type: "SAS", size: 80 };
const user = { objectId: "u", objectType: "USER", objectName: "u", userGroup: "users" };
const scope = { poolId: "P", handleType: "FOR_EXPAND_AND_ALL" } as const;
const drop = { deleteUsers: false, emailNotification: false, forceDelete: false };
const pool: PoolToCreate = {
  name: "office",
  type: "DYNAMIC",
  size: 1,
  productId: "prod",
  imageType: "private",
  imageId: "img",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["s"],
};
const tags = (count: number) => Object.fromEntries(of(count, (i) => [`k${i}`, "v"]));

type Send = (service: WorkspaceService, count: number) => Promise<unknown>;
interface Limit {
  readonly call: keyof typeof limits;
  /** As it stands in the error. */
  readonly place: string;
  readonly least?: number;
  readonly most?: number;
  readonly send: Send;
}

const create =
  (fields: (count: number) => Partial<PoolToCreate>): Send =>
  (service, count) =>
    service.createDesktopPool({ ...pool, ...fields(count) }, until);
const change =
  (fields: (count: number) => Parameters<WorkspaceService["updateDesktopPool"]>[1]): Send =>
  (service, count) =>
    service.updateDesktopPool("P", fields(count), until);
const addOwn =
  (volumes: (count: number) => readonly VolumeToAdd[]): Send =>
  (service, count) =>
    service.addDesktopVolumes({ desktopId: "d", volumes: volumes(count) }, until);

const table: readonly Limit[] = [
  { call: "createDesktopPool", place: "name", least: 1, most: 255, send: create((n) => ({ name: long(n) })) },
  { call: "createDesktopPool", place: "size", least: 0, most: 100, send: create((n) => ({ size: n })) },
  {
    call: "createDesktopPool",
    place: "subnetIds",
    least: 1,
    most: 100,
    send: create((n) => ({ subnetIds: idsOf(n) })),
  },
  {
    call: "createDesktopPool",
    place: "securityGroups",
    most: 5,
    send: create((n) => ({ securityGroupIds: idsOf(n) })),
  },
  { call: "createDesktopPool", place: "tags", most: 20, send: create((n) => ({ tags: tags(n) })) },
  {
    call: "createDesktopPool",
    place: "tags.0.key",
    least: 1,
    most: 128,
    send: create((n) => ({ tags: { [long(n)]: "v" } })),
  },
  { call: "createDesktopPool", place: "tags.0.value", most: 43, send: create((n) => ({ tags: { k: long(n) } })) },
  {
    call: "createDesktopPool",
    place: "authorizedObjects",
    most: 500,
    send: create((n) => ({ authorizedObjects: of(n, () => user) })),
  },
  {
    call: "createDesktopPool",
    place: "rootVolume.size",
    most: 8200,
    send: create((n) => ({ rootVolume: { type: "SAS", size: n } })),
  },
  {
    call: "createDesktopPool",
    place: "disconnectedRetentionPeriod",
    least: 10,
    most: 43_200,
    send: create((n) => ({ disconnectedRetentionPeriod: n })),
  },
  {
    call: "createDesktopPool",
    place: "autoscalePolicy.maxAutoCreated",
    least: 1,
    most: 5000,
    send: create((n) => ({ autoscalePolicy: { maxAutoCreated: n } })),
  },
  {
    call: "createDesktopPool",
    place: "autoscalePolicy.minIdle",
    least: 0,
    most: 5000,
    send: create((n) => ({ autoscalePolicy: { minIdle: n } })),
  },
  { call: "updateDesktopPool", place: "name", least: 1, most: 255, send: change((n) => ({ name: long(n) })) },
  { call: "updateDesktopPool", place: "description", most: 255, send: change((n) => ({ description: long(n) })) },
  { call: "updateDesktopPool", place: "tags", most: 20, send: change((n) => ({ tags: tags(n) })) },
  {
    call: "updateDesktopPool",
    place: "subnetIds",
    least: 1,
    most: 100,
    send: change((n) => ({ subnetIds: idsOf(n) })),
  },
  {
    call: "updateDesktopPool",
    place: "userResetPolicy.resetCountPerDay",
    least: 1,
    most: 100,
    send: change((n) => ({ userResetPolicy: { resetCountPerDay: n } })),
  },
  {
    call: "expandDesktopPool",
    place: "size",
    least: 1,
    most: 1000,
    send: (service, n) => service.expandDesktopPool("P", { add: n }, until),
  },
  {
    call: "resizeDesktopPool",
    place: "desktopIds",
    least: 1,
    most: 100,
    send: (service, n) => service.resizeDesktopPool({ ...scope, productId: "p", desktopIds: idsOf(n) }, until),
  },
  {
    call: "rebuildDesktopPool",
    place: "message",
    most: 400,
    send: (service, n) => service.rebuildDesktopPool({ ...scope, imageId: "i", message: long(n) }, until),
  },
  {
    call: "rebuildDesktopPool",
    place: "delayTime",
    least: 0,
    most: 15,
    send: (service, n) => service.rebuildDesktopPool({ ...scope, imageId: "i", delayTime: n }, until),
  },
  {
    call: "rebuildDesktopPool",
    place: "desktopIds",
    least: 1,
    most: 100,
    send: (service, n) => service.rebuildDesktopPool({ ...scope, imageId: "i", desktopIds: idsOf(n) }, until),
  },
  {
    call: "createDesktopPoolAuthorizedObjects",
    place: "objects",
    least: 1,
    most: 500,
    send: (service, n) =>
      service.createDesktopPoolAuthorizedObjects({ poolId: "P", action: "REMOVE", objects: of(n, () => user) }, until),
  },
  {
    call: "addDesktopPoolVolumes",
    place: "volumes",
    least: 1,
    most: 10,
    send: (service, n) => service.addDesktopPoolVolumes({ ...scope, volumes: of(n, () => sas) }, until),
  },
  {
    call: "addDesktopPoolVolumes",
    place: "volumes.0.size",
    least: 0,
    most: 8200,
    send: (service, n) => service.addDesktopPoolVolumes({ ...scope, volumes: [{ ...sas, size: n }] }, until),
  },
  {
    call: "addDesktopPoolVolumes",
    place: "volumes.0.iops",
    least: 0,
    most: 16_380_000,
    send: (service, n) => service.addDesktopPoolVolumes({ ...scope, volumes: [{ ...sas, iops: n }] }, until),
  },
  {
    call: "addDesktopPoolVolumes",
    place: "desktopIds",
    least: 1,
    most: 100,
    send: (service, n) => service.addDesktopPoolVolumes({ ...scope, desktopIds: idsOf(n), volumes: [sas] }, until),
  },
  {
    call: "expandDesktopPoolVolumes",
    place: "volumes",
    least: 1,
    most: 10,
    send: (service, n) => service.expandDesktopPoolVolumes({ ...scope, volumes: of(n, () => known) }, until),
  },
  {
    call: "deleteDesktopPoolVolumes",
    place: "volumes",
    least: 1,
    most: 10,
    send: (service, n) => service.deleteDesktopPoolVolumes({ ...scope, volumes: of(n, () => known) }, until),
  },
  {
    call: "deleteDesktopPoolVolumes",
    place: "desktopIds",
    least: 1,
    most: 100,
    send: (service, n) => service.deleteDesktopPoolVolumes({ ...scope, desktopIds: idsOf(n), volumes: [known] }, until),
  },
  {
    call: "batchDeleteDesktops",
    place: "desktopIds",
    least: 1,
    most: 100,
    send: (service, n) => service.batchDeleteDesktops({ ...drop, desktopIds: idsOf(n) }, until),
  },
  { call: "addDesktopVolumes", place: "volumes", least: 1, most: 10, send: addOwn((n) => of(n, () => sas)) },
  {
    call: "addDesktopVolumes",
    place: "volumes.0.size",
    least: 10,
    most: 32_760,
    send: addOwn((n) => [{ ...sas, size: n }]),
  },
  {
    call: "addVolumes",
    place: "desktopVolumes",
    least: 1,
    most: 100,
    send: (service, n) =>
      service.addVolumes({ desktopVolumes: of(n, (i) => ({ desktopId: `d${i}`, volumes: [sas] })) }, until),
  },
  {
    call: "addVolumes",
    place: "desktopVolumes.0.volumes",
    least: 1,
    most: 10,
    send: (service, n) =>
      service.addVolumes({ desktopVolumes: [{ desktopId: "d", volumes: of(n, () => sas) }] }, until),
  },
  {
    call: "addVolumes",
    place: "addDesktopVolumesReq",
    least: 1,
    most: 100,
    send: (service, n) => {
      const desktopVolumes = of(n, (i) => ({ desktopId: `d${i}`, volumes: [sas] }));
      return service.addVolumes({ desktopVolumes, key: "addDesktopVolumesReq" }, until);
    },
  },
  {
    call: "expandVolumes",
    place: "desktopVolumesExpansion",
    least: 1,
    most: 100,
    send: (service, n) =>
      service.expandVolumes(
        { desktopVolumesExpansion: of(n, (i) => ({ desktopId: "d", volumeId: `v${i}`, newSize: 100 })) },
        until,
      ),
  },
  {
    call: "expandVolumes",
    place: "desktopVolumesExpansion.0.newSize",
    least: 10,
    most: 32_768,
    send: (service, n) =>
      service.expandVolumes({ desktopVolumesExpansion: [{ desktopId: "d", volumeId: "v", newSize: n }] }, until),
  },
  {
    call: "deleteDesktopVolumes",
    place: "volumeIds",
    least: 1,
    most: 10,
    send: (service, n) => service.deleteDesktopVolumes({ desktopId: "d", volumeIds: idsOf(n) }, until),
  },
  {
    call: "batchModifyQosVolumes",
    place: "volumeIds",
    least: 1,
    most: 100,
    send: (service, n) =>
      service.batchModifyQosVolumes({ volumeIds: idsOf(n), qos: { iops: 3000, throughput: 125 } }, until),
  },
  {
    call: "batchModifyQosVolumes",
    place: "qos.throughput",
    least: 0,
    most: 4_095_000,
    send: (service, n) =>
      service.batchModifyQosVolumes({ volumeIds: ["v"], qos: { iops: 3000, throughput: n } }, until),
  },
  {
    call: "sendDesktopPoolNotifications",
    place: "notifications",
    least: 1,
    send: (service, n) => service.sendDesktopPoolNotifications({ poolId: "P", notifications: long(n) }, until),
  },
  {
    call: "sendNotifications",
    place: "desktopIds",
    least: 1,
    most: 100,
    send: (service, n) => service.sendNotifications({ desktopIds: idsOf(n), notifications: "hello" }, until),
  },
  {
    call: "sendNotifications",
    place: "notifications",
    least: 1,
    send: (service, n) => service.sendNotifications({ desktopIds: ["d"], notifications: long(n) }, until),
  },
  {
    call: "executeDesktopPoolAction",
    place: "opType",
    send: (service) => service.executeDesktopPoolAction({ poolId: "P", opType: "reboot" }, until),
  },
  {
    call: "listDesktopPools",
    place: "name",
    most: 255,
    send: (service, n) => service.listDesktopPools({ name: long(n) }, until),
  },
  {
    call: "listDesktops",
    place: "desktopIds",
    least: 1,
    most: 100,
    send: (service, n) => service.listDesktops({ desktopIds: idsOf(n) }, until),
  },
  {
    call: "listDesktops",
    place: "poolIds",
    least: 1,
    most: 100,
    send: (service, n) => service.listDesktops({ poolIds: idsOf(n) }, until),
  },
  {
    call: "listDesktopsDetail",
    place: "statuses",
    least: 1,
    most: 100,
    send: (service, n) => service.listDesktopsDetail({ statuses: idsOf(n) }, until),
  },
  {
    call: "listItaSubJobs",
    place: "statuses",
    least: 1,
    most: 100,
    send: (service, n) => service.listItaSubJobs({ jobId: "J", statuses: idsOf(n) }, until),
  },
  {
    call: "listItaSubJobs",
    place: "jobType",
    least: 1,
    most: 255,
    send: (service, n) => service.listItaSubJobs({ jobType: long(n) }, until),
  },
  {
    call: "listVolumeProductInfo",
    place: "volumeTypes",
    least: 1,
    most: 100,
    send: (service, n) => service.listVolumeProductInfo({ volumeTypes: idsOf(n) }, until),
  },
];

/** Whatever is asked of it, it answers something that fits: the tests look at what was sent. */
const answer = () => ({
  json: { job_id: "J", total_count: 0, volumes: [] },
});

const sent = table.flatMap(({ call, place, least = 1, most = least, send }) =>
  [...new Set([least, most])].map((count) => [call, place, count, send] as const),
);

test.each(sent)("%s with a %s of %i is sent", async (_call, _place, count, send) => {
  await play(answer, async ({ service, server }) => {
    await send(service, count);
    expect(server.asked).toHaveLength(1);
  });
});

const beyond = table.flatMap(({ call, place, least, most, send }) => [
  ...(least === undefined || least === 0 ? [] : [[call, place, least - 1, send] as const]),
  ...(most === undefined ? [] : [[call, place, most + 1, send] as const]),
]);

test.each(beyond)(
  "%s with a %s of %i is refused in words that say how much there is, and nothing is sent",
  async (call, place, count, send) => {
    await play(answer, async ({ service, server }) => {
      const error = await errorOf(send(service, count));
      expect(error).toMatchObject({
        kind: "refused",
        message: expect.stringContaining(`(${call}). Nothing was sent.`),
      });
      expect(error).toMatchObject({ message: expect.stringMatching(new RegExp(`: ${place} (has|is) ${count}( |;)`)) });
      expect(server.asked).toEqual([]);
    });
  },
);

test("every call that has limits stands in the table of this test", () => {
  expect(Object.keys(limits).toSorted()).toEqual([...new Set(table.map(({ call }) => call))].toSorted());
});

test.each<[string, Send, string]>([
  ["a body without a field", change(() => ({})), "names no field to change"],
  ["sub-jobs of nothing", (service) => service.listItaSubJobs({}, until), "names neither a job nor a type of jobs"],
  [
    "an enterprise project with a space",
    create(() => ({ enterpriseProjectId: "a b" })),
    "enterpriseProjectId holds letters",
  ],
  ["half a gigabyte", addOwn(() => [{ ...sas, size: 50.5 }]), "volumes.0.size"],
  [
    "an id that is too long for a path",
    (service) => service.showJob(long(256), until),
    "is not an id of 1 to 255 characters",
  ],
  [
    "a body of more than 12 MB",
    (service) => service.sendNotifications({ desktopIds: ["d"], notifications: long(12_582_912) }, until),
    "bytes; the most is 12582912",
  ],
])("%s is refused, and nothing is sent", async (_what, send, words) => {
  await play(answer, async ({ service, server }) => {
    expect(await errorOf(send(service, 0))).toMatchObject({ kind: "refused", message: expect.stringContaining(words) });
    expect(server.asked).toEqual([]);
  });
});

test("what a deletion repeats of the service's own words has no limit", async () => {
  await play(answer, async ({ service, server }) => {
    await service.deleteDesktopPoolVolumes({ ...scope, volumes: [{ id: "D", type: "", size: 9000 }] }, until);
    expect(server.asked).toHaveLength(1);
  });
});

test("an error names ten of the things that a call is about, and counts the others", async () => {
  await play(answer, async ({ service }) => {
    const error = await errorOf(service.batchDeleteDesktops({ ...drop, desktopIds: idsOf(101) }, until));
    expect(error).toMatchObject({
      message: expect.stringContaining("delete 101 desktops (i0, i1, i2, i3, i4, i5, i6, i7, i8, i9 and 91 more)"),
    });
  });
});
