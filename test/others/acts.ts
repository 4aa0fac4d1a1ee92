/** What another person does to the pool in the middle of an update, and what that may ask of us. */
import type { AnyAct } from "../../simulator/index.ts";
import type { Begun } from "./begun.ts";

export interface OtherAct {
  readonly name: string;
  readonly act: (begun: Begun) => AnyAct;
  /** Keys whose disk is gone by it: an EMPTY one may be added for each, once, after a refresh has shown it. */
  readonly takes?: readonly string[];
  /** The pool is gone: everything is made anew. */
  readonly takesPool?: true;
  /** Where only a person knows what is meant: what the `up` says. Left out: it ends without one. */
  readonly asks?: RegExp;
}

const pool = "office";
const twin = { type: "SSD", size: 20 };

export const otherActs: readonly OtherAct[] = [
  {
    name: "adds an equal disk",
    act: () => ({ do: "addDisk", pool, ...twin }),
    asks: /write (the `id` of the right disk under each|`id: "[^"]+"` under "fresh")/,
  },
  {
    name: "adds an equal disk by a call of the service",
    act: () => ({ do: "call", operation: "AddDesktopPoolVolumes", pool, body: { volumes: [twin] } }),
    asks: /write (the `id` of the right disk under each|`id: "[^"]+"` under "fresh")/,
  },
  { name: "adds another disk", act: () => ({ do: "addDisk", pool, type: "GPSSD", size: 70 }) },
  {
    name: "deletes a disk that the update leaves alone",
    act: ({ ids }) => ({ do: "deleteDisk", pool, disk: ids.logs ?? "" }),
    takes: ["logs"],
  },
  {
    name: "deletes the disk that is to grow",
    act: ({ ids }) => ({ do: "deleteDisk", pool, disk: ids.data ?? "" }),
    takes: ["data"],
  },
  {
    name: "deletes the disk that is to be deleted",
    act: ({ ids }) => ({ do: "deleteDisk", pool, disk: ids.scratch ?? "" }),
  },
  { name: "deletes a disk of their own", act: ({ strange }) => ({ do: "deleteDisk", pool, disk: strange }) },
  {
    name: "expands a disk that the update leaves alone",
    act: ({ ids }) => ({ do: "expandDisk", pool, disk: ids.logs ?? "", size: 60 }),
    asks: /write `size: 60` to keep it/,
  },
  {
    name: "expands the disk that is to grow as the program says",
    act: ({ ids }) => ({ do: "expandDisk", pool, disk: ids.data ?? "", size: 40 }),
  },
  {
    name: "expands the disk that is to grow beyond what the program says",
    act: ({ ids }) => ({ do: "expandDisk", pool, disk: ids.data ?? "", size: 90 }),
    asks: /write `size: 90` to keep it/,
  },
  { name: "renames the pool", act: () => ({ do: "renamePool", pool, name: "studio" }) },
  { name: "deletes the pool", act: () => ({ do: "deletePool", pool }), takesPool: true },
  { name: "puts a desktop into the pool", act: () => ({ do: "addDesktop", pool }) },
  {
    name: "takes a desktop from the pool",
    act: ({ desktops }) => ({ do: "deleteDesktop", pool, desktop: desktops[0] ?? "" }),
  },
  {
    name: "starts a job on the pool",
    act: ({ strange }) => ({
      do: "call",
      operation: "ExpandDesktopPoolVolumes",
      pool,
      body: { volumes: [{ id: strange, size: 80 }] },
    }),
  },
];
