/** Types of disks that the documentation names. Another word is sent as it stands: new types come, and the service knows them first. */
import { nearest } from "../field-words.ts";
import type { Plain } from "../hooks.ts";
import { declaredVolumes } from "./disks.ts";

/** SAS and SSD: page of the pool disk calls. The others: pages of single desktops' disks, and of the volume products. */
const known: readonly string[] = ["SAS", "SSD", "GPSSD", "GPSSD2", "ESSD", "SATA"];

/** One sentence for each new or changed type that nobody has heard of. A key with `id` says what is there already. */
export function unknownTypes(olds: Plain, news: Plain): string[] {
  const before = declaredVolumes(olds);
  return Object.entries(declaredVolumes(news)).flatMap(([key, { type, id }]) => {
    const isSaidBefore = Object.hasOwn(before, key) && before[key]?.type === type;
    if (known.includes(type) || id !== undefined || isSaidBefore) return [];
    const near = nearest(type, known);
    const meant = near === undefined ? "" : ` (did you mean "${near}"?)`;
    return [
      `volumes.${key}.type is "${type}", which is no type that this version knows${meant}: known are ${known.join(", ")}; ` +
        "it is sent as it stands, and the service may refuse it",
    ];
  });
}
