/** A program's arguments as they reach a hook, and its answers as they reach the state. */
import { createHash } from "node:crypto";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { plainOf } from "../../provider/runtime/plain.ts";

/** What Pulumi shows for a value that it does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** As the constructors pass them: with identity and URN, and ids of other resources. */
export function argumentsOf(args: Plain, resourceUrn: string, idOf: (name: string) => string | undefined): Plain {
  const identity = createHash("sha256")
    .update(JSON.stringify(["organization", resourceUrn]))
    .digest("base64url");
  const known = Object.entries(args).map(
    ([key, value]) => [key, isReference(value) ? (idOf(value.id) ?? unknownValue) : value] as const,
  );
  return asPlain({ ...Object.fromEntries(known), identity, resourceUrn });
}

interface Reference {
  readonly id: string;
}

export const isReference = (value: unknown): value is Reference =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).join() === "id" &&
  typeof Reflect.get(value, "id") === "string";

/** Through JSON, as a protobuf Struct would carry it. */
export const asPlain = (value: unknown): Plain => JSON.parse(JSON.stringify(plainOf(value)));
export const asStored = (read: { props: Plain; inputs: Plain }) => ({
  props: asPlain(read.props),
  inputs: asPlain(read.inputs),
});
