/** Who goes, in a preview: it may not look, so it tells what was last read, and that the update looks again. */
import { z } from "zod";
import { countedDesktops } from "../../counted.ts";
import type { Plain } from "../../hooks.ts";
import { type HowFar, order } from "../size/choice.ts";
import {
  type Applied,
  allowedWords,
  fewer,
  isLowering,
  isWhichOpen,
  mayLower,
  namedToRemove,
  whichOf,
} from "../size/scale-down.ts";
import { isThere, type Seen } from "../state/state.ts";

const figures = z.object({
  asOf: z.string(),
  counts: z.record(z.string(), z.number()),
  next: z.array(z.tuple([z.enum(order), z.string()])),
});

export function removalPreview(olds: Plain, news: Plain): string[] {
  const applied: Applied = { size: olds.size, spent: olds.scaleDown };
  if (!isLowering(applied, news)) return [];
  const pool = String(olds.poolName);
  const less = fewer(applied, news);
  const which = whichOf(news);
  const some = `${countedDesktops(less)} of pool ${pool}, with everything on them`;
  if (isWhichOpen(news)) return [`DELETES DATA: ${some}; ${whichOpen}; ${farewellWords(news)}`];
  const who =
    typeof which === "string"
      ? `${some}; ${onlyWords(which)}${whoNow(olds, which, less)}`
      : `desktops ${namedToRemove(news).join(", ")} of pool ${pool}, with everything on them`;
  return [`DELETES DATA: ${who}; ${farewellWords(news)}`];
}

/** While `size` is not known: whom the consent allows, if any have to go. */
export function removalNotKnown(olds: Plain, news: Plain): string[] {
  if (!mayLower({ size: olds.size, spent: olds.scaleDown }, news)) return [];
  return [
    `NOT KNOWN YET: \`size\`. If it turns out less than ${String(olds.size)}, as many desktops of pool ${String(olds.poolName)} are deleted, with everything on them: ${whoMayGo(olds, news)}; the update names them before its call; ${farewellWords(news)}`,
  ];
}

const whichOpen = "whom `scaleDown` allows is not known yet";

const onlyWords = (which: HowFar): string =>
  `only desktops that are ${allowedWords(which)}${which === order[0] ? "" : ", in this order"}, never one in use`;

function whoMayGo(olds: Plain, news: Plain): string {
  const which = whichOf(news);
  if (isWhichOpen(news)) return whichOpen;
  if (typeof which !== "string") return `of ${which.join(", ")}`;
  const first = firstOf(olds, which, Number(olds.size));
  return `${onlyWords(which)}${first === undefined ? "" : ` (as last read, ${first.asOf}: ${first.names})`}`;
}

/** By what was last read. */
function whoNow(olds: Plain, which: HowFar, less: number): string {
  const first = firstOf(olds, which, less);
  if (first === undefined) return "; the update names them before its call";
  const { asOf, names, many } = first;
  const short = many < less ? `, ${less - many} too few: the update refuses it unless there are more then` : "";
  return `. As last read (${asOf}) these are ${names}${short}; the update looks again and names them before its call`;
}

interface First {
  readonly asOf: string;
  readonly names: string;
  /** How many are allowed to go. */
  readonly many: number;
}

/** Nothing where the state does not tell. */
function firstOf({ removable }: Plain, which: HowFar, most: number): First | undefined {
  const parsed = figures.safeParse(removable);
  if (!parsed.success) return undefined;
  const { asOf, counts, next } = parsed.data;
  const allowed = order.slice(0, order.indexOf(which) + 1);
  const many = allowed.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  const going = next.filter(([kind]) => allowed.includes(kind)).slice(0, most);
  const names = going.length === 0 ? "none" : going.map(([, name]) => name).join(", ");
  // The state names the first ones only.
  const unnamed = Math.min(most, many) - going.length;
  return { asOf, names: `${names}${unnamed > 0 ? ` and ${unnamed} more` : ""}`, many };
}

/** What becomes of the people. */
export function farewellWords({ emailNotification, deleteUsers }: Plain): string {
  const mail = emailNotification === true ? "their users get an e-mail" : "no e-mail is sent";
  return deleteUsers === true ? `${mail}; users without another desktop are deleted too` : mail;
}

/** What a deletion of the pool does, before its first change. Whether ordered desktops can be deleted, no page of the service says. */
export function goingWords({ pool, desktops: there }: Seen, options: Plain): string[] {
  const going = there.filter(isThere).length;
  if (going === 0) return [];
  const inUse =
    options.forceDelete === true ? "" : "; where the service refuses one in use, `forceDelete: true` deletes it";
  return [
    `deletes pool ${pool.name} with its ${countedDesktops(going)} and everything on them; ${farewellWords(options)}${inUse}`,
    ...(pool.chargingMode === "0"
      ? [
          `pool ${pool.name} is billed yearly/monthly: what is ordered is not ended by deleting desktops; if the service refuses, unsubscribe them in the console, then run this again`,
        ]
      : []),
  ];
}
