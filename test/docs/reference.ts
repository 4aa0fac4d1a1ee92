// What the reference has: the ids that the tables of docs/coverage must hold. The numbers are those of the reference.

const count = (prefix: string, last: number): string[] => Array.from({ length: last }, (_, i) => `${prefix}:${i + 1}`);
const each = (prefix: string, words: string): string[] =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => `${prefix}${word}`);

export const contradictions = count("contradiction", 28);
export const traps = count("trap", 29);

export const operations = each(
  "op:",
  `KeystoneCreateUserTokenByPassword KeystoneListProjects KeystoneListAuthProjects KeystoneListAuthDomains
   KeystoneShowCatalog KeystoneValidateToken CreateTemporaryAccessKey CreateMetadataToken ShowSecurityKey ShowServerMetadata
   CreateDesktopPool ShowDesktopPoolDetail ListDesktopPools UpdateDesktopPool DeleteDesktopPool ExpandDesktopPool
   ResizeDesktopPool RebuildDesktopPool ExecuteDesktopPoolAction SendDesktopPoolNotifications SendNotifications
   ListDesktopPoolAuthorizedObjects CreateDesktopPoolAuthorizedObjects
   AddDesktopPoolVolumes DeleteDesktopPoolVolumes ExpandDesktopPoolVolumes ListPoolDesktopsDetail ListInconsistentStatics
   CreateDesktopPoolChangeOrder ListVolumeProductInfo ShowQuotas
   ListDesktops ListDesktopsDetail ShowDesktopDetail BatchDeleteDesktops DeleteDesktopVolumes AddDesktopVolumes AddVolumes ExpandVolumes
   BatchModifyQosVolumes ListItaSubJobs ShowJob unbuilt unknown`,
);

export const samples = [
  ...each("sample:", "add expand delete job-fail pool-detail inconsistent-statics pool-delete-204 pool-delete-409"),
  ...each(
    "case:",
    `job-FAIL job-FAILED success-with-failed-sub-job empty-status 200-error-code 200-no-job-id 409-then-200
     400-WKS.0407 429-APIGW.0308 404-APIGW.0101 404-plain 400-WKS.0001 dropped-after-accept two-equal-disks
     shuffled-data-volumes pages-of-10 SHUTOFF-at-add autoscale-mid-delete charging-mode-0`,
  ),
];

export const openPoints = each(
  "open:",
  `handle-type-default desktop-ids-template add-when-SHUTOFF one-disk-a-call put-status job-words throttling-rows
   empty-volumes failed-add-template pool-ERROR pool-not-found-body`,
);

const newErrors = "error_code error_msg error_detail encoded_authorization_message";
const oldErrors = "error_code error_msg";
const refusals = "400 401 403 404 409 500";

/** One page of the API reference each: its parameters, the fields of its answers, its status codes. */
export const seedPages = {
  "pool-volumes-batch-delete": seed("pool-volumes-batch-delete", {
    param: "project_id pool_id handle_type desktop_ids volumes volumes.id",
    answer: `job_id ${newErrors}`,
    status: `200 ${refusals}`,
    example: "path body",
  }),
  "desktop-volumes-batch-delete": seed("desktop-volumes-batch-delete", {
    param: "project_id desktop_id Content-Type X-Auth-Token volume_ids",
    answer: `job_id ${oldErrors}`,
    status: `200 ${refusals}`,
    example: "body",
  }),
  "desktops-batch-delete": seed("desktops-batch-delete", {
    param: "project_id X-Auth-Token Content-Type desktop_ids delete_users email_notification is_force_delete",
    answer: `job_id ${oldErrors}`,
    status: `202 ${refusals}`,
    example: "body",
  }),
  "pool-volumes-batch-add": seed("pool-volumes-batch-add", {
    param: "project_id pool_id X-Auth-Token volumes volumes.id volumes.type volumes.size",
    answer: `job_id ${newErrors}`,
    status: `200 ${refusals}`,
    example: "body",
  }),
  "pool-delete": seed("pool-delete", {
    param: "project_id pool_id X-Auth-Token",
    answer: newErrors,
    status: `204 ${refusals}`,
    example: "path",
  }),
} as const;

function seed(page: string, parts: Readonly<Record<string, string>>): string[] {
  return Object.entries(parts).flatMap(([part, words]) => each(`seed:${page}/${part}/`, words));
}

/** What a newer page of the same call has beside. */
const newer = [
  ...seed("pool-volumes-batch-add", {
    param: "handle_type desktop_ids volumes.iops volumes.throughput volumes.kms_id",
  }),
  ...seed("pool-volumes-batch-expand", {
    param: "project_id pool_id handle_type desktop_ids volumes volumes.id volumes.size",
    answer: `job_id ${newErrors}`,
    status: `200 ${refusals}`,
  }),
];

const isExample = (id: string): boolean => id.includes("/example/");

/** What the provider makes of each point of these pages, and of the page of an expansion. */
export const oursOfPages = [...Object.values(seedPages).flat(), ...newer]
  .filter((id) => !isExample(id))
  .map((id) => id.replace(/^seed:/, "ours:"));

/** What users need of the calls, and of a pool, one row for each row of the two tables of features. */
export const features = [
  ...each("call:", "add-pool-disks delete-pool-disks delete-desktop-disks delete-desktops delete-pool errors"),
  ...each(
    "pool:",
    `create adopt update-fields network image product scale-up scale-down autoscale delete-non-empty authorized-users
     gone functions`,
  ),
];
