/** The program of one person: what is written now, and how it changes. */
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { officeWith } from "../../world/programs.ts";
import type { Program } from "../../world/stack.ts";

export interface Disk {
  readonly type: string;
  readonly size: number;
  readonly id?: string;
  readonly adopt?: false;
  readonly deletionProtection?: boolean;
}

export interface Written {
  readonly size: number;
  readonly description?: string;
  /** Desktops that may go, with a reason that counts once. */
  readonly scaleDown?: { readonly reason: string; readonly which: { readonly desktopIds: readonly string[] } };
  readonly keys: Readonly<Record<string, Disk>>;
  readonly allowDataLoss: Readonly<Record<string, string>>;
  readonly forceDestroy: boolean;
  /** False when the set was taken out of the program. */
  readonly hasSet: boolean;
  readonly recoverWithin?: string;
}

/** Short, so that a job that never ends does not cost hundreds of requests. */
const timeouts = { create: "10m", update: "10m", delete: "10m" };

export const first: Written = {
  size: 2,
  keys: { a: { type: "SAS", size: 20 }, b: { type: "SSD", size: 10 } },
  allowDataLoss: {},
  forceDestroy: false,
  hasSet: true,
};

export function programOf({ size, description, scaleDown, keys, allowDataLoss, hasSet, ...written }: Written): Program {
  const forceDestroy = written.forceDestroy ? { forceDestroy: true } : {};
  const pool: Plain = { size, timeouts, ...forceDestroy, ...given({ description, scaleDown }) };
  const consent = Object.keys(allowDataLoss).length === 0 ? {} : { allowDataLoss };
  const set: Plain = { timeouts, ...forceDestroy, ...consent, ...given({ recoverWithin: written.recoverWithin }) };
  const { office, disks } = officeWith(keys, set, pool);
  return { ...(office === undefined ? {} : { office }), ...(disks === undefined || !hasSet ? {} : { disks }) };
}

const given = (args: Plain): Plain =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

export const withKey = (written: Written, key: string, disk: Disk): Written => ({
  ...written,
  keys: { ...written.keys, [key]: disk },
});

export function withoutKey(written: Written, key: string): Written {
  const { [key]: _gone, ...keys } = written.keys;
  return { ...written, keys };
}

export const withoutId = ({ id: _id, ...disk }: Disk): Disk => disk;
