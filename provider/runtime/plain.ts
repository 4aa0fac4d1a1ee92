/** The border to Pulumi's dynamic host: what goes out is plain and without secrets, or the host never answers (pulumi/pulumi#2721). */

export type Plain = Readonly<Record<string, unknown>>;

/** The host's own property; no hook ever sees it. */
export const providerKey = "__provider";

export function withoutProvider(value: unknown): Plain {
  if (typeof value !== "object" || value === null) return {};
  const { [providerKey]: _text, ...bag } = { ...value, [providerKey]: undefined };
  return bag;
}

/** Only what a protobuf Struct can hold: no undefined, no functions, no bigint; dates as text. */
export function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => plainOf(item) ?? null);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "object" && value !== null) return plainObject(value);
  return typeof value === "function" || typeof value === "symbol" ? undefined : value;
}

export function plainObject(value: object): Plain {
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries.flatMap(([key, item]) => {
      const plain = plainOf(item);
      return plain === undefined ? [] : [[String(key), plain]];
    }),
  );
}
