/** Who goes, in a preview: it may not look, so it tells what was last read, and that the update looks again. */
import { z } from "zod";
import { countedDesktops } from "../../counted.ts";
import type { Plain } from "../../hooks.ts";
import { order } from "../size/choice.ts";
import { type Applied, allowedWords, fewer, isLowering, namedToRemove, whichOf } from "../size/scale-down.ts";
import { isThere, type Seen } from "../state/state.ts";

const figures = z.object({
  asOf: z.string(),
  counts: z.record(z.string(), z.number()),
  next: z.array(z.tuple([z.enum(order), z.string()])),
});

export function removalPreview(olds: Plain, news: Plain): string[] {
  const applied: Applied = { size: olds.size, spent: olds.scaleDown };
  if (!isLowering(applied, news)) return [];
  const which = whichOf(news);
  const pool = String(olds.poolName);
  const who =
    typeof which === "string"
      ? `${countedDesktops(fewer(applied, news))} of pool ${pool}, with everything on them; only desktops that are ${allowedWords(which)}${which === order[0] ? "" : ", in this order"}, never one in use${whoNow(olds, news)}`
      : `desktops ${namedToRemove(news).join(", ")} of pool ${pool}, with everything on them`;
  return [`DELETES DATA: ${who}; ${farewellWords(news)}`];
}

/** By what was last read. */
function whoNow({ removable, size }: Plain, news: Plain): string {
  const parsed = figures.safeParse(removable);
  const which = whichOf(news);
  if (!parsed.success || typeof which !== "string") return "; the update names them before its call";
  const { asOf, counts, next } = parsed.data;
  const allowed = order.slice(0, order.indexOf(which) + 1);
  const less = fewer({ size, spent: undefined }, news);
  const many = allowed.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  const going = next.filter(([kind]) => allowed.includes(kind)).slice(0, less);
  const names = going.length === 0 ? "none" : going.map(([, name]) => name).join(", ");
  // The state names the first ones only.
  const unnamed = Math.min(less, many) - going.length;
  const more = unnamed > 0 ? ` and ${unnamed} more` : "";
  const short = many < less ? `, ${less - many} too few: the update refuses it unless there are more then` : "";
  return `. As last read (${asOf}) these are ${names}${more}${short}; the update looks again and names them before its call`;
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
