/** What has to change in `authorizedObjects` for the program to say who may use a pool: by ids alone, never a name. Pure. */
import { quoted } from "../../../workspace/errors.ts";
import type { Plain } from "../../hooks.ts";
import { mapOf, saysExactly } from "../fields/values.ts";

/** An error of hundreds of lines is read by nobody. */
const most = 20;

export function userDifferenceLines(said: Plain, there: Plain): string[] {
  const lines = [
    ...Object.keys(said)
      .filter((id) => !(id in there))
      .map((id) => `(leave out ${quoted(id)} of authorizedObjects)`),
    ...Object.entries(there).flatMap(([id, entry]) => entryLine(id, said[id], mapOf(entry))),
  ];
  const rest = lines.length - most;
  return rest > 0 ? [...lines.slice(0, most), `(and so on for ${rest} more)`] : lines;
}

/** The name is in the console; this text may end up in a log that everybody reads. */
function entryLine(id: string, said: unknown, { objectType, userGroup }: Plain): string[] {
  const rights = `objectType: ${quoted(String(objectType))}, userGroup: ${quoted(String(userGroup))}`;
  if (said === undefined)
    return [`in authorizedObjects: ${quoted(id)}: { ${rights}, objectName: "as the console shows" },`];
  const before = mapOf(said);
  const isSame = saysExactly({ objectType: before.objectType, userGroup: before.userGroup }, { objectType, userGroup });
  return isSame ? [] : [`in authorizedObjects, under ${quoted(id)}: ${rights},`];
}
