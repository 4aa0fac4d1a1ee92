// Query strings: numbers and booleans arrive as text, and a name may be repeated.

import Type from "typebox";

export interface PagingLimits {
  readonly minLimit?: number;
  readonly maxLimit: number;
  readonly maxOffset: number;
}

export function paging({ minLimit = 0, maxLimit, maxOffset }: PagingLimits) {
  return {
    limit: Type.Optional(Type.Integer({ minimum: minLimit, maximum: maxLimit })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: maxOffset })),
  };
}

export const Repeated = Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]));
type Repeated = string | string[] | undefined;

/** `a=1&a=2` and `a=1,2` both mean two values; undefined means the filter is not set. */
export function valuesOf(repeated: Repeated): string[] | undefined {
  if (repeated === undefined) return undefined;
  return [repeated].flat().flatMap((text) => text.split(","));
}

export function page<T>(items: readonly T[], asked: { limit?: number; offset?: number }, defaultLimit: number): T[] {
  const offset = asked.offset ?? 0;
  return items.slice(offset, offset + (asked.limit ?? defaultLimit));
}
