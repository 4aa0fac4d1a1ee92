/** Who goes when a pool shrinks: those whom nobody has first, then those that nobody uses; never one in use, in work or broken. Pure. */
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import { isUntold, ownDisks } from "./own-disks.ts";

/** A desktop of the pool, and whether it has disks that its pool did not give it: surely, or as far as the region tells. */
export interface SeenDesktop extends PoolDesktop {
  readonly hasOwnDisks?: "yes" | "untold";
}

export function withOwnDisks(pool: Pick<Pool, "dataVolumes">, desktops: readonly PoolDesktop[]): SeenDesktop[] {
  const hasOwnDisks = isUntold(pool, desktops) ? "untold" : "yes";
  return desktops.map((d) => (ownDisks(d).length === 0 ? d : { ...d, hasOwnDisks }));
}

/** In the order in which desktops go. */
export const order = ["unassigned", "maintenance", "stopped", "idle"] as const;

export type HowFar = (typeof order)[number];

/** Nothing for a desktop that goes only when it is named: in use, in work, hibernated, broken, with disks of its own, or not told by this region. */
export function kindOf(desktop: SeenDesktop): HowFar | undefined {
  const { status = "", taskStatus = "", attachState, inMaintenanceMode, hasOwnDisks } = desktop;
  // Somebody gave them to this one: no order of free desktops may choose them.
  if (hasOwnDisks !== undefined || !isAtRest(taskStatus) || !whole.includes(status) || !isNobodyIn(desktop))
    return undefined;
  if (nobodys.includes(attachState ?? "")) return "unassigned";
  if (attachState !== "ATTACHED") return undefined;
  if (inMaintenanceMode === true) return "maintenance";
  return status === "SHUTOFF" ? "stopped" : "idle";
}

/** A hibernated desktop keeps what its user has open, whoever has it by now: it goes only when it is named. */
const whole = ["ACTIVE", "SHUTOFF"];
/** One whose deletion failed is there as before, and the next `up` tries it again. */
const isAtRest = (taskStatus: string): boolean => taskStatus === "" || taskStatus === "deleteFailed";
const nobodys = ["UNATTACH", "DEATTACHED"];

/** A session that is only disconnected still holds its user's work. */
const isNobodyIn = ({ loginStatus = "" }: PoolDesktop): boolean => ["REGISTERED", "UNREGISTER"].includes(loginStatus);

/** Whom a scale-down may take without a name, the first to go first: by kind, then the last name first. */
export function inOrder(desktops: readonly SeenDesktop[], howFar: HowFar = "idle"): SeenDesktop[] {
  const rank = (d: SeenDesktop): number => order.indexOf(kindOf(d) ?? "idle");
  return desktops
    .filter((d) => kindOf(d) !== undefined && rank(d) <= order.indexOf(howFar))
    .sort((a, b) => rank(a) - rank(b) || byName(b, a) || (a.desktopId < b.desktopId ? -1 : 1));
}

/** Whether nobody goes before those who should go first: none is of a later kind than it takes for so many. */
export function areFirst(going: readonly SeenDesktop[], there: readonly SeenDesktop[], howFar: HowFar): boolean {
  const free = inOrder(there, howFar);
  const last = free.slice(0, going.length).at(-1);
  const isDue = (d: SeenDesktop) => kindOf(d) === kindOf(last ?? d) || free.indexOf(d) < free.indexOf(last ?? d);
  return going.every((d) => free.includes(d) && isDue(d));
}

const { compare } = new Intl.Collator("en", { numeric: true });
const byName = (a: PoolDesktop, b: PoolDesktop): number => compare(a.computerName ?? "", b.computerName ?? "");

/** What a scale-down could take, as a preview tells it that may not look. */
export interface Figures {
  /** The day when it was last otherwise. */
  readonly asOf: string;
  readonly counts: Readonly<Record<HowFar | "others", number>>;
  /** The first to go: the kind of each, and its name. */
  readonly next: readonly (readonly [HowFar, string])[];
}

/** A preview names so many; more would make every state longer. */
const mostNamed = 20;

/** A day that stands in the state changes only together with what it is the day of. */
export function figuresOf(desktops: readonly SeenDesktop[], today: string, last: unknown): Figures {
  const counts = { unassigned: 0, maintenance: 0, stopped: 0, idle: 0, others: 0 };
  for (const desktop of desktops) counts[kindOf(desktop) ?? "others"] += 1;
  const next = inOrder(desktops)
    .slice(0, mostNamed)
    .map((d) => [kindOf(d) ?? "idle", namedDesktop(d)] as const);
  return { asOf: isOf(last, { counts, next }) ? last.asOf : today, counts, next };
}

function isOf(last: unknown, { counts, next }: Pick<Figures, "counts" | "next">): last is { readonly asOf: string } {
  if (typeof last !== "object" || last === null || typeof Reflect.get(last, "asOf") !== "string") return false;
  return sameText(Reflect.get(last, "next"), next) && sameCounts(Reflect.get(last, "counts"), counts);
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A state may have turned the fields round. */
const sameCounts = (last: unknown, counts: Figures["counts"]): boolean =>
  typeof last === "object" &&
  last !== null &&
  [...order, "others" as const].every((kind) => Reflect.get(last, kind) === counts[kind]);

/** `office-0003 (d-3)` */
export const namedDesktop = ({ computerName, desktopId }: PoolDesktop): string =>
  computerName === undefined ? desktopId : `${computerName} (${desktopId})`;
