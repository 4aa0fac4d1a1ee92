// Takes secrets out of what is written down.

const secretName = /password|secret|token|authorization/i;

export function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redactedField(name, inner)]));
}

function redactedField(name: string, value: unknown): unknown {
  return secretName.test(name) && typeof value === "string" ? "***" : redacted(value);
}
