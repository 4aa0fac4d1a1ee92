// Walks through JSON and makes another one of it. What is given is never changed.

export type Entries = [name: string, value: unknown][];

/** Changes the fields of every object, those inside first; the path is that of the object's fields, without numbers. */
export function mapObjects(
  value: unknown,
  change: (entries: Entries, path: readonly string[]) => Entries,
  path: readonly string[] = [],
): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change, path));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, inner]): Entries[number] => [
    name,
    mapObjects(inner, change, [...path, name]),
  ]);
  return Object.fromEntries(change(entries, path));
}

/** `status` is that field wherever it is, `sub_jobs.status` that of every sub-job, `.status` that at the top alone. */
export function isMeant(path: readonly string[], pattern: string): boolean {
  if (pattern.startsWith(".")) return path.join(".") === pattern.slice(1);
  const asked = pattern.split(".");
  return asked.length <= path.length && asked.every((name, i) => name === path[path.length - asked.length + i]);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);
