/** Removing desktops: only with a consent that names them, for one lowering of `size`. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { PoolDesktop } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { hasUnknown } from "../../unknowns.ts";

const consent = z.object({ reason: z.string(), which: z.object({ desktopIds: z.array(z.string()) }) });

/** What was last applied. */
export interface Applied {
  readonly size: unknown;
  readonly spent: unknown;
}

/** How many desktops fewer the program wants than was applied; zero for growth and for what is not known. */
export function fewer({ size }: Applied, news: Plain): number {
  if (typeof size !== "number" || typeof news.size !== "number") return 0;
  return Math.max(0, size - news.size);
}

export function desktopsToRemove(news: Plain): readonly string[] {
  const parsed = consent.safeParse(news.scaleDown);
  return parsed.success ? [...new Set(parsed.data.which.desktopIds)] : [];
}

/** What can be refused without looking. More desktops than `size` is lowered by is no refusal here: some may be gone already. */
export function scaleDownRefusals(applied: Applied, news: Plain): string[] {
  const less = fewer(applied, news);
  if (less === 0 || news.enableAutoscale === true || hasUnknown(news.scaleDown)) return [];
  const from = change(applied, news);
  const line = `\`scaleDown: { reason: "any text", which: { desktopIds: [${less} of them] } }\``;
  if (news.scaleDown === undefined) return [`${from}: set it back to ${String(applied.size)}, or write ${line}`];
  if (isDeepStrictEqual(news.scaleDown, applied.spent))
    return [
      `${from}: consent ${JSON.stringify(reasonIn(news))} was spent; write another reason and the desktops that go now`,
    ];
  const named = desktopsToRemove(news).length;
  return named < less ? [`${from}, but scaleDown names ${desktops(named)}: name exactly ${less}`] : [];
}

/** For the preview, which cannot look: too many names are right only when the others are gone. */
export function excessWords(applied: Applied, news: Plain): string[] {
  const less = fewer(applied, news);
  const named = desktopsToRemove(news).length;
  if (less === 0 || named <= less || news.enableAutoscale === true) return [];
  return [
    `${change(applied, news)}, but scaleDown names ${desktops(named)}: the update refuses it unless ${named - less} of them ${named - less === 1 ? "is" : "are"} gone already; name exactly ${less}`,
  ];
}

export interface Removal {
  readonly desktopIds: readonly string[];
  readonly refused?: string;
}

/** The named desktops that are there, if they are just those that are too many; one that is gone already is done. */
export function removalNow(applied: Applied, news: Plain, there: readonly PoolDesktop[]): Removal {
  const ids = new Set(there.map((d) => d.desktopId));
  const desktopIds = desktopsToRemove(news).filter((id) => ids.has(id));
  const surplus = Math.max(0, there.length - Number(news.size));
  const most = Math.min(fewer(applied, news), surplus);
  if (desktopIds.length === most) return { desktopIds };
  const listed = there.map((d) => `${d.computerName ?? "?"} (${d.desktopId})`).join(", ");
  return {
    desktopIds,
    refused: `${change(applied, news)}; the pool has ${desktops(there.length)}, so ${most} can go, but scaleDown names ${desktopIds.length} of them: name exactly ${most} of ${listed}`,
  };
}

const change = (applied: Applied, news: Plain): string =>
  `size changes from ${String(applied.size)} to ${String(news.size)}, which removes ${desktops(fewer(applied, news))}`;

const reasonIn = ({ scaleDown }: Plain): unknown =>
  typeof scaleDown === "object" && scaleDown !== null ? Reflect.get(scaleDown, "reason") : undefined;

const desktops = (n: number): string => (n === 1 ? "1 desktop" : `${n} desktops`);
