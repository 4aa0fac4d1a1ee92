// What a change of users asks for, and what a read keeps of them.

import { expect, test } from "@jest/globals";
import { trueUsers, userChanges } from "../../provider/lifecycle/desktop-pool/fields/users.ts";

const entry = (userGroup = "users", objectType = "USER") => ({ objectType, objectName: "x", userGroup });
const there = (objectId: string, userGroup = "users", objectType = "USER") => ({
  objectId,
  objectType,
  objectName: "y",
  userGroup,
});
const asked = (olds: object, news: object, users: ReturnType<typeof there>[]): string[] =>
  userChanges({ ...olds }, { ...news }, users).flatMap(({ action, objects }) =>
    objects.map((o) => `${action} ${o.objectType} ${o.objectId} ${o.userGroup}`),
  );
const only = (authorizedObjects: object, more = {}) => ({ authorizedObjects, ...more });

const rows: readonly [what: string, olds: object, news: object, users: ReturnType<typeof there>[], asked: string[]][] =
  [
    ["a new one", only({}), only({ a: entry() }), [], ["ADD USER a users"]],
    ["a new one that is there", only({}), only({ a: entry() }), [there("a")], []],
    ["other rights", only({ a: entry() }), only({ a: entry("sudo") }), [there("a")], ["CHANGE_PRIVILEGE USER a sudo"]],
    ["one less", only({ a: entry() }), only({}), [there("a"), there("b")], ["REMOVE USER a users"]],
    ["one less that is gone", only({ a: entry() }), only({}), [there("b")], []],
    ["no map any more", only({ a: entry() }), {}, [there("a"), there("b")], ["REMOVE USER a users"]],
    ["unchanged, though others are there and it is not", only({ a: entry() }), only({ a: entry() }), [there("b")], []],
    [
      "a group with the id of a user",
      only({}),
      only({ a: entry("users", "USER_GROUP") }),
      [there("a")],
      ["ADD USER_GROUP a users", "REMOVE USER a users"],
    ],
    [
      "exclusive from now on",
      only({ a: entry() }),
      only({ a: entry() }, { exclusive: true }),
      [there("a"), there("b")],
      ["REMOVE USER b users"],
    ],
    [
      "exclusive as before: only what a refresh has shown",
      only({ a: entry(), b: { objectType: "USER", userGroup: "users" } }, { exclusive: true }),
      only({ a: entry() }, { exclusive: true }),
      [there("a"), there("b"), there("c")],
      ["REMOVE USER b users"],
    ],
  ];

test.each(rows)("%s", (_what, olds, news, users, changes) => {
  expect(asked(olds, news, users)).toEqual(changes);
});

test("a read keeps the program's own words with the rights that are true, and of others no name", () => {
  const users = [there("a", "sudo"), there("c")];
  const said = { a: entry(), b: entry() };
  expect(trueUsers(only(said), users)).toEqual({ a: entry("sudo") });
  expect(trueUsers(only(said, { exclusive: true }), users)).toEqual({
    a: entry("sudo"),
    c: { objectType: "USER", userGroup: "users" },
  });
});
