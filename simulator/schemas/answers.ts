// What the service answers, call by call. Tests hold every answer they see against this.

import Type, { type TSchema } from "typebox";
import { type Check, checkOf } from "./validate.ts";

const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const JobId = Type.Object({ job_id: Type.String({ minLength: 1 }) });
const Size = Type.Integer({ minimum: 1, maximum: 8200 });
const UtcTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" });
const ZonelessTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$" });

const poolFields = {
  id: Text,
  name: Text,
  type: Type.Enum(["DYNAMIC", "STATIC"]),
  description: Text,
  status: Type.Enum(["STEADY", "TEMPORARY", "EXIST_FROZEN", "UNKNOWN", "ERROR"]),
  created_time: UtcTime,
  charging_mode: Type.Enum(["0", "1"]),
  desktop_count: Count,
  desktop_used: Count,
  availability_zone: Text,
  enable_autoscale: Type.Boolean(),
  in_maintenance_mode: Type.Boolean(),
  enterprise_project_id: Text,
  image_id: Text,
  product: Type.Object({ product_id: Text, flavor_id: Text, status: Type.Enum(["normal", "sellout", "abandon"]) }),
  tags: Type.Optional(Type.Array(Type.Object({ key: Text }))),
  subnet_ids: Type.Optional(Type.Array(Text)),
};

const PoolVolume = Type.Object({ id: Text, type: Text, size: Size });
const ListedVolume = Type.Object({ type: Text, size: Size, id: Type.Optional(Type.Never()) });

const DesktopVolume = Type.Object({
  id: Text,
  volume_id: Text,
  desktop_pool_disk_id: Type.Optional(Text),
  type: Text,
  size: Size,
  device: Type.String({ pattern: "^/dev/vd[a-z]$" }),
  create_time: UtcTime,
});

const states = { status: Text, task_status: Text };
const attach = { login_status: Text, attach_state: Type.Enum(["ATTACHED", "UNATTACH"]) };

const PoolDesktop = Type.Object({
  desktop_id: Text,
  computer_name: Text,
  ip_addresses: Type.Array(Text),
  ...states,
  ...attach,
  process: Type.Integer({ minimum: 0, maximum: 100 }),
  root_volume: DesktopVolume,
  data_volumes: Type.Array(DesktopVolume),
  inconsistent_types: Type.Optional(Type.Array(Text)),
});

const SubJob = Type.Object({
  id: Text,
  job_id: Text,
  job_type: Text,
  status: Type.Enum(["SUCCESS", "RUNNING", "WAITING", "FAILED", "FAIL"]),
  begin_time: ZonelessTime,
  end_time: Type.Optional(ZonelessTime),
  process: Type.Integer({ minimum: 0, maximum: 100 }),
  entities: Type.Object({ desktop_id: Type.Optional(Text) }),
});

const NoBody = Type.Null();

export const answerSchemas: Readonly<Record<string, TSchema>> = {
  KeystoneCreateUserTokenByPassword: Type.Object({
    token: Type.Object({ expires_at: Text, issued_at: Text, user: Type.Object({ name: Text }) }),
  }),
  KeystoneListProjects: Type.Object({ projects: Type.Array(Type.Object({ id: Text, name: Text })) }),
  CreateDesktopPool: JobId,
  ListDesktopPools: Type.Object({
    total_count: Count,
    desktop_pools: Type.Array(
      Type.Object({
        ...poolFields,
        root_volume: ListedVolume,
        data_volumes: Type.Optional(Type.Array(ListedVolume, { minItems: 1 })),
      }),
    ),
  }),
  ShowDesktopPoolDetail: Type.Object({
    ...poolFields,
    root_volume: PoolVolume,
    data_volumes: Type.Array(PoolVolume, { maxItems: 10 }),
    security_groups: Type.Array(Type.Object({ id: Text, name: Text })),
    image_type: Type.Optional(Type.Never()),
    authorized_objects: Type.Optional(Type.Never()),
  }),
  UpdateDesktopPool: NoBody,
  DeleteDesktopPool: NoBody,
  ExpandDesktopPool: JobId,
  AddDesktopPoolVolumes: JobId,
  ExpandDesktopPoolVolumes: JobId,
  DeleteDesktopPoolVolumes: JobId,
  ListPoolDesktopsDetail: Type.Object({
    pool_desktops: Type.Array(PoolDesktop, { maxItems: 100 }),
    total_count: Count,
    on_demand_desktops_num: Count,
    period_desktops_num: Count,
  }),
  ListInconsistentStatics: Type.Object({ product_id: Count, image_id: Count, disk_num: Count, disk_size: Count }),
  ListDesktopPoolAuthorizedObjects: Type.Object({
    objects: Type.Array(Type.Object({ object_id: Text, object_type: Text, object_name: Text, created_at: UtcTime })),
    total_count: Count,
  }),
  CreateDesktopPoolAuthorizedObjects: NoBody,
  ListDesktops: Type.Object({
    desktops: Type.Array(Type.Object({ desktop_id: Text, computer_name: Text, created: ZonelessTime, ...attach })),
    total_count: Count,
  }),
  BatchDeleteDesktops: JobId,
  DeleteDesktopVolumes: JobId,
  ListItaSubJobs: Type.Object({ total_count: Count, jobs: Type.Array(SubJob) }),
  ShowJob: Type.Object({
    id: Text,
    job_type: Text,
    status: Type.Enum(["WAITING", "RUNNING", "SUCCESS", "COMPLETE", "FAIL", "FAILED"]),
    begin_time: ZonelessTime,
    end_time: Type.Optional(ZonelessTime),
    sub_jobs_total: Count,
    sub_jobs: Type.Array(SubJob),
  }),
};

const ErrorBody = Type.Union([
  Type.Object({
    error_code: Type.String({ minLength: 1, maxLength: 12 }),
    error_msg: Type.String({ minLength: 1, maxLength: 1000 }),
    error_detail: Type.Optional(Type.String({ maxLength: 1000 })),
  }),
  Type.Object({ error: Type.Object({ code: Type.Integer(), message: Text }) }),
]);

const checkError = checkOf(ErrorBody);
const checks = new Map<string, Check>(Object.entries(answerSchemas).map(([name, schema]) => [name, checkOf(schema)]));

/** What is wrong with an answer, or undefined. An empty body is null here. */
export function answerFault(operation: string, status: number, body: unknown): string | undefined {
  if (status >= 400) return checkError(body);
  const check = checks.get(operation);
  return check ? check(body) : `no schema for an answer of ${operation}`;
}
