/** `notifyUsers` as a program writes it: its shape, its limits, its meaning, and what a preview says of it. */
import { z } from "zod";
import { known } from "./fields.ts";
import type { Plain, Run } from "./hooks.ts";
import { hasUnknown, isUnknown } from "./unknowns.ts";

/** The pages name no limit for the text; this is the one of the message that a rebuild shows (RebuildDesktopPool). */
const longestMessage = 400;
const mostMinutes = 24 * 60;

const fields = {
  message: known(
    z
      .string()
      .max(longestMessage)
      .refine((text) => text.trim() !== "", { error: "has to say something: write what is coming, and when" }),
  ),
  graceMinutes: known(z.int().min(0).max(mostMinutes)),
  ifNotTold: known(z.enum(["stop", "continue"])).optional(),
};

/** The field of a resource's arguments. */
export const notifyUsersField = known(z.strictObject(fields)).optional();

/** Its words, for a misspelt one. */
export const notifyUsersNames: readonly string[] = Object.keys(fields);

export interface Notice {
  readonly message: string;
  readonly graceMs: number;
  readonly ifNotTold: "stop" | "continue";
}

const notice = z.object({
  message: z.string(),
  graceMinutes: z.number(),
  ifNotTold: z.enum(["stop", "continue"]).default("stop"),
});

/** Nothing where the program does not ask for it. */
export function noticeOf({ notifyUsers }: Plain): Notice | undefined {
  if (notifyUsers === undefined || hasUnknown(notifyUsers)) return undefined;
  const parsed = notice.safeParse(notifyUsers);
  if (!parsed.success) return undefined;
  const { graceMinutes, ...said } = parsed.data;
  return { ...said, graceMs: graceMinutes * 60_000 };
}

/** Whose message it is. A state of an early version has no URN. */
export const tellerOf = ({ resourceUrn, identity }: Plain): string =>
  typeof resourceUrn === "string" ? resourceUrn : String(identity);

/** For `check`: from now on the run knows that this resource may tell the users of a pool, or who is at a desktop. */
export function mayTellAt(run: Run, place: unknown, args: Plain): void {
  if (typeof place === "string" && !isUnknown(place) && noticeOf(args) !== undefined)
    run.tellsAt(place, tellerOf(args));
}

/** The grace time is asked for, so it is no part of the time that an operation may take: the limit is that much later. */
export const graceMs = (args: Plain): number => noticeOf(args)?.graceMs ?? 0;

/** One line of a preview with a harm in it. */
export function noticeWords(args: Plain): string[] {
  const asked = noticeOf(args);
  if (asked === undefined) return [];
  const wait = asked.graceMs === 0 ? "at once after it" : `${asked.graceMs / 60_000} min later`;
  const missing =
    asked.ifNotTold === "stop"
      ? "where that is not possible, nothing is done"
      : "where that is not possible, it goes on untold";
  return [`the users of running desktops are told first (\`notifyUsers\`), and it happens ${wait}; ${missing}`];
}
