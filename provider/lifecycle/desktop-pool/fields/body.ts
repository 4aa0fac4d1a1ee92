/** The bodies of CreateDesktopPool and UpdateDesktopPool, from fields in the shape of the arguments. */
import type { AuthorizedObject, Pool, PoolChange } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { type Field, fieldTable } from "./field-table.ts";
import { isMap, topOf } from "./values.ts";

/** A field and what is sent of it. */
export interface Sent {
  readonly field: Field;
  readonly value: unknown;
}

/** Only what changes. Of the system disk the service wants to know which one it is. */
export function changeBody(sent: readonly Sent[], { rootVolume }: Pick<Pool, "rootVolume">): PoolChange {
  const whole = sent.filter(({ field }) => !field.path.includes("."));
  const ofRoot = sent.flatMap(({ field: { path }, value }) =>
    path.startsWith("rootVolume.") ? [[path.slice("rootVolume.".length), value] as const] : [],
  );
  const root =
    ofRoot.length === 0 || rootVolume === undefined
      ? {}
      : { rootVolume: { id: rootVolume.id, type: rootVolume.type, ...Object.fromEntries(ofRoot) } };
  return { ...withGroupIds(Object.fromEntries(whole.map(({ field, value }) => [field.path, value]))), ...root };
}

/** Security groups are told by their ids. */
function withGroupIds({ securityGroups, ...rest }: Plain): PoolChange {
  if (!Array.isArray(securityGroups)) return rest;
  return { ...rest, securityGroupIds: securityGroups.flatMap((g) => (isMap(g) ? [String(g.id)] : [])) };
}

/** Users that CreateDesktopPool takes, and CreateDesktopPoolAuthorizedObjects at once. */
export const mostUsersAtOnce = 500;

/** `inMaintenanceMode` is no field of the creation and is set after it; tags carry ours; users beyond the limit come after it. */
const notInBody = new Set(["name", "type", "size", "tags", "inMaintenanceMode", "authorizedObjects"]);

/** The optional fields of a creation as its body takes them; `tags` and what every creation has come from the caller. */
export function creationBody(inputs: Plain) {
  const names = new Set(fieldTable.map(({ path }) => topOf(path)).filter((name) => !notInBody.has(name)));
  const fields = Object.fromEntries(Object.entries(inputs).filter(([name]) => names.has(name)));
  const users = authorizedObjects(inputs.authorizedObjects).slice(0, mostUsersAtOnce);
  return { ...withGroupIds(fields), ...(users.length === 0 ? {} : { authorizedObjects: users }) };
}

/** The map of a program as the service's list. */
export function authorizedObjects(map: unknown): AuthorizedObject[] {
  if (!isMap(map)) return [];
  return Object.entries(map).map(([objectId, said]) => authorizedObject(objectId, isMap(said) ? said : {}));
}

export const authorizedObject = (
  objectId: string,
  { objectType, objectName, userGroup, domain }: Plain,
): AuthorizedObject => ({
  objectId,
  objectType: String(objectType),
  objectName: String(objectName),
  userGroup: String(userGroup),
  ...(domain === undefined ? {} : { domain: String(domain) }),
});
