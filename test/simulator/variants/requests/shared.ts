// Fields that several calls have.

import type { There } from "../place.ts";
import { badParameter, type Fields, flag, list, must, oneOf, type Rule, text, thing, whole, word } from "../rules.ts";

export const quality: Fields = { iops: whole(0, 16_380_000), throughput: whole(0, 4_095_000), kms_id: text(0, 255) };
export const anyQuality = { iops: 3000, throughput: 125, kms_id: "key-1" };

/** The service takes 0 to 8200 GB by its schema; a data disk is 10 GB at least, and in steps of ten. */
const diskFields: Fields = {
  id: text(0, 255),
  type: must(text(1, 255)),
  size: must(whole(10, 8200, 10)),
  resource_spec_code: text(0, 255),
  ...quality,
};
export const dataDisk = thing(diskFields);
/** 80 to 1020 GB, in steps of ten. */
export const rootDisk = thing({ ...diskFields, size: must(whole(80, 1020, 10)) });
export const anyDisk = { id: "", type: "SAS", size: 50, resource_spec_code: "code", ...anyQuality };

export const user = thing({
  object_id: must(text(1, 255)),
  object_type: must(word("USER", "USER_GROUP")),
  object_name: must(text(1, 100)),
  user_group: must(word("sudo", "default", "administrators", "users")),
  domain: text(0, 255),
});
export const anyUser = {
  object_id: "user-1",
  object_type: "USER",
  object_name: "anna",
  user_group: "users",
  domain: "example.com",
};

export const tag = thing({ key: must(text(1, 128)), value: text(0, 43) });

const autoscale = thing({
  autoscale_type: word("ACCESS_CREATED", "AUTO_CREATED"),
  max_auto_created: whole(1, 5000),
  min_idle: whole(0, 5000),
  once_auto_created: whole(1, 100),
  min_retention: whole(0, 5000),
  idle_retention_duration: whole(0, 43_200),
  auto_isolation_enable: flag,
  auto_isolation_max_num: whole(1, Number.POSITIVE_INFINITY),
});

export const settings: Fields = {
  description: text(0, 255),
  availability_zone: text(0, 255),
  ou_name: text(0, 255),
  vpc_id: text(0, 255),
  security_groups: list(thing({ id: must(text(0, 255)) }), 0, 5),
  tags: list(tag, 0, 20),
  enterprise_project_id: text(0, 36, /^[a-zA-Z0-9_-]*$/),
  disconnected_retention_period: whole(10, 43_200),
  enable_autoscale: flag,
  autoscale_policy: autoscale,
  user_reset_policy: thing({ enable: flag, reset_count_per_day: whole(1, 100) }),
  desktop_name_policy_id: text(0, 36),
};

export const anySettings = {
  description: "for variants",
  availability_zone: "zone-a",
  ou_name: "ou",
  vpc_id: "vpc-1",
  security_groups: [{ id: "group-1" }],
  tags: [{ key: "team", value: "red" }],
  enterprise_project_id: "0",
  enable_autoscale: false,
  autoscale_policy: {
    autoscale_type: "ACCESS_CREATED",
    max_auto_created: 5,
    min_idle: 1,
    auto_isolation_enable: false,
  },
  user_reset_policy: { enable: true, reset_count_per_day: 3 },
  desktop_name_policy_id: "policy-1",
};

export const handleType = word("ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL");

/** Desktops that are not of the pool are no good parameter. */
export const someOf = (desktopIds: readonly string[]): Rule =>
  list(oneOf(desktopIds, badParameter, text(0, 255)), 0, 100);

export const inOffice = ({ office }: There) => ({ poolId: office.id });
export const anyDesktop = ({ desktopIds: [desktopId = ""] }: There) => ({ desktopId });
export const inBare = ({ bare }: There) => ({ poolId: bare.id });
export const inEmpty = ({ empty }: There) => ({ poolId: empty.id });

// Queries. An enterprise project is named by letters, digits, hyphens and underscores.
export const filter = text(0, 255);
export const many = list(filter, 0, 100);
export const project = text(0, 36, /^[a-zA-Z0-9_-]*$/);

export const paging = (limit: { least: number; most: number }, mostOffset: number): Fields => ({
  limit: whole(limit.least, limit.most),
  offset: whole(0, mostOffset),
});
