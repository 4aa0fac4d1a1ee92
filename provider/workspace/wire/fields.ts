/**
 * What single values look like in answers. Some regions write numbers where others write strings, and the other way round;
 * both are read. Zero and the empty string are values; what is absent or null stays absent (`json.ts`).
 */
import { z } from "zod";

/** A number beyond 2^53 has lost its last digits before anybody saw it: as an id it would be another one. */
const whole = z.int();
const digits = z.string().regex(/^-?\d+$/);

export const text = z.union([z.string(), whole.transform(String)], "is neither a text nor a whole number");
export const id = text.pipe(z.string().min(1, "is empty"));
export const int = z.union([whole, digits.transform(Number).pipe(whole)], "is not a whole number");
export const count = int.pipe(z.int().min(0, "is less than none"));
export const bool = z.union(
  [z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")],
  "is neither true nor false",
);

/** An empty string is how the service writes "none" here. */
export const words = text.transform((value) => (value === "" ? undefined : value)).optional();
