// What the service refuses before it begins anything.

import type { HandleType } from "../schemas/shared.ts";
import { badParameter, codes, conflict, refuse } from "./refusal.ts";
import { type Desktop, isAttached, isBusy, isConnected, isInUse, type Pool } from "./types.ts";
import type { World } from "./world.ts";

export const mostDataDisks = 10;
const addSpacingMs = 5 * 60_000;

export function assertNotBusy(pool: Pool): void {
  if (isBusy(pool)) throw conflict(`desktop pool ${pool.name} is being changed by another operation`);
}

/** While disks are being added, another add meets a refusal of its own in some places. */
export function assertNotAdding(world: World, pool: Pool): void {
  const adding = [...pool.runningJobs].some((id) => world.jobs.get(id)?.kind === "addDesktopPoolVolumes");
  if (adding && world.dialects("busy-add-code") === "WKS.0407") throw addingDisks(pool);
  assertNotBusy(pool);
  const { lastAddAt } = pool;
  const tooSoon = lastAddAt !== undefined && world.timeline.time() - lastAddAt < addSpacingMs;
  if (tooSoon && world.dialects("add-spacing") === "5min") throw addingDisks(pool);
}

function addingDisks(pool: Pool) {
  return refuse(400, codes.addingDisks, `disks are being added to desktop pool ${pool.name}, try again in 5 minutes`);
}

export function assertReadyForAdd(world: World, pool: Pool, followers: readonly Desktop[]): void {
  const rule = world.dialects("add-when-stopped");
  if (rule === "allow") return;
  const judged = rule === "refuse" ? [...pool.desktops.values()] : followers;
  const notReady = judged.find(({ status, taskStatus }) => status !== "ACTIVE" || taskStatus !== "");
  if (notReady) throw conflict(`desktop ${notReady.name} is ${stateOf(notReady)}: every desktop must be ACTIVE`);
}

export function assertNoTask(desktops: readonly Desktop[]): void {
  const busy = desktops.find(({ taskStatus }) => taskStatus !== "" && taskStatus !== "deleteFailed");
  if (busy) throw conflict(`desktop ${busy.name} is ${stateOf(busy)}`);
}

function stateOf({ status, taskStatus }: Desktop): string {
  return taskStatus === "" ? status : `${status}, ${taskStatus}`;
}

/** What is done to a desktop needs it in some states, and nothing else going on with it. */
export function assertStates(desktops: readonly Desktop[], states: readonly string[]): void {
  assertNoTask(desktops);
  const unfit = desktops.find(({ status }) => !states.includes(status));
  if (unfit) throw conflict(`desktop ${unfit.name} is ${stateOf(unfit)}, and not ${states.join(" or ")}`);
}

export function assertSomeDisks(world: World, count: number, { oneAtMost }: { oneAtMost: boolean }): void {
  if (count === 0 && world.dialects("empty-volumes") === "refuse") throw badParameter("volumes: no disk is given");
  if (count > 1 && oneAtMost && world.dialects("one-disk-a-call") === "yes") {
    throw badParameter("volumes: only one disk can be changed at a time");
  }
}

interface WhichDesktops {
  readonly handleType?: HandleType | undefined;
  readonly desktopIds?: readonly string[] | undefined;
}

interface WhichBody {
  readonly handle_type?: HandleType | null;
  readonly desktop_ids?: string[] | null;
}

export const whichOf = ({ handle_type, desktop_ids }: WhichBody): WhichDesktops => ({
  handleType: handle_type ?? undefined,
  desktopIds: desktop_ids ?? undefined,
});

export const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);

/** The existing desktops that a call on a pool reaches. */
export function followersOf(world: World, pool: Pool, { handleType, desktopIds }: WhichDesktops): Desktop[] {
  const stranger = desktopIds?.find((id) => !pool.desktops.has(id));
  if (stranger !== undefined) throw badParameter(`desktop_ids: ${stranger} is not in desktop pool ${pool.name}`);
  const named = [...pool.desktops.values()].filter(({ id }) => !desktopIds?.length || desktopIds.includes(id));
  const handling = handleType ?? world.dialects("default-handle-type");
  if (handling === "ONLY_FOR_EXPAND") return [];
  return handling === "FOR_EXPAND_AND_IDLE" ? named.filter((desktop) => !countsAsInUse(world, desktop)) : named;
}

/** Which desktops the service takes for being in use, where it leaves those alone. */
function countsAsInUse(world: World, desktop: Desktop): boolean {
  const rule = world.dialects("desktop-in-use");
  if (rule === "attached") return isAttached(desktop);
  return rule === "connected" ? isConnected(desktop) : isInUse(desktop);
}

export function changesTemplate(world: World, { desktopIds }: WhichDesktops): boolean {
  return !desktopIds?.length || world.dialects("desktop-ids-template") === "yes";
}

export function assertNameIsFree(world: World, name: string, but?: Pool): void {
  if (!/^[\p{Script=Han}A-Za-z0-9-]+$/u.test(name))
    throw badParameter(`name: "${name}" has other than letters, digits, hyphens`);
  const longest = Number(world.dialects("pool-name-max"));
  if (name.length > longest) throw badParameter(`name: ${name.length} characters, at most ${longest} are allowed`);
  const taken = [...world.pools.values()].some((pool) => pool !== but && pool.name === name);
  if (!taken) return;
  const status = Number(world.dialects("name-taken-status"));
  throw refuse(status, status === 409 ? codes.conflict : codes.badParameter, `name: a desktop pool ${name} exists`);
}
