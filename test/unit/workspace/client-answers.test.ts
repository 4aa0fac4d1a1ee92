/** Answers as values: what is said is kept as it was said, what is not said stays absent, and what does not fit is an error. */
import { expect, test } from "@jest/globals";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import { play } from "./server.ts";

const until = { deadline: Number.MAX_SAFE_INTEGER };
const pool = { id: "P", name: "office", desktop_count: 1 };
const disk = { id: "D", type: "SAS", size: 50 };
const showPool = (service: WorkspaceService) => service.showDesktopPoolDetail("P", until);
const showDesktop = (service: WorkspaceService) => service.showDesktopDetail("d", until);
const showJob = (service: WorkspaceService) => service.showJob("J", until);

/** What the method makes of this answer, whose form some region might give it. */
async function heard(json: unknown, call: (service: WorkspaceService) => Promise<unknown>): Promise<unknown> {
  let result: unknown;
  await play(
    () => ({ json }),
    async ({ service }) => {
      result = await call(service).catch((error: unknown) => error);
    },
  );
  return result;
}

test.each<[string, object, (service: WorkspaceService) => Promise<unknown>, string]>([
  ["a disk that is null", { ...pool, data_volumes: [disk, null] }, showPool, "dataVolumes.1"],
  ["a disk without an id", { ...pool, data_volumes: [{ type: "SAS", size: 50 }] }, showPool, "dataVolumes.0.id"],
  ["an empty id", { ...pool, data_volumes: [{ ...disk, id: "" }] }, showPool, "dataVolumes.0.id (is empty)"],
  [
    "two disks of one id",
    { ...pool, data_volumes: [disk, { ...disk, size: 80 }] },
    showPool,
    "dataVolumes (has an id twice)",
  ],
  ["half a gigabyte", { ...pool, data_volumes: [{ ...disk, size: 50.5 }] }, showPool, "dataVolumes.0.size"],
  ["a size below nothing", { ...pool, data_volumes: [{ ...disk, size: -1 }] }, showPool, "dataVolumes.0.size"],
  ["disks that are no list", { ...pool, data_volumes: "none" }, showPool, "dataVolumes"],
  ["an id that lost its last digits", { ...pool, id: 2 ** 60 }, showPool, "at id"],
  ["no count of desktops", { id: "P", name: "office" }, showPool, "desktopCount"],
  ["a flag that is a word", { ...pool, enable_autoscale: "maybe" }, showPool, "enableAutoscale"],
  ["a tag without a key", { ...pool, tags: [{ value: "x" }] }, showPool, "tags.0.key"],
  ["no desktop inside", {}, showDesktop, "at desktop"],
  [
    "a desktop's disk without a type",
    { desktop: { desktop_id: "d", data_volumes: [{ size: 10 }] } },
    showDesktop,
    "desktop.dataVolumes.0.type",
  ],
  ["a sub-job that is null", { id: "J", status: "SUCCESS", sub_jobs: [null] }, showJob, "subJobs.0"],
  ["a job without an id", { status: "SUCCESS" }, showJob, "at id"],
  ["a count below nothing", { disk_num: -1 }, (service) => service.listInconsistentStatics("P", until), "diskNum"],
  [
    "a product without a type",
    { volumes: [{ status: "normal" }] },
    (service) => service.listVolumeProductInfo({}, until),
    "volumes.0.volumeType",
  ],
  ["no products at all", {}, (service) => service.listVolumeProductInfo({}, until), "at volumes"],
  [
    "a quota that says no number",
    { quotas: { resources: [{ type: "volumes", used: 1 }] } },
    (service) => service.showQuotas(until),
    "quotas.resources.0.quota",
  ],
])("%s makes the whole answer unfit, and the error names the place", async (_what, json, call, place) => {
  const error = await heard(json, call);
  expect(error).toMatchObject({ kind: "bad_answer", message: expect.stringContaining(place) });
});

test.each([{}, { job_id: "" }, { job_id: null }, { job_id: ["J"] }, { job_id: "J", jobs: [{ desktop_id: "d" }] }])(
  "a change that is answered with %j may have been done: nobody says that it was not",
  async (json) => {
    const error = await heard(json, (service) =>
      service.resizeDesktopPool({ poolId: "P", productId: "p", handleType: "FOR_EXPAND_AND_ALL" }, until),
    );
    expect(error).toMatchObject({ kind: "unknown_result" });
  },
);

test("zero, nothing and an empty text are values; null and absent are neither", async () => {
  const said = {
    desktop_count: 0,
    desktop_used: "0",
    description: "",
    enable_autoscale: false,
    subnet_ids: [],
    tags: [],
  };
  expect(await heard({ ...pool, ...said }, showPool)).toEqual({
    id: "P",
    name: "office",
    status: "",
    desktopCount: 0,
    desktopUsed: 0,
    description: "",
    enableAutoscale: false,
    subnetIds: [],
    tags: {},
    dataVolumes: [],
  });
  const silent = { desktop_used: null, description: null, enable_autoscale: null, subnet_ids: null, tags: null };
  expect(await heard({ ...pool, ...silent }, showPool)).toEqual({
    id: "P",
    name: "office",
    status: "",
    desktopCount: 1,
    dataVolumes: [],
  });
});

test("times are as the service wrote them, numbers as ids become texts, and fields that nobody knows are passed over", async () => {
  const job = {
    id: 42,
    status: "SUCCESS",
    begin_time: "2020-04-10 06:45:14",
    end_time: "soon",
    colour: { deep_er: [1] },
  };
  expect(await heard(job, showJob)).toEqual({
    id: "42",
    status: "SUCCESS",
    beginTime: "2020-04-10 06:45:14",
    endTime: "soon",
    subJobs: [],
  });
});

test.each([{}, { id: null }])("a job that is answered with %j is unknown", async (json) => {
  expect(await heard(json, showJob)).toBeUndefined();
});

test("quotas of sites are told apart from those of the project", async () => {
  const volumes = { type: "volumes", quota: -1, used: 0, unit: "" };
  const json = { quotas: { resources: [volumes] }, site_quotas: [{ site_id: "s", resources: [volumes] }] };
  expect(await heard(json, (service) => service.showQuotas(until))).toEqual({
    resources: [volumes],
    siteQuotas: [{ siteId: "s", resources: [volumes] }],
  });
});
