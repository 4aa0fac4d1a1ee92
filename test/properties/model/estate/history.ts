/** What the life of an estate is made of: a pool, its disks, the disks of one desktop, and desktops that have to go. Plain data. */
import type { FaultEffect } from "../../../../simulator/index.ts";
import type { Which } from "./written.ts";

/** The n-th thing of a kind: which one it is, is known when it is played. */
type Nth = number;
type Owner = "pool" | "desk";

export type Edit =
  | { readonly do: "size"; readonly size: number; readonly lets?: Exclude<Which, object> | "named" | "nobody" }
  | { readonly do: "describe"; readonly text?: string }
  | { readonly do: "product"; readonly productId: string }
  | { readonly do: "users"; readonly users?: readonly string[] }
  | { readonly do: "autoscale"; readonly on: boolean }
  | { readonly do: "emails"; readonly on: boolean }
  | { readonly do: "force destroy"; readonly on: boolean }
  | { readonly do: "declare"; readonly of: Owner; readonly key: string; readonly type: string; readonly size: number }
  | { readonly do: "grow"; readonly of: Owner; readonly key: string }
  | { readonly do: "drop"; readonly of: Owner; readonly key: string }
  | { readonly do: "desk"; readonly nth: Nth }
  | { readonly do: "no desk" }
  | { readonly do: "retire"; readonly nth: Nth; readonly evenInUse: boolean }
  | { readonly do: "retire a stranger's" }
  | { readonly do: "forget the retired" }
  | { readonly do: "go back" };

export type Act =
  | { readonly do: "stranger adds a desktop" }
  | { readonly do: "stranger expands the pool" }
  | { readonly do: "stranger deletes a desktop"; readonly nth: Nth }
  | { readonly do: "stranger stops"; readonly nth: Nth }
  | { readonly do: "stranger breaks"; readonly nth: Nth }
  | { readonly do: "stranger starts all" }
  | { readonly do: "somebody gets"; readonly nth: Nth }
  | { readonly do: "somebody logs in"; readonly nth: Nth }
  | { readonly do: "everybody goes home" }
  | { readonly do: "stranger adds a disk"; readonly type: string; readonly size: number }
  | { readonly do: "stranger deletes a disk"; readonly nth: Nth }
  | { readonly do: "stranger gives a desktop a disk"; readonly nth: Nth; readonly size: number }
  | { readonly do: "stranger takes a desktop's disk"; readonly nth: Nth }
  | { readonly do: "stranger renames the pool" }
  | { readonly do: "stranger describes the pool"; readonly text: string }
  | { readonly do: "stranger lets a user in"; readonly user: string }
  | { readonly do: "stranger turns autoscale on" }
  | { readonly do: "stranger deletes the pool" };

export type Trouble =
  | { readonly on: string; readonly nth: number; readonly effect: FaultEffect }
  | { readonly on: string; readonly act: Act }
  | { readonly killed: "before" | "after"; readonly nth: number; readonly of: "calls" | "changes" };

export interface Run {
  readonly do: "up" | "up --refresh" | "refresh" | "preview" | "destroy";
  readonly trouble?: Trouble;
}

export type Command = Edit | Act | Run | { readonly do: "wait"; readonly minutes: number };
export type History = readonly Command[];
