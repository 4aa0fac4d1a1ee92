/** Where two endings differ, in short: a complaint has to be read by a person. */
import { isDeepStrictEqual } from "node:util";

export function differences(is: unknown, wanted: unknown, at = ""): string[] {
  if (isDeepStrictEqual(is, wanted)) return [];
  if (!isBag(is) || !isBag(wanted))
    return [`${at} is ${JSON.stringify(is)}, after a whole run it is ${JSON.stringify(wanted)}`];
  const names = [...new Set([...Object.keys(is), ...Object.keys(wanted)])];
  return names.flatMap((name) => differences(is[name], wanted[name], at === "" ? name : `${at}.${name}`));
}

const isBag = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
