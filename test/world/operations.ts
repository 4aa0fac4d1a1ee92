/** Calls that make, change or delete disks, desktops and pools, each in a program whose next `up` or `destroy` sends it. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { desktopIds, pool, type Story, story, thePool } from "./desktop-pools.ts";
import { officeWith } from "./programs.ts";
import type { Outcome, Program } from "./stack.ts";

export interface Operation {
  readonly name: string;
  /** What its caller has to be allowed. */
  readonly action: string;
  /** What the service answers when it has taken it. */
  readonly success: 200 | 202 | 204;
  begin(): Promise<Begun>;
}

export interface Begun {
  readonly at: Story;
  /** Lines of the ledger up to here are of what was made before. */
  readonly from: number;
  /** The command that sends the call. */
  send(): Promise<Outcome>;
  /** Whether the service has done what it asks for. */
  isDone(): boolean;
  /** Whether nothing is left to do; nothing where all is gone. */
  readonly program?: Program;
}

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const poolDisks = (at: Story): string =>
  thePool(at)
    .disks.map(({ type, size }) => `${type} ${size}`)
    .join();

const lastSeq = (at: Story): number => Math.max(...at.world.simulator.ledger().calls.map(({ seq }) => seq));

/** The pool has these disks, and the next `up` makes them `after`. */
async function changed(before: Plain, after: Plain, done: string): Promise<Begun> {
  const at = await story({ program: officeWith(before) });
  const program = officeWith(after);
  return { at, from: lastSeq(at), program, send: () => at.stack.up(program), isDone: () => poolDisks(at) === done };
}

async function ofDesktop(): Promise<Begun> {
  const at = await story({ program: pool() });
  const [desktopId] = desktopIds(at);
  const holding = (volumes: Plain): Program => ({
    ...pool(),
    desk: { kind: "DesktopVolumeSet", args: { desktopId, volumes } },
  });
  await at.stack.up(holding({ data, scratch }));
  const program = holding({ data });
  const isDone = () =>
    thePool(at)
      .desktops[0]?.disks.map(({ type }) => type)
      .join() === "SAS";
  return { at, from: lastSeq(at), program, send: () => at.stack.up(program), isDone };
}

async function ofDesktops(): Promise<Begun> {
  const at = await story({ program: pool() });
  const [first] = thePool(at).desktops;
  if (first === undefined) throw new Error("the pool has no desktop");
  const args = { poolId: { id: "office" }, poolSize: 3, desktops: { [first.name]: first.id } };
  const program: Program = { ...pool(), old: { kind: "RetiredDesktops", args } };
  return {
    at,
    from: lastSeq(at),
    program,
    send: () => at.stack.up(program),
    isDone: () => !desktopIds(at).includes(first.id),
  };
}

async function ofPool(): Promise<Begun> {
  const at = await story({ program: pool({ size: 0 }) });
  return {
    at,
    from: lastSeq(at),
    send: () => at.stack.destroy(),
    isDone: () => at.world.simulator.state().pools.length === 0,
  };
}

/** Calls that some regions do not offer: the command that sends each, and a field of the program that works without it. */
export interface Offered {
  readonly name: string;
  begin(): Promise<Begun>;
}

async function ofFields(after: Plain, begun: { readonly before?: Plain } = {}): Promise<Begun> {
  const at = await story({ program: pool(begun.before) });
  const program = pool(after);
  const before = JSON.stringify(thePool(at));
  const isDone = () => JSON.stringify(thePool(at)) !== before;
  return { at, from: lastSeq(at), program, send: () => at.stack.up(program), isDone };
}

async function ofDesk(before: Plain, after: Plain): Promise<Begun> {
  const at = await story({ program: pool() });
  const [desktopId] = desktopIds(at);
  const holding = (volumes: Plain): Program => ({
    ...pool(),
    desk: { kind: "DesktopVolumeSet", args: { desktopId, volumes } },
  });
  if ((await at.stack.up(holding(before))).errors.length > 0) throw new Error("the desktop has not got its disks");
  const program = holding(after);
  const there = JSON.stringify(thePool(at));
  const isDone = () => JSON.stringify(thePool(at)) !== there;
  return { at, from: lastSeq(at), program, send: () => at.stack.up(program), isDone };
}

const fast = { type: "GPSSD2", size: 100, iops: 3000, throughput: 125 };

export const offered: readonly Offered[] = [
  { name: "ExpandDesktopPool", begin: () => ofFields({ size: 4 }) },
  { name: "UpdateDesktopPool", begin: () => ofFields({ description: "the second floor" }) },
  { name: "ResizeDesktopPool", begin: () => ofFields({ productId: "workspace.c4.large" }) },
  { name: "RebuildDesktopPool", begin: () => ofFields({ imageId: "image-2", rebuild: "image-2" }) },
  { name: "AddVolumes", begin: () => ofDesk({ data }, { data, scratch }) },
  { name: "ExpandVolumes", begin: () => ofDesk({ data }, { data: { ...data, size: 200 } }) },
  { name: "BatchModifyQosVolumes", begin: () => ofDesk({ fast }, { fast: { ...fast, iops: 4000 } }) },
];

export const operations: readonly Operation[] = [
  {
    name: "AddDesktopPoolVolumes",
    action: "workspace:desktopPools:batchAddVolumes",
    success: 200,
    begin: () => changed({ data }, { data, scratch }, "SAS 100,SSD 50"),
  },
  {
    name: "ExpandDesktopPoolVolumes",
    action: "workspace:desktopPools:batchExpandVolumes",
    success: 200,
    begin: () => changed({ data }, { data: { ...data, size: 200 } }, "SAS 200"),
  },
  {
    name: "DeleteDesktopPoolVolumes",
    action: "workspace:desktopPools:batchDeleteVolumes",
    success: 200,
    begin: () => changed({ data, scratch }, { data }, "SAS 100"),
  },
  { name: "DeleteDesktopVolumes", action: "workspace:volumes:delete", success: 200, begin: ofDesktop },
  { name: "BatchDeleteDesktops", action: "workspace:desktops:batchDelete", success: 202, begin: ofDesktops },
  { name: "DeleteDesktopPool", action: "workspace:desktopPools:delete", success: 204, begin: ofPool },
];
