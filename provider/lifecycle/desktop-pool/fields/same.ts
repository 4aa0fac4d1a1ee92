/** Whether two values of an argument are the same: what is left out means its default, and a default is never stored. */
import type { Plain } from "../../hooks.ts";
import { fieldTable } from "./field-table.ts";
import { saysExactly } from "./values.ts";

/** Of the arguments that are no fields of the pool. */
const options: Plain = {
  exclusive: false,
  forceDestroy: false,
  allowReplace: false,
  deleteUsers: false,
  emailNotification: false,
  forceDelete: false,
  recoverWithin: "2h",
};

const defaults: Plain = {
  ...options,
  ...Object.fromEntries(
    fieldTable.flatMap(({ path, otherwise }) => (otherwise === undefined ? [] : [[path, otherwise]])),
  ),
};

export const orDefault = (path: string, value: unknown): unknown => value ?? defaults[path];

/** Two values of one argument that say the same. */
export const isSame = (path: string, a: unknown, b: unknown): boolean =>
  saysExactly(orDefault(path, a), orDefault(path, b));
