/** snake_case outside, camelCase inside: the border of the two is here and nowhere else. */

/**
 * Parsed JSON with camelCase keys. A field that is `null` means "absent" in every answer of this service, so it is left out.
 * A `null` among the entries of a list stays: it is an entry that nobody can read, and leaving it out would shorten the list.
 * `undefined` when the text is not JSON.
 */
export function fromWire(text: string): unknown {
  try {
    return renamed(JSON.parse(text), camelCase, isSaid);
  } catch {
    return undefined;
  }
}

/** The text of a request body with snake_case keys. */
export function toWire(body: unknown): string {
  return JSON.stringify(renamed(body, snakeCase, () => true));
}

const isSaid = (value: unknown): boolean => value !== null;

type Keeps = (value: unknown) => boolean;

function renamed(value: unknown, name: (key: string) => string, keeps: Keeps): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, name, keeps));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([, item]) => keeps(item));
  return Object.fromEntries(fields.map(([key, item]) => [name(key), renamed(item, name, keeps)]));
}

/** The one key of this service that is camelCase outside as well: what Terraform's provider sends to POST /volumes. */
const asWritten: ReadonlySet<string> = new Set(["addDesktopVolumesReq"]);

/** An answer of a thousand desktops has the same thirty keys a thousand times. */
const camelCase = remembered((key) => key.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()));

const snakeCase = remembered((key) =>
  asWritten.has(key) ? key : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

/** All documented fields are fewer; an answer full of other keys shall not fill the memory. */
const mostRemembered = 5_000;

function remembered(name: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const now = name(key);
    if (known.size < mostRemembered) known.set(key, now);
    return now;
  };
}
