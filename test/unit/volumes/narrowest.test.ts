import { expect, test } from "@jest/globals";
import { reachedByBoth } from "../../../provider/volumes/narrowest.ts";
import { type Scope, wholePool } from "../../../provider/volumes/types.ts";

const idle: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };
const later: Scope = { handleType: "ONLY_FOR_EXPAND" };
const some = (...desktopIds: string[]): Scope => ({ ...wholePool, desktopIds });

test.each<[string, Scope, Scope, Scope]>([
  ["of two that are the same, is that one", idle, idle, idle],
  ["is the narrower handle type", idle, later, later],
  ["is the narrower handle type with the desktops of the other", idle, some("d1"), { ...idle, desktopIds: ["d1"] }],
  ["is the desktops that both name", some("d1", "d2"), some("d2", "d3"), some("d2")],
  ["is none that exists where they name no desktop in common", some("d1"), some("d2"), later],
  ["names no desktop where only later ones follow", later, some("d1"), later],
])("what two scopes have in common %s", (_what, one, other, both) => {
  expect([reachedByBoth(one, other), reachedByBoth(other, one)]).toEqual([both, both]);
});
