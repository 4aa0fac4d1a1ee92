/** The consent to remove desktops, for one lowering of `size`: what it allows, what a preview can refuse, and who goes now. */
import { z } from "zod";
import { countedDesktops } from "../../counted.ts";
import type { Plain } from "../../hooks.ts";
import { hasUnknown, isUnknown } from "../../unknowns.ts";
import { type HowFar, inOrder, kindOf, namedDesktop, order, type SeenDesktop } from "./choice.ts";

const named = z.object({ desktopIds: z.array(z.string()) });
const consent = z.object({ reason: z.string(), which: z.union([z.enum(order), named]).default("unassigned") });

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

/** Whether desktops have to go for what the program says. With autoscale `size` is a floor. */
export const isLowering = (applied: Applied, news: Plain): boolean =>
  fewer(applied, news) > 0 && news.enableAutoscale !== true;

/** Whether a `size` that a preview does not know yet may turn out to take desktops: only with a consent that counts. */
export const mayLower = ({ size, spent }: Applied, { size: wanted, enableAutoscale, scaleDown }: Plain): boolean =>
  isUnknown(wanted) &&
  typeof size === "number" &&
  size > 0 &&
  enableAutoscale !== true &&
  scaleDown !== undefined &&
  (isUnknown(scaleDown) || reasonIn(scaleDown) !== reasonIn(spent));

/** Whether a preview does not know yet whom it allows. */
export const isWhichOpen = ({ scaleDown }: Plain): boolean =>
  isUnknown(scaleDown) ||
  (typeof scaleDown === "object" && scaleDown !== null && hasUnknown(Reflect.get(scaleDown, "which")));

/** How far down the order it may go, or the very desktops. */
export type Which = HowFar | readonly string[];

export function whichOf(news: Plain): Which {
  const parsed = consent.safeParse(news.scaleDown);
  if (!parsed.success) return [];
  const { which } = parsed.data;
  return typeof which === "string" ? which : [...new Set(which.desktopIds)];
}

/** The desktops that the program names: none where the order chooses. */
export function namedToRemove(news: Plain): readonly string[] {
  const which = whichOf(news);
  return typeof which === "string" ? [] : which;
}

/** What can be refused without looking. More desktops than `size` is lowered by is no refusal here: some may be gone already. */
export function scaleDownRefusals(applied: Applied, news: Plain): string[] {
  if (!isLowering(applied, news) || hasUnknown(news.scaleDown)) return [];
  const less = fewer(applied, news);
  const from = change(applied, news);
  if (news.scaleDown === undefined)
    return [
      `${from}: set it back to ${String(applied.size)}, or write \`scaleDown: { reason: "any text" }\`, which takes desktops that nobody has; ` +
        `\`which: { desktopIds: [${less} of them] }\` in it names them, \`which: "maintenance"\`, \`"stopped"\` or \`"idle"\` goes further, never to one in use`,
    ];
  const reason = reasonIn(applied.spent);
  if (reason !== undefined && reasonIn(news.scaleDown) === reason)
    return [
      `${from}: consent ${JSON.stringify(reason)} was spent; write another reason, and in \`which\` whom it may take now`,
    ];
  const which = whichOf(news);
  if (typeof which === "string" || which.length >= less) return [];
  return [`${from}, but scaleDown names ${countedDesktops(which.length)}: name exactly ${less}`];
}

/** For the preview, which cannot look: too many names are right only when the others are gone. */
export function excessWords(applied: Applied, news: Plain): string[] {
  const less = fewer(applied, news);
  const many = namedToRemove(news).length;
  if (!isLowering(applied, news) || many <= less) return [];
  return [
    `${change(applied, news)}, but scaleDown names ${countedDesktops(many)}: the update refuses it unless ${many - less} of them ${many - less === 1 ? "is" : "are"} gone already; name exactly ${less}`,
  ];
}

export interface Removal {
  readonly desktopIds: readonly string[];
  readonly refused?: string;
}

/** Who goes now, of the desktops that are there: never more than `size` was lowered by, and never below it. */
export function removalNow(applied: Applied, news: Plain, there: readonly SeenDesktop[]): Removal {
  const most = Math.min(fewer(applied, news), Math.max(0, there.length - Number(news.size)));
  const which = whichOf(news);
  return typeof which === "string" ? chosen(applied, news, { there, most, which }) : byId(applied, news, there, most);
}

/** The named desktops that are there, if they are just those that are too many; one that is gone already is done. */
function byId(applied: Applied, news: Plain, there: readonly SeenDesktop[], most: number): Removal {
  const ids = new Set(there.map((d) => d.desktopId));
  const desktopIds = namedToRemove(news).filter((id) => ids.has(id));
  if (desktopIds.length === most) return { desktopIds };
  return {
    desktopIds,
    refused: `${change(applied, news)}; the pool has ${countedDesktops(there.length)}, so ${most} can go, but scaleDown names ${desktopIds.length} of them: name exactly ${most} of ${listed(there.map(namedDesktop))}`,
  };
}

interface Choice {
  readonly there: readonly SeenDesktop[];
  readonly most: number;
  readonly which: HowFar;
}

function chosen(applied: Applied, news: Plain, { there, most, which }: Choice): Removal {
  const desktopIds = inOrder(there, which)
    .slice(0, most)
    .map((d) => d.desktopId);
  if (desktopIds.length === most) return { desktopIds };
  const further = order.slice(order.indexOf(which) + 1).map((word) => `"${word}"`);
  const ways = [
    ...(further.length === 0 ? [] : [`let \`which\` go further (${further.join(", ")})`]),
    "name desktops, `which: { desktopIds: [...] }`",
    `raise \`size\``,
  ];
  return {
    desktopIds,
    refused: `${change(applied, news)}; ${most} have to go now, but only ${desktopIds.length} of the pool's ${countedDesktops(there.length)} ${desktopIds.length === 1 ? "is" : "are"} ${allowedWords(which)}: ${listed(there.map(withKind))}. ${ways.join(", or ")}`,
  };
}

/** `unassigned, in maintenance or stopped` */
export function allowedWords(which: HowFar): string {
  const words = order.slice(0, order.indexOf(which) + 1).map((kind) => kindWords[kind]);
  return words.length === 1 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${String(words.at(-1))}`;
}

export const kindWords: Readonly<Record<HowFar, string>> = {
  unassigned: "unassigned",
  maintenance: "in maintenance",
  stopped: "stopped",
  idle: "idle",
};

/** `office-0003 (d-3): stopped` */
export function withKind(desktop: SeenDesktop): string {
  const kind = kindOf(desktop);
  return `${namedDesktop(desktop)}: ${kind === undefined ? notTaken(desktop) : kindWords[kind]}`;
}

function notTaken({ status, taskStatus = "", loginStatus, attachState, hasOwnDisks }: SeenDesktop): string {
  if (hasOwnDisks === "yes") return "has data disks of its own, goes only by its id";
  if (hasOwnDisks === "untold")
    return "this region does not tell whether its data disks are its own, goes only by its id";
  if (status === "ERROR") return "broken, goes only by its id";
  if (status === "HIBERNATED") return "hibernated, keeps what its user has open, goes only by its id";
  if (taskStatus !== "") return `busy (${taskStatus})`;
  if (loginStatus === undefined || attachState === undefined) return "this region does not tell whether it is in use";
  return "in use";
}

const change = (applied: Applied, news: Plain): string =>
  `size changes from ${String(applied.size)} to ${String(news.size)}, which removes ${countedDesktops(fewer(applied, news))}`;

/** A refusal names so many: the rest of a pool of thousands is in the console. */
const mostNamed = 100;

const listed = (names: readonly string[]): string =>
  `${names.slice(0, mostNamed).join(", ")}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ""}`;

const reasonIn = (scaleDown: unknown): unknown =>
  typeof scaleDown === "object" && scaleDown !== null ? Reflect.get(scaleDown, "reason") : undefined;
