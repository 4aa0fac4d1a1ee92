/** How a pool differs from what a program says of it: every field that can be read, and nothing that the program leaves to others. Pure. */
import type { AuthorizedObject, Pool } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { fieldTable } from "../fields/field-table.ts";
import { orDefault } from "../fields/same.ts";
import { declaredTags } from "../fields/tags.ts";
import { trueUsers } from "../fields/users.ts";
import { isMap, says, saysExactly, topOf, valueAt, withValueAt } from "../fields/values.ts";

/** The arguments of the program that differ, as they have to stand there; nothing where one has to go. */
export function corrected(inputs: Plain, differences: readonly Difference[]): Plain {
  const right = differences.reduce((args, { path, value }) => withValueAt(args, path, value), inputs);
  return Object.fromEntries(differences.map(({ path }) => [topOf(path), right[topOf(path)]]));
}

export interface Existing {
  readonly pool: Pool;
  readonly count: number;
  /** Only where the program states any. */
  readonly users?: readonly AuthorizedObject[] | undefined;
}

export interface Difference {
  readonly path: string;
  readonly said: unknown;
  readonly there: unknown;
  /** What has to stand in the program; nothing where the argument has to go. */
  readonly value: unknown;
}

export function differencesOf(inputs: Plain, existing: Existing): Difference[] {
  const fields = fieldTable.flatMap(({ path, of }) => fieldDifference(inputs, path, of(existing.pool)));
  return [
    ...sizeDifference(inputs, existing),
    ...fields,
    ...mapDifference(inputs, "tags", declaredTags(inputs, existing.pool)),
    ...mapDifference(inputs, "authorizedObjects", existing.users && trueUsers(inputs, existing.users)),
  ];
}

/** With autoscale `size` is a floor. */
function sizeDifference({ size, enableAutoscale }: Plain, { count }: Existing): Difference[] {
  const isSo = enableAutoscale === true ? count >= Number(size) : count === size;
  return isSo ? [] : [{ path: "size", said: size, there: count, value: count }];
}

const maps = ["tags", "authorizedObjects"];

function fieldDifference(inputs: Plain, path: string, there: unknown): Difference[] {
  const said = orDefault(path, valueAt(inputs, path));
  if (maps.includes(path) || there === undefined || said === undefined || says(said, there)) return [];
  const part = declaredPart(said, there);
  return [{ path, said, there: part, value: isNothing(path, part) ? undefined : part }];
}

/** What leaving the argument out says as well. */
const isNothing = (path: string, there: unknown): boolean =>
  (isMap(there) && Object.keys(there).length === 0) || saysExactly(orDefault(path, undefined) ?? "", there);

/** Of a group of fields those that the program states: the service fills in the others. */
const declaredPart = (said: unknown, there: unknown): unknown =>
  isMap(said) && isMap(there) ? Object.fromEntries(Object.entries(there).filter(([key]) => key in said)) : there;

/** What others have put beside the program's stays where it is, unless the program says that it is the only one. */
function mapDifference(inputs: Plain, name: string, there: Plain | undefined): Difference[] {
  const said = inputs[name];
  if (said === undefined || there === undefined || saysExactly(said, there)) return [];
  return [{ path: name, said, there, value: isNothing(name, there) ? undefined : there }];
}
