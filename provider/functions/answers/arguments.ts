/** The arguments of a function, looked at before anything is sent: a word for each thing that is wrong, all together. */
import { quoted, workspaceError } from "../../workspace/errors.ts";
import type { Asker, Where } from "./asker.ts";

const placeNames = ["region", "projectId", "endpoint", "profile"] as const;

export interface Taken {
  readonly where: Where;
  /** The function's own arguments, each a text that is not empty. */
  readonly own: Readonly<Record<string, string>>;
}

interface Asked {
  /** The function's own arguments. */
  readonly names: readonly string[];
  /** Exactly one of the names has to be given. Default: none has to. */
  readonly one?: true;
  /** Arguments beside these, each with the words that it takes. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

/** Throws `refused` with everything that is wrong. Nothing was sent then. */
export function taken({ name }: Asker, args: unknown, { names, one, words = {} }: Asked): Taken {
  const given = fieldsOf(args);
  const faults = [
    ...(given === undefined ? [`the arguments are ${kindOf(args)}, not an object`] : []),
    ...Object.entries(given ?? {}).flatMap(([key, value]) => faultOf(key, value, { names, words })),
    ...(one === true && given !== undefined ? faultsOfChoice(given, names) : []),
  ];
  if (faults.length > 0) throw workspaceError("refused", `${name}: ${faults.join("; ")}. Nothing was sent.`);
  const texts = Object.entries(given ?? {}).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value] as const] : [],
  );
  const isPlace = (key: string) => placeNames.some((place) => place === key);
  return {
    where: Object.fromEntries(texts.filter(([key]) => isPlace(key))),
    own: Object.fromEntries(texts.filter(([key]) => !isPlace(key))),
  };
}

/** An argument that is `undefined` is left out. */
function fieldsOf(args: unknown): Record<string, unknown> | undefined {
  if (args === undefined) return {};
  if (typeof args !== "object" || args === null || Array.isArray(args) || isOutput(args)) return undefined;
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

function faultOf(key: string, value: unknown, { names, words }: Required<Omit<Asked, "one">>): string[] {
  const all = [...names, ...Object.keys(words), ...placeNames];
  if (!all.includes(key)) return [`${quoted(key)} is not an argument: there are ${all.join(", ")}`];
  if (typeof value !== "string") return [`${key} is ${kindOf(value)}, not a text`];
  if (value.trim() === "") return [`${key} is empty: give it a value, or leave it out`];
  const allowed = words[key];
  const isAllowed = allowed === undefined || allowed.includes(value);
  return isAllowed ? [] : [`${key} is ${quoted(value)}: allowed are ${allowed.join(", ")}`];
}

function faultsOfChoice(given: object, names: readonly string[]): string[] {
  const said = names.filter((name) => name in given);
  if (said.length === 1) return [];
  if (said.length === 0) return [`${names.join(" or ")} is missing: add ${names.length === 1 ? "it" : "one of them"}`];
  return [`${said.join(" and ")} are both given: keep one of them`];
}

/** What came instead of a text. The value itself is not shown: nobody knows what it is. */
function kindOf(value: unknown): string {
  if (isOutput(value)) return "an output, which has its value only later (use the function that ends in Output)";
  if (value === null) return "null";
  if (value instanceof Promise) return "a promise (write `await` before it)";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** As the SDK marks its outputs; this file does not load it. */
const isOutput = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Reflect.get(value, "__pulumiOutput") === true;
