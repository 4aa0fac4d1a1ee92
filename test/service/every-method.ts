/** Every method of the client, called once with something plain, and an answer that fits each. A method that is missing here does not compile. */
import type { Until, WorkspaceService } from "../../provider/workspace/service.ts";

/** A call of the API promises its answer; whatever else a service carries is no call. */
export type MethodName = {
  [Name in keyof WorkspaceService]-?: WorkspaceService[Name] extends (...args: never[]) => Promise<unknown>
    ? Name
    : never;
}[keyof WorkspaceService];

/** Things that exist where the calls are sent. */
export interface Ids {
  readonly pool: string;
  readonly disk: string;
  readonly desktop: string;
  /** EVS id. */
  readonly volume: string;
  readonly job: string;
}

export interface Method {
  readonly effect: "read" | "change";
  readonly call: (service: WorkspaceService, ids: Ids, until: Until) => Promise<unknown>;
  /** An answer that fits, as the wire has it. */
  readonly answer: unknown;
}

const accepted = { job_id: "0123456789abcdef0123456789abcdef" };
const disk = { id: "D1", type: "SAS", size: 50 };
const person = { object_id: "u-1", object_type: "USER", object_name: "hanmeimei", user_group: "sudo" };
const desktop = {
  desktop_id: "d1",
  computer_name: "pc-1",
  status: "ACTIVE",
  user_name: "hanmeimei",
  attach_users: [{ id: "u-1", name: "hanmeimei", type: "USER" }],
  root_volume: { ...disk, volume_id: "v0" },
  data_volumes: [{ ...disk, volume_id: "v1", desktop_pool_disk_id: "D1" }],
};
const subJob = {
  id: "s1",
  job_id: "j1",
  job_type: "addVolumes",
  status: "SUCCESS",
  process: 100,
  entities: { desktop_id: "d1" },
};
const pool = {
  id: "office",
  name: "office",
  status: "STEADY",
  charging_mode: "1",
  desktop_count: 1,
  product: { product_id: "product" },
  root_volume: { ...disk, id: "R" },
  data_volumes: [disk, { ...disk, id: "D2" }],
  security_groups: [{ id: "group" }],
  subnet_ids: ["subnet"],
  autoscale_policy: { max_auto_created: 5 },
  tags: [{ key: "team", value: "a" }],
};

const follow = { handleType: "FOR_EXPAND_AND_ALL" } as const;
const user = { objectId: "u-1", objectType: "USER", objectName: "hanmeimei", userGroup: "sudo" };

export const methods: Readonly<Record<MethodName, Method>> = {
  createDesktopPool: change((service, _ids, until) =>
    service.createDesktopPool(
      {
        name: "another",
        type: "DYNAMIC",
        size: 1,
        productId: "product",
        imageType: "private",
        imageId: "image",
        rootVolume: { type: "SAS", size: 80 },
        subnetIds: ["subnet"],
      },
      until,
    ),
  ),
  showDesktopPoolDetail: read((service, { pool }, until) => service.showDesktopPoolDetail(pool, until), pool),
  listDesktopPools: read((service, _ids, until) => service.listDesktopPools({ name: "off" }, until), {
    total_count: 1,
    desktop_pools: [pool],
  }),
  updateDesktopPool: change(
    (service, { pool }, until) => service.updateDesktopPool(pool, { description: "new" }, until),
    {},
  ),
  deleteDesktopPool: change((service, { pool }, until) => service.deleteDesktopPool(pool, until), {}),
  expandDesktopPool: change((service, { pool }, until) => service.expandDesktopPool(pool, { add: 1 }, until)),
  resizeDesktopPool: change(
    (service, { pool: poolId }, until) =>
      service.resizeDesktopPool({ poolId, productId: "larger", mode: "STOP_DESKTOP", ...follow }, until),
    { ...accepted, jobs: [{ desktop_id: "d1", job_id: "j1" }] },
  ),
  rebuildDesktopPool: change((service, { pool: poolId }, until) =>
    service.rebuildDesktopPool({ poolId, imageId: "other", imageType: "private", ...follow }, until),
  ),
  executeDesktopPoolAction: change((service, { pool: poolId }, until) =>
    service.executeDesktopPoolAction({ poolId, opType: "reboot", type: "SOFT" }, until),
  ),
  listDesktopPoolAuthorizedObjects: read(
    (service, { pool }, until) => service.listDesktopPoolAuthorizedObjects(pool, until),
    { total_count: 1, objects: [person] },
  ),
  createDesktopPoolAuthorizedObjects: change(
    (service, { pool: poolId }, until) =>
      service.createDesktopPoolAuthorizedObjects({ poolId, action: "ADD", objects: [user] }, until),
    {},
  ),
  addDesktopPoolVolumes: change((service, { pool: poolId }, until) =>
    service.addDesktopPoolVolumes({ poolId, ...follow, volumes: [{ type: "SAS", size: 50 }] }, until),
  ),
  expandDesktopPoolVolumes: change((service, { pool: poolId, disk: id }, until) =>
    service.expandDesktopPoolVolumes({ poolId, ...follow, volumes: [{ id, type: "SAS", size: 200 }] }, until),
  ),
  deleteDesktopPoolVolumes: change((service, { pool: poolId, disk: id }, until) =>
    service.deleteDesktopPoolVolumes({ poolId, ...follow, volumes: [{ id, type: "SAS", size: 100 }] }, until),
  ),
  listPoolDesktopsDetail: read((service, { pool }, until) => service.listPoolDesktopsDetail(pool, until), {
    total_count: 1,
    pool_desktops: [desktop],
  }),
  listInconsistentStatics: read((service, { pool }, until) => service.listInconsistentStatics(pool, until), {
    product_id: 0,
    image_id: 0,
    disk_num: 1,
    disk_size: 0,
  }),
  listDesktops: read((service, { pool }, until) => service.listDesktops({ poolIds: [pool] }, until), {
    total_count: 1,
    desktops: [desktop],
  }),
  listDesktopsDetail: read((service, { pool }, until) => service.listDesktopsDetail({ poolIds: [pool] }, until), {
    total_count: 1,
    desktops: [desktop],
  }),
  showDesktopDetail: read((service, { desktop: id }, until) => service.showDesktopDetail(id, until), { desktop }),
  batchDeleteDesktops: change((service, { desktop: id }, until) =>
    service.batchDeleteDesktops(
      { desktopIds: [id], deleteUsers: false, emailNotification: false, forceDelete: true },
      until,
    ),
  ),
  addDesktopVolumes: change((service, { desktop: desktopId }, until) =>
    service.addDesktopVolumes({ desktopId, volumes: [{ type: "SAS", size: 50 }] }, until),
  ),
  addVolumes: change((service, { desktop: desktopId }, until) =>
    service.addVolumes({ desktopVolumes: [{ desktopId, volumes: [{ type: "SAS", size: 50 }] }] }, until),
  ),
  expandVolumes: change((service, { desktop: desktopId, volume: volumeId }, until) =>
    service.expandVolumes({ desktopVolumesExpansion: [{ desktopId, volumeId, newSize: 200 }] }, until),
  ),
  deleteDesktopVolumes: change((service, { desktop: desktopId, volume }, until) =>
    service.deleteDesktopVolumes({ desktopId, volumeIds: [volume] }, until),
  ),
  batchModifyQosVolumes: change((service, { volume }, until) =>
    service.batchModifyQosVolumes({ volumeIds: [volume], qos: { iops: 3000, throughput: 125 } }, until),
  ),
  sendDesktopPoolNotifications: change((service, { pool: poolId }, until) =>
    service.sendDesktopPoolNotifications({ poolId, notifications: "soon" }, until),
  ),
  sendNotifications: change((service, { desktop: id }, until) =>
    service.sendNotifications({ desktopIds: [id], notifications: "soon" }, until),
  ),
  listItaSubJobs: read((service, { job: jobId }, until) => service.listItaSubJobs({ jobId }, until), {
    total_count: 1,
    jobs: [subJob],
  }),
  showJob: read((service, { job }, until) => service.showJob(job, until), {
    id: "j1",
    job_type: "addVolumes",
    status: "FAIL",
    job_error_code: "EVS.0042",
    fail_reason: "no room",
    sub_jobs_total: 2,
    sub_jobs: [subJob, { ...subJob, id: "s2" }],
  }),
  listVolumeProductInfo: read((service, _ids, until) => service.listVolumeProductInfo({}, until), {
    volumes: [{ resource_spec_code: "c", volume_type: "SAS", iops: { min: 1, max: 2 } }],
  }),
  showQuotas: read((service, _ids, until) => service.showQuotas(until), {
    quotas: { resources: [{ type: "volumes", quota: 10, used: 1, unit: "" }] },
  }),
};

export const methodNames = Object.keys(methods).filter((name): name is MethodName => name in methods);

function read(call: Method["call"], answer: unknown): Method {
  return { effect: "read", call, answer };
}

function change(call: Method["call"], answer: unknown = accepted): Method {
  return { effect: "change", call, answer };
}
