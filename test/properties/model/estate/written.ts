/** The program of one person who has all four resources: what is written now, and how it reads as a program. */
import type { Plain } from "../../../../provider/lifecycle/hooks.ts";
import { office } from "../../../world/programs.ts";
import type { Program, Resource } from "../../../world/stack.ts";
import type { Disk } from "../written.ts";

export type Disks = Readonly<Record<string, Disk>>;

/** Whom a scale-down may take: a word of the order, or the desktops themselves. */
export type Which = "unassigned" | "maintenance" | "stopped" | "idle" | { readonly desktopIds: readonly string[] };

export interface Desk {
  readonly desktopId: string;
  readonly keys: Disks;
}

export interface Retired {
  /** Name to id. */
  readonly desktops: Readonly<Record<string, string>>;
  readonly allowInUse: Readonly<Record<string, string>>;
}

export interface Written {
  readonly size: number;
  readonly scaleDown?: { readonly reason: string; readonly which?: Which };
  readonly description?: string;
  readonly productId: string;
  /** Ids of people who may use the pool; nothing when the program leaves that to others. */
  readonly users?: readonly string[];
  readonly autoscale: boolean;
  /** On all resources that take it. */
  readonly emails: boolean;
  readonly forceDestroy: boolean;
  /** What one operation may take. */
  readonly minutes: number;
  /** Disks of the pool. */
  readonly keys: Disks;
  readonly allowDataLoss: Readonly<Record<string, string>>;
  readonly desk?: Desk;
  readonly retired?: Retired;
  /** False for a program without anything. */
  readonly isThere: boolean;
}

export const first: Written = {
  size: 2,
  productId: "workspace.c2.large",
  autoscale: false,
  emails: false,
  forceDestroy: false,
  minutes: 5,
  keys: { a: { type: "SAS", size: 20 } },
  allowDataLoss: {},
  isThere: true,
};

export function programOf(written: Written): Program {
  if (!written.isThere) return {};
  const { desk, retired } = written;
  return {
    office: { kind: "DesktopPool", args: poolArgs(written) },
    disks: { kind: "PoolVolumeSet", args: { ...ofPool, ...setArgs(written, written.keys) } },
    ...(desk === undefined ? {} : { desk: deskOf(written, desk) }),
    ...(retired === undefined ? {} : { retired: retiredOf(written, retired) }),
  };
}

const ofPool: Plain = { poolId: { id: "office" } };

function timeoutsOf({ minutes }: Written): Plain {
  const timeout = `${minutes}m`;
  return { create: timeout, update: timeout, delete: timeout };
}

function poolArgs(written: Written): Plain {
  const { size, scaleDown, description, productId, users, autoscale, emails, forceDestroy } = written;
  return {
    ...office,
    size,
    productId,
    timeouts: timeoutsOf(written),
    ...(scaleDown === undefined ? {} : { scaleDown }),
    ...(description === undefined ? {} : { description }),
    ...(users === undefined ? {} : { authorizedObjects: Object.fromEntries(users.map((id) => [id, person(id)])) }),
    ...(autoscale ? { enableAutoscale: true, autoscalePolicy: { minIdle: 1, maxAutoCreated: 3 } } : {}),
    ...(emails ? { emailNotification: true } : {}),
    ...(forceDestroy ? { forceDestroy: "with-disks" } : {}),
  };
}

const person = (id: string): Plain => ({ objectType: "USER", objectName: `name-${id}`, userGroup: "users" });

const setArgs = (written: Written, keys: Disks): Plain => ({
  volumes: keys,
  timeouts: timeoutsOf(written),
  ...(written.forceDestroy ? { forceDestroy: true } : {}),
  ...(Object.keys(written.allowDataLoss).length === 0 ? {} : { allowDataLoss: written.allowDataLoss }),
});

const deskOf = (written: Written, { desktopId, keys }: Desk): Resource => ({
  kind: "DesktopVolumeSet",
  args: { ...ofPool, desktopId, ...setArgs(written, keys) },
});

/** The constructor passes the pool's size on. */
const retiredOf = (written: Written, { desktops, allowInUse }: Retired): Resource => ({
  kind: "RetiredDesktops",
  args: {
    ...ofPool,
    poolSize: written.size,
    desktops,
    timeouts: timeoutsOf(written),
    ...(Object.keys(allowInUse).length === 0 ? {} : { allowInUse }),
    ...(written.emails ? { emailNotification: true } : {}),
  },
});
