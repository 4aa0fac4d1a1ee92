/** snake_case outside, camelCase inside: the border of the two is here and nowhere else. */

/**
 * Parsed JSON with camelCase keys. A `null` means "absent" in every answer of this service, so it is left out.
 * `undefined` when the text is not JSON.
 */
export function fromWire(text: string): unknown {
  try {
    return renamed(JSON.parse(text, absentForNull), camelCase);
  } catch {
    return undefined;
  }
}

/** The text of a request body with snake_case keys. */
export function toWire(body: unknown): string {
  return JSON.stringify(renamed(body, snakeCase));
}

/** A reviver goes from the leaves up: a dropped element has left a hole, which `filter` closes. */
function absentForNull(_key: string, value: unknown): unknown {
  if (value === null) return undefined;
  return Array.isArray(value) ? value.filter(() => true) : value;
}

function renamed(value: unknown, name: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [name(key), renamed(item, name)]));
}

function camelCase(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
