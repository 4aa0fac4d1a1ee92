/** Answers about desktops. A desktop's disk carries three ids: its record, its EVS volume, and the pool's disk it is a copy of. */
import { z } from "zod";
import type { Desktop, DesktopSummary, PoolDesktop } from "../types.ts";
import { bool, count, id, text } from "./fields.ts";
import { type ListOf, pageOf } from "./lists.ts";

const desktopVolume = z.object({
  id: text.exactOptional(),
  volumeId: text.exactOptional(),
  desktopPoolDiskId: text.exactOptional(),
  type: text,
  size: count,
  iops: count.exactOptional(),
  throughput: count.exactOptional(),
  kmsId: text.exactOptional(),
  createTime: text.exactOptional(),
});

const desktopFields = z.object({
  desktopId: id,
  computerName: text.exactOptional(),
  status: text.exactOptional(),
  taskStatus: text.exactOptional(),
  loginStatus: text.exactOptional(),
  attachState: text.exactOptional(),
  inMaintenanceMode: bool.exactOptional(),
  isFreeze: bool.exactOptional(),
  product: z.object({ productId: text.exactOptional() }).default({}),
  // Among the words of metering: …/api-workspace/ListDesktopsDetail.html tells a desktop's image nowhere else.
  metadata: z.object({ "metering.imageId": text.exactOptional() }).catch({}),
  rootVolume: desktopVolume.exactOptional(),
  dataVolumes: z.array(desktopVolume).default([]),
});

const desktop: z.ZodType<Desktop> = desktopFields.transform(told);

const poolDesktop: z.ZodType<PoolDesktop> = desktopFields
  .extend({ inconsistentTypes: z.array(text).exactOptional() })
  .transform(told);

/** Product and image stand a level deeper in the answer. */
function told<F extends Pick<z.infer<typeof desktopFields>, "product" | "metadata">>({
  product,
  metadata,
  ...fields
}: F) {
  const { "metering.imageId": imageId } = metadata;
  return { ...fields, ...product, ...(imageId === undefined ? {} : { imageId }) };
}

/** GET desktop: the desktop stands one level down. */
export const desktopAnswer: z.ZodType<Desktop> = z.object({ desktop }).transform((answer) => answer.desktop);

/** Limit 1..100, offset 0..10000: https://support.huaweicloud.com/intl/en-us/api-workspace/ListPoolDesktopsDetail.html. */
export const poolDesktops: ListOf<PoolDesktop> = {
  page: pageOf("poolDesktops", poolDesktop),
  limit: 100,
  lastOffset: 10_000,
  nameOf: ({ desktopId }) => desktopId,
};

const desktopSummary: z.ZodType<DesktopSummary> = z.object({
  desktopId: id,
  computerName: text.exactOptional(),
  poolId: text.exactOptional(),
  status: text.exactOptional(),
  taskStatus: text.exactOptional(),
  inMaintenanceMode: bool.exactOptional(),
});

/** Offsets of lists whose pages state no end: a 32-bit number, as the schema of the service's definitions has it. */
const anyOffset = 2_147_483_647;

/** Limit 0..1000: https://support.huaweicloud.com/intl/en-us/api-workspace/ListDesktops.html. */
export const desktops: ListOf<DesktopSummary> = {
  page: pageOf("desktops", desktopSummary),
  limit: 1000,
  lastOffset: anyOffset,
  nameOf: ({ desktopId }) => desktopId,
};

/** The text of …/api-workspace/ListDesktopsDetail.html says 500 and its schema 1000: the smaller one is taken by both. */
export const desktopsDetail: ListOf<Desktop> = {
  page: pageOf("desktops", desktop),
  limit: 500,
  lastOffset: anyOffset,
  nameOf: ({ desktopId }) => desktopId,
};
