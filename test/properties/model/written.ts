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
  /** Old key → new key; a line stays in the program long after it was needed. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly onUndeclared?: "fail";
  /** Nobody works on the desktops of these lives, so both words mean all of them. */
  readonly handleType?: "FOR_EXPAND_AND_IDLE" | "FOR_EXPAND_AND_ALL";
  /** What one operation may take. */
  readonly minutes: number;
  /** The pool that an interrupted run has left, longer ago than it is recognised. */
  readonly adopt?: string;
  /** The pool of somebody else, on which the program has only the set. */
  readonly poolId?: string;
  readonly forceDestroy: boolean;
  /** False when the set was taken out of the program. */
  readonly hasSet: boolean;
  readonly recoverWithin?: string;
}

/** Short, so that a job that never ends does not cost hundreds of requests. */
const usualMinutes = 10;

export const first: Written = {
  size: 2,
  keys: { a: { type: "SAS", size: 20 }, b: { type: "SSD", size: 10 } },
  allowDataLoss: {},
  renamed: {},
  minutes: usualMinutes,
  forceDestroy: false,
  hasSet: true,
};

export function programOf(written: Written): Program {
  const { size, description, scaleDown, adopt, keys, hasSet, poolId } = written;
  const common = { timeouts: timeoutsOf(written), ...(written.forceDestroy ? { forceDestroy: true } : {}) };
  const own = poolId === undefined ? {} : { poolId };
  const { office, disks } = officeWith(
    keys,
    { ...common, ...own, ...optionsOf(written) },
    { size, ...common, ...given({ description, scaleDown, adopt: adopt === undefined ? adopt : { poolId: adopt } }) },
  );
  const isOurs = office !== undefined && poolId === undefined;
  return { ...(isOurs ? { office } : {}), ...(disks === undefined || !hasSet ? {} : { disks }) };
}

function timeoutsOf({ minutes }: Written): Plain {
  const timeout = `${minutes}m`;
  return { create: timeout, update: timeout, delete: timeout };
}

const optionsOf = ({ allowDataLoss, renamed, onUndeclared, handleType, recoverWithin }: Written): Plain => ({
  ...(Object.keys(allowDataLoss).length === 0 ? {} : { allowDataLoss }),
  ...(Object.keys(renamed).length === 0 ? {} : { renamed }),
  ...given({ onUndeclared, handleType, recoverWithin }),
});

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
