/** Values of arguments: whether two say the same, and where one stands that is inside another. */
import type { Plain } from "../../hooks.ts";

/** `a` says the same as `b` in every field that `a` states; lists are sets, because the service keeps no order. */
export function says(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x) => b.some((y) => says(x, y)));
  if (isMap(a) && isMap(b)) return Object.entries(a).every(([key, value]) => says(value, b[key]));
  return a === b;
}

export const saysExactly = (a: unknown, b: unknown): boolean => says(a, b) && says(b, a);

export const isMap = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const mapOf = (value: unknown): Plain => (isMap(value) ? value : {});

/** `rootVolume.iops` of the arguments. */
export function valueAt(args: Plain, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), args);
}

/** The arguments with this value at the path; without the field where there is none. */
export function withValueAt(args: Plain, path: string, value: unknown): Plain {
  const [key = "", ...inner] = path.split(".");
  if (value === undefined && inner.length > 0 && !isMap(args[key])) return args;
  const set = inner.length === 0 ? value : withValueAt(mapOf(args[key]), inner.join("."), value);
  const others = Object.entries(args).filter(([name]) => name !== key);
  return Object.fromEntries(set === undefined ? others : [...others, [key, set] as const]);
}

/** The argument that a path begins with. */
export const topOf = (path: string): string => path.split(".")[0] ?? path;
