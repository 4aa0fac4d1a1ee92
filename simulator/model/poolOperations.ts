// What is done to a pool's desktops as a whole: another product, another image, on and off.

import { type ActionKind, takesAction } from "../jobs/actOnDesktops.ts";
import { startJob } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import type {
  DesktopPoolActionBody,
  RebuildDesktopPoolBody,
  ResizeDesktopPoolBody,
} from "../schemas/poolOperations.ts";
import { assertKnown } from "./known.ts";
import type { Command } from "./pools.ts";
import { badParameter, conflict } from "./refusal.ts";
import { assertNoTask, assertNotBusy, assertStates, changesTemplate, followersOf, idsOf, whichOf } from "./rules.ts";
import { assertInOrder, assertNeedsNoOrder } from "./standing.ts";
import type { Desktop, Pool } from "./types.ts";
import type { World } from "./world.ts";

export function resizePool(world: World, command: Command, pool: Pool, body: ResizeDesktopPoolBody): Job {
  assertNeedsNoOrder(world, pool, "resize");
  return startResize(world, command, pool, body);
}

/** Also what an order of a yearly or monthly pool begins. Desktops that have the product already are left alone. */
export function startResize(world: World, command: Command, pool: Pool, body: ResizeDesktopPoolBody): Job {
  const { product_id: productId, flavor_id } = body;
  const which = whichOf(body);
  assertKnown(world, { products: [productId] });
  const followers = followersOf(world, pool, which).filter((desktop) => desktop.productId !== productId);
  const template = changesTemplate(world, which);
  if (followers.length === 0 && !(template && pool.attributes.product_id !== productId)) {
    throw badParameter(`product_id: whatever the call reaches has ${productId} already`);
  }
  assertNotBusy(pool);
  assertInOrder(world, pool, followers);
  assertStates(followers, ["ACTIVE", "SHUTOFF"]);
  const running = followers.filter(({ status }) => status === "ACTIVE");
  assertMayStop(world, running, body);
  const flavor = flavor_id ? { flavorId: flavor_id } : {};
  const whom = { followers: idsOf(followers), running: idsOf(running) };
  const order = { pool: pool.id, ...whom, productId, ...flavor, template };
  return startJob(world, { ...command, kind: "resizeDesktopPool", order, pools: [pool.id] });
}

function assertMayStop(world: World, [first]: readonly Desktop[], { mode }: ResizeDesktopPoolBody): void {
  if (!first || mode === "STOP_DESKTOP" || world.dialects("resize-running") === "stop") return;
  throw conflict(`desktop ${first.name} is running: mode STOP_DESKTOP would stop it`);
}

export function rebuildPool(world: World, command: Command, pool: Pool, body: RebuildDesktopPoolBody): Job {
  assertNeedsNoOrder(world, pool, "rebuild");
  return startRebuild(world, command, pool, body);
}

export function startRebuild(world: World, command: Command, pool: Pool, body: RebuildDesktopPoolBody): Job {
  const { image_id: imageId, image_type, message, delay_time } = body;
  assertKnown(world, { images: [imageId] });
  const key = keyOf(body);
  const which = whichOf(body);
  const fix = body.is_fix === true;
  if (fix && imageId !== pool.attributes.image_id) throw badParameter("image_id: a fix takes the image of the pool");
  const reached = followersOf(world, pool, which);
  const followers = fix ? reached.filter((desktop) => desktop.imageId !== imageId) : reached;
  assertNotBusy(pool);
  assertInOrder(world, pool, followers);
  assertStates(followers, ["ACTIVE", "SHUTOFF", "ERROR"]);
  const image = { imageId, ...(image_type ? { imageType: image_type } : {}), ...key, ...(message ? { message } : {}) };
  const order = {
    pool: pool.id,
    followers: idsOf(followers),
    ...image,
    template: !fix && changesTemplate(world, which),
  };
  const delayMs = (delay_time ?? 0) * 60_000;
  return startJob(world, { ...command, kind: "rebuildDesktopPool", order, pools: [pool.id], delayMs });
}

function keyOf({ encrypt_type, kms_id }: RebuildDesktopPoolBody): { kmsId?: string | null } {
  if (encrypt_type === "UNENCRYPTED") return { kmsId: null };
  if (encrypt_type !== "ENCRYPTED") return {};
  if (!kms_id) throw badParameter("kms_id: must be given when encrypt_type is ENCRYPTED");
  return { kmsId: kms_id };
}

export function actOnPool(world: World, command: Command, pool: Pool, body: DesktopPoolActionBody): Job {
  const action = body.op_type;
  const hard = body.type === "HARD";
  assertNotBusy(pool);
  const desktops = fitFor(world, pool, action, hard);
  assertInOrder(world, pool, desktops);
  assertNoTask(desktops);
  const order = { pool: pool.id, desktops: idsOf(desktops), action, hard };
  return startJob(world, { ...command, kind: "executeDesktopsAction", order, pools: [pool.id] });
}

/** The desktops that have a part in the action; those in another state are not all treated alike everywhere. */
function fitFor(world: World, pool: Pool, action: ActionKind, hard: boolean): Desktop[] {
  const all = [...pool.desktops.values()];
  const unfit = all.find((desktop) => !takesAction(desktop, action, hard));
  const rule = world.dialects("action-wrong-state");
  if (unfit && rule === "refuse") throw conflict(`desktop ${unfit.name} is ${unfit.status}: not fit for ${action}`);
  return rule === "fail" ? all : all.filter((desktop) => takesAction(desktop, action, hard));
}
