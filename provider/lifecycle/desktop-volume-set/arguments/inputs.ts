/** The arguments of a DesktopVolumeSet, as they arrive. */
import { z } from "zod";
import { known, shapeFailures } from "../../fields.ts";
import type { Plain } from "../../hooks.ts";
import { sameIds, setFields, shapeOf, tooManyKeys } from "../../volume-set/disks.ts";

const { volumes, ...ofEverySet } = setFields;

const fields = {
  desktopId: known(z.string().min(1)),
  poolId: known(z.string().min(1)).optional(),
  volumes,
  ...ofEverySet,
};

/** Names of the arguments in state: everything else in the outputs is what the service says. */
export const inputNames: readonly string[] = Object.keys(fields);

export const argumentFailures = (news: Plain): string[] => [
  ...shapeFailures(z.strictObject(fields), news, shapeOf(inputNames)),
  ...sameIds(news.volumes),
  ...tooManyKeys(news.volumes, "desktop"),
];
