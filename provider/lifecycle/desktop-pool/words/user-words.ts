/** Who gains and who loses access to a pool. People are told by their ids, never by their names. */
import type { Plain } from "../../hooks.ts";
import { isUnknown } from "../../unknowns.ts";
import { isExclusiveNow } from "../fields/exclusive.ts";
import type { UserChange } from "../fields/users.ts";
import { isMap, mapOf } from "../fields/values.ts";

const mostTold = 20;

export function userChangeWords(poolName: string, { action, objects }: UserChange): string {
  const who = told(objects.map(({ objectId }) => objectId));
  if (action === "REMOVE") return `TAKES ACCESS: from now on these may no longer use pool ${poolName}: ${who}`;
  if (action === "ADD") return `from now on these may use pool ${poolName}: ${who}`;
  return `other rights on pool ${poolName} for ${who}`;
}

/** In the preview, by what was last read. */
export function accessWords(olds: Plain, news: Plain): string[] {
  const wanted = mapOf(news.authorizedObjects);
  // Of an entry that is not known yet the id is: it stays.
  const before = isUnknown(news.authorizedObjects) ? [] : Object.keys(mapOf(olds.authorizedObjects));
  const left = before.filter((id) => !Object.hasOwn(wanted, id));
  const strangers = isExclusiveNow("authorizedObjects", olds, news) ? listed(olds.undeclaredAuthorizedObjects) : [];
  const tags = isExclusiveNow("tags", olds, news) ? listed(olds.undeclaredTags) : [];
  const gone = [...left, ...strangers.filter((id) => !Object.hasOwn(wanted, id))];
  const both = ["tags", "authorizedObjects"].filter((map) => isMap(news[map])).join(" and ");
  return [
    ...(gone.length === 0
      ? []
      : [`TAKES ACCESS: these may no longer use pool ${String(olds.poolName)}: ${told(gone)}`]),
    ...(news.exclusive === true && olds.exclusive !== true && both !== ""
      ? [
          `exclusive: every entry that others have added to ${both} of pool ${String(olds.poolName)} is removed${tags.length === 0 ? "" : `; tags when last read: ${told(tags)}`}; the update names them`,
        ]
      : []),
  ];
}

/** No desktop is stopped for it, but people are kept out: that is no mere change of a field. */
export function maintenanceWords(olds: Plain, news: Plain): string[] {
  if (news.inMaintenanceMode !== true || olds.inMaintenanceMode === true) return [];
  return [
    `TAKES ACCESS: no user can get a desktop of pool ${String(olds.poolName)} while \`inMaintenanceMode\` is true`,
  ];
}

export const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const told = (ids: readonly string[]): string =>
  `${ids.slice(0, mostTold).join(", ")}${ids.length > mostTold ? ` and ${ids.length - mostTold} more` : ""}`;
