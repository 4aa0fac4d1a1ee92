// A hash of what a simulator has written, by which a file that somebody edited is told apart.

import { createHash } from "node:crypto";

/** The order of fields says nothing: YAML and JSON tools change it. */
export function hashOf(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(JSON.parse(JSON.stringify(value)))))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, inner]) => [name, sorted(inner)]));
}
