// How a kind of fault is described: its fields, one sentence, and examples that can be sent as they stand.

import * as Type from "../../schemas/type.ts";

interface About {
  readonly description: string;
  readonly examples: readonly object[];
}

/** Unknown fields are refused, since a misspelt fault would quietly test nothing. */
export const kind = <P extends Type.TProperties>(fields: P, { description, examples }: About) =>
  Object.assign(Type.Object(fields, { additionalProperties: false }), { description, examples });

export const Word = Type.String({ minLength: 1, maxLength: 255 });
export const Milliseconds = Type.Integer({ minimum: 0, maximum: 3_600_000 });

/** For an answer that stands in for the real one. */
export const after = {
  after: Type.Optional(
    Type.Boolean({ description: "true: it happens first, and this is answered; false: nothing happens" }),
  ),
};

/** Texts, several lines of the same name, or null for a header that is to be left out. */
export const Headers = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 20 }), Type.Null()]),
);
