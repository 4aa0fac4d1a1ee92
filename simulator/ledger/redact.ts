// Takes secrets out of what is written down.

const secretName = /password|secret|token|authorization/i;

export function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redactedField(name, inner)]));
}

function redactedField(name: string, value: unknown): unknown {
  if (!secretName.test(name)) return redacted(value);
  if (typeof value === "string") return "***";
  const inner = redacted(value);
  // A token that is told inside an object goes there by the name of id.
  return isObject(inner) && typeof inner.id === "string" ? { ...inner, id: "***" } : inner;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
