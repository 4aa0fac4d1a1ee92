/** No desktop goes that the program did not let go: each deletion is judged when it is asked for, by what was there then. */
import { z } from "zod";
import type { Call } from "../../../../simulator/index.ts";
import type { Desktop, Step } from "./life.ts";
import { asSeen, desktopsAt, takenByOthers } from "./moments.ts";

const body = z.object({
  desktop_ids: z.array(z.string()),
  delete_users: z.boolean().nullish(),
  email_notification: z.boolean().nullish(),
});

export function wrongRemovals(step: Step): string[] {
  const removals = step.calls.filter((c) => c.operation === "BatchDeleteDesktops");
  return [
    ...removals.flatMap((call) => [
      ...wrongFarewell(step, call),
      ...idsOf(call).flatMap((id) => wrongOne(step, id, call)),
    ]),
    ...tooMany(step, removals),
  ];
}

const idsOf = ({ body: said }: Call): string[] => body.parse(said).desktop_ids;

/** No e-mail is sent, and no user deleted, unless the program says so; a deletion of the pool goes by what the state says. */
function wrongFarewell({ run, written, before }: Step, { body: said }: Call): string[] {
  const { delete_users, email_notification } = body.parse(said);
  const isSaid = isUp(run.do) && written.isThere ? written.emails : before.outs.office?.emailNotification === true;
  return [
    ...(email_notification !== false && !isSaid ? ["a deletion sends e-mails that nobody has asked for"] : []),
    ...(delete_users !== false ? ["a deletion deletes users, which nobody has asked for"] : []),
  ];
}

const isUp = (name: string): boolean => name.startsWith("up");

function wrongOne(step: Step, id: string, call: Call): string[] {
  const { run, written, before } = step;
  if (!desktopsAt(step, call).has(id)) return [`desktop ${id} is asked to go, which is not in the pool`];
  if (!isUp(run.do) || !written.isThere) {
    const { forceDestroy } = before.outs.office ?? {};
    return forceDestroy === "with-disks" ? [] : [`desktop ${id} goes with the pool, without forceDestroy in state`];
  }
  const retired = Object.entries(written.retired?.desktops ?? {}).find(([, one]) => one === id);
  const desktop = asSeen(step, id, call);
  const asRetired = retired === undefined ? undefined : wrongRetired(step, retired[0], desktop);
  if (asRetired?.length === 0) return [];
  // One that is named by both may go by either.
  const asSurplus = wrongScaleDown(step, id, desktop);
  return asSurplus.length === 0 ? [] : (asRetired ?? asSurplus);
}

function wrongRetired({ written }: Step, name: string, desktop: Desktop | undefined): string[] {
  if (desktop === undefined) return [];
  if (desktop.name !== name) return [`desktop ${desktop.name} is retired, though the program names ${name}`];
  return isInUse(desktop) && written.retired?.allowInUse[name] === undefined
    ? [`desktop ${name} is retired while somebody is at it, without consent`]
    : [];
}

const isInUse = ({ loginStatus }: Desktop): boolean => ["CONNECTED", "DISCONNECTED"].includes(loginStatus);

function wrongScaleDown(step: Step, id: string, desktop: Desktop | undefined): string[] {
  const { written, before } = step;
  const { scaleDown } = written;
  const spent = z.object({ reason: z.string() }).safeParse(before.outs.office?.scaleDown);
  if (scaleDown === undefined) return [`desktop ${id} goes without a word of the program`];
  if (spent.success && spent.data.reason === scaleDown.reason)
    return [`desktop ${id} goes by a consent that was spent`];
  const { which = "unassigned" } = scaleDown;
  if (typeof which === "object") return which.desktopIds.includes(id) ? [] : [`desktop ${id} goes, which is not named`];
  if (desktop === undefined) return [];
  const kind = kindOf(desktop);
  return kind !== undefined && order.indexOf(kind) <= order.indexOf(which)
    ? []
    : [`desktop ${desktop.name} (${kind ?? "not free"}) goes, though the program lets go only as far as ${which}`];
}

const order = ["unassigned", "maintenance", "stopped", "idle"] as const;

/** A reading of its own of what the design says. */
function kindOf(desktop: Desktop): (typeof order)[number] | undefined {
  const hasOwnDisks = desktop.disks.some((d) => d.poolDiskId === undefined);
  if (hasOwnDisks || isInUse(desktop) || !/^(deleteFailed)?$/.test(desktop.taskStatus) || desktop.status === "ERROR")
    return undefined;
  if (desktop.user === null) return "unassigned";
  if (desktop.inMaintenance) return "maintenance";
  if (desktop.status === "SHUTOFF") return "stopped";
  return desktop.status === "ACTIVE" ? "idle" : undefined;
}

/** A scale-down takes no more than `size` was lowered by, and never goes below it. */
function tooMany(step: Step, removals: readonly Call[]): string[] {
  const { run, written, before } = step;
  if (!isUp(run.do) || !written.isThere) return [];
  const retired = new Set(Object.values(written.retired?.desktops ?? {}));
  const going = new Set(removals.flatMap(idsOf).filter((id) => !retired.has(id)));
  const most = Math.max(0, appliedSize(step) - written.size);
  const below = removals.flatMap((call) => {
    const left = [...desktopsAt(step, call)].filter((id) => !idsOf(call).includes(id)).length;
    const isOfSize = idsOf(call).some((id) => !retired.has(id));
    return isOfSize && left + takenByOthers(step) < written.size
      ? [`the pool goes down to ${left}, below its size`]
      : [];
  });
  return [
    ...below,
    ...(going.size > most ? [`${going.size} desktops go, though size was lowered by ${most}`] : []),
    ...(written.autoscale && going.size > 0 ? ["desktops go, though autoscale makes size a floor"] : []),
    ...(before.outs.office === undefined && going.size > 0 ? ["a creation deletes desktops"] : []),
  ];
}

/** A refresh takes note of what is there. */
function appliedSize({ run, before }: Step): number {
  const said = Number(before.outs.office?.size ?? 0);
  return run.do === "up --refresh" ? Math.min(said, before.pool?.desktops.length ?? 0) : said;
}
