// What another person does to desktops, and what the people do who work on them.

import { bornDesktop } from "../../jobs/makeDesktops.ts";
import { giveAccess } from "../../model/binding.ts";
import { changeDesktop, dropDesktop } from "../../model/effects.ts";
import type { Desktop } from "../../model/types.ts";
import type { ActName } from "../actSchema.ts";
import { type Doing, listed, type OnDesktop, type Performers, placeOf, poolOf } from "./performer.ts";

type Name = Extract<
  ActName,
  "setDesktop" | "attachUser" | "detachUser" | "logIn" | "logOut" | "access" | "power" | "addDesktop" | "deleteDesktop"
>;

export const desktopActs: Performers<Name> = {
  setDesktop(doing, { actor: _actor, do: _do, pool, desktop, user, attachState, ...states }) {
    return change(
      doing,
      { pool, desktop },
      {
        ...states,
        ...(user === undefined ? {} : { userName: user ?? undefined }),
        ...(attachState === undefined ? {} : { attachState: attachState ?? undefined }),
      },
    );
  },
  attachUser: (doing, { user, ...place }) => change(doing, place, { userName: user, attachState: undefined }),
  detachUser: (doing, place) =>
    change(doing, place, { userName: undefined, attachState: undefined, loginStatus: "REGISTERED" }),
  logIn: (doing, { user, ...place }) =>
    change(doing, place, { ...(user === undefined ? {} : { userName: user }), loginStatus: "CONNECTED" }),
  logOut: (doing, place) => change(doing, place, { loginStatus: "DISCONNECTED" }),
  access: ({ world, cause }, { pool, user }) => giveAccess(world, cause, poolOf(world, pool), user),
  power({ world, cause }, { pool: name, to, desktops }) {
    const pool = poolOf(world, name);
    const set = { ...power[to], taskStatus: "" };
    const meant = listed(pool, desktops).filter(({ status }) => status !== "ERROR" && status !== set.status);
    for (const desktop of meant) changeDesktop(world, cause, pool, desktop, set);
    return { pool: pool.id, desktops: meant.map(({ id }) => id) };
  },
  addDesktop({ world, cause }, { pool: name, status = "ACTIVE", count = 1 }) {
    const pool = poolOf(world, name);
    const born = Array.from({ length: count }, () => bornDesktop(world, cause, pool, status));
    return { pool: pool.id, desktop: born[0]?.id, desktops: born.map(({ id }) => id) };
  },
  deleteDesktop({ world, cause }, place) {
    const { pool, desktop } = placeOf(world, place);
    dropDesktop(world, cause, pool, desktop);
    return { pool: pool.id, desktop: desktop.id };
  },
};

const power = {
  on: { status: "ACTIVE", loginStatus: "REGISTERED" },
  off: { status: "SHUTOFF", loginStatus: "UNREGISTER" },
  hibernate: { status: "HIBERNATED", loginStatus: "UNREGISTER" },
} as const;

type Change = Partial<Omit<Desktop, "id" | "poolId" | "createdAt" | "rootDisk" | "disks">>;

function change({ world, cause }: Doing, place: OnDesktop, set: Change): Record<string, unknown> {
  const { pool, desktop } = placeOf(world, place);
  changeDesktop(world, cause, pool, desktop, set);
  return { desktop: desktop.id };
}
