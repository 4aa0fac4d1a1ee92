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

/** Before a lowering: some desktops are in no `size` that the program has said. */
export const surplusWords = (
  poolName: string,
  { there, was, size }: { readonly there: number; readonly was: number; readonly size: number },
): string =>
  `size changes from ${was} to ${size}, but pool ${poolName} has ${countedDesktops(there)}, ${there - was} more than ${was}: none is removed before \`size\` has counted them. ` +
  `First run one \`pulumi up\` with \`size: ${there}\` and without \`scaleDown\`, which makes and removes none; then lower \`size\` from there`;

/** The same in the preview, by what was last read. */
export function surplusPreview({ poolName, desktopCount: there, size: was }: Plain, { size }: Plain): string[] {
  if (typeof there !== "number" || typeof was !== "number" || typeof size !== "number" || there <= was) return [];
  return [`by what was last read the update is refused: ${surplusWords(String(poolName), { there, was, size })}`];
}

/** In the preview that switches autoscale off: what it made stays, and counts from now on. */
export function autoscaleOffWords(olds: Plain, news: Plain): string[] {
  const { desktopCount: there, poolName } = olds;
  const isOff = olds.enableAutoscale === true && news.enableAutoscale !== true && !isUnknown(news.enableAutoscale);
  if (!isOff || typeof there !== "number" || typeof news.size !== "number" || there <= news.size) return [];
  return [`autoscale is switched off: when last read, ${tooManyWords(String(poolName), { there, size: news.size })}`];
}
