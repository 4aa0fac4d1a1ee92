// Looks into an answer whose form is not to be trusted: what is not there is undefined, never an exception.

type Step = string | number;

export function at(value: unknown, ...path: readonly Step[]): unknown {
  return path.reduce<unknown>((inner, step) => (isObject(inner) ? inner[step] : undefined), value);
}

function isObject(value: unknown): value is Record<Step, unknown> {
  return typeof value === "object" && value !== null;
}

/** The text, or "" when there is none. */
export function textAt(value: unknown, ...path: readonly Step[]): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}

export function listAt(value: unknown, ...path: readonly Step[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
