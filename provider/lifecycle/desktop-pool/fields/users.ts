/** Who may use a pool: what a change of `authorizedObjects` asks for, and what a read tells of it. Pure. Names stay in the program. */
import type { AuthorizedObject, AuthorizedObjectsChange } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { authorizedObject } from "./body.ts";
import { isExclusiveNow } from "./exclusive.ts";
import { isMap, mapOf, saysExactly } from "./values.ts";

export type UserChange = Pick<AuthorizedObjectsChange, "action" | "objects">;

/** The entries that the program changed, as far as what is there differs too; whoever else may use the pool stays. */
export function userChanges(olds: Plain, news: Plain, there: readonly AuthorizedObject[]): UserChange[] {
  const changes = changedIds(olds, news, there).flatMap((id) => changeOf(id, mapOf(news.authorizedObjects)[id], there));
  return (["ADD", "CHANGE_PRIVILEGE", "REMOVE"] as const).flatMap((action) => {
    const objects = changes.filter((change) => change.action === action).map((change) => change.object);
    return objects.length === 0 ? [] : [{ action, objects }];
  });
}

/** Whether users have to be read at all: a region may not tell them. */
export const isAboutUsers = (olds: Plain, news: Plain): boolean =>
  !saysExactly(mapOf(olds.authorizedObjects), mapOf(news.authorizedObjects)) ||
  isExclusiveNow("authorizedObjects", olds, news);

function changedIds(olds: Plain, news: Plain, there: readonly AuthorizedObject[]): string[] {
  const before = mapOf(olds.authorizedObjects);
  const wanted = mapOf(news.authorizedObjects);
  const strangers = isExclusiveNow("authorizedObjects", olds, news) ? there.map(({ objectId }) => objectId) : [];
  const ids = new Set([...Object.keys(before), ...Object.keys(wanted), ...strangers]);
  return [...ids].filter((id) => !saysExactly(before[id], wanted[id]) || (strangers.includes(id) && !(id in wanted)));
}

interface One {
  readonly action: AuthorizedObjectsChange["action"];
  readonly object: AuthorizedObject;
}

function changeOf(objectId: string, said: unknown, there: readonly AuthorizedObject[]): One[] {
  const found = there.filter((object) => object.objectId === objectId);
  if (!isMap(said)) return found.map((object) => ({ action: "REMOVE", object }));
  const object = authorizedObject(objectId, said);
  const same = found.find(({ objectType }) => objectType === object.objectType);
  // A user and a group may bear the same id; the one that the program does not mean goes.
  const others = found.filter((other) => other !== same).map((other) => ({ action: "REMOVE" as const, object: other }));
  if (same === undefined) return [{ action: "ADD", object }, ...others];
  return same.userGroup === object.userGroup ? others : [{ action: "CHANGE_PRIVILEGE", object }, ...others];
}

/**
 * The map as it is true: entries that the program has, as far as they are there; where it has them to itself also the others,
 * of whom no name is kept.
 */
export function trueUsers({ authorizedObjects, exclusive }: Plain, there: readonly AuthorizedObject[]): Plain {
  const said = mapOf(authorizedObjects);
  const own = Object.entries(said).flatMap(([id, entry]) => {
    const found = of(id, mapOf(entry).objectType, there);
    return found === undefined ? [] : [[id, { ...mapOf(entry), ...rights(found) }] as const];
  });
  const others = exclusive === true ? there.filter(({ objectId }) => !Object.hasOwn(said, objectId)) : [];
  return Object.fromEntries([...own, ...others.map((other) => [other.objectId, rights(other)] as const)]);
}

const of = (id: string, type: unknown, there: readonly AuthorizedObject[]): AuthorizedObject | undefined => {
  const found = there.filter((object) => object.objectId === id);
  return found.find(({ objectType }) => objectType === type) ?? found[0];
};

const rights = ({ objectType, userGroup }: AuthorizedObject) => ({ objectType, userGroup });
