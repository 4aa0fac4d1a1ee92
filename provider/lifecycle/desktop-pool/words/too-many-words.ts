/** More desktops than `size`, for another reason than the program: a warning with both ways out, never a deletion. */
import { countedDesktops } from "../../counted.ts";
import type { Plain } from "../../hooks.ts";
import { isUnknown } from "../../unknowns.ts";

export function tooManyWords(
  poolName: string,
  { there, size }: { readonly there: number; readonly size: number },
): string {
  return (
    `pool ${poolName} has ${countedDesktops(there)}, ${there - size} more than \`size\`; none is deleted: set \`size: ${there}\` to keep them, ` +
    `or remove desktops in the console, or after one \`up\` with \`size: ${there}\` set \`size: ${size}\` together with \`scaleDown: { reason: "any text" }\``
  );
}

/** In the preview that switches autoscale off: what it made stays, and counts from now on. */
export function autoscaleOffWords(olds: Plain, news: Plain): string[] {
  const { desktopCount: there, poolName } = olds;
  const isOff = olds.enableAutoscale === true && news.enableAutoscale !== true && !isUnknown(news.enableAutoscale);
  if (!isOff || typeof there !== "number" || typeof news.size !== "number" || there <= news.size) return [];
  return [`autoscale is switched off: when last read, ${tooManyWords(String(poolName), { there, size: news.size })}`];
}
