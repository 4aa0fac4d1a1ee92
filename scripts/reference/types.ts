// A type in words: what a program may write, without Pulumi's wrappers, and whether it holds a number or a text of any value.

import type { SomeType } from "typedoc";

/** The address of an exported name, from the page that is written. */
export type LinkTo = (name: string) => string | undefined;

/** A value or an output: which one is said once, at the head of a page. */
const wrappers = new Set(["Input", "Output", "OutputInstance", "Promise", "Readonly"]);

export function typeWords(type: SomeType | undefined, linkTo: LinkTo): string {
  switch (type?.type) {
    case undefined:
      return "function";
    case "intrinsic":
      return type.name === "undefined" ? "nothing" : type.name;
    case "literal":
      return `\`${JSON.stringify(type.value)}\``;
    case "union":
      return type.types.map((one) => typeWords(one, linkTo)).join(" or ");
    case "array":
      return `list of ${typeWords(type.elementType, linkTo)}`;
    case "tuple":
      return `list of ${type.elements.map((one) => typeWords(one, linkTo)).join(", ")}`;
    case "namedTupleMember":
      return type.name;
    case "typeOperator":
      return typeWords(type.target, linkTo);
    case "reference":
      return referenceWords(type.name, type.typeArguments ?? [], linkTo);
    case "reflection":
      return type.declaration.signatures === undefined ? "object" : "function";
    default:
      return "object";
  }
}

function referenceWords(name: string, [first, second]: readonly SomeType[], linkTo: LinkTo): string {
  const address = linkTo(name);
  if (address !== undefined) return `[\`${name}\`](${address})`;
  if (first !== undefined && wrappers.has(last(name))) return typeWords(first, linkTo);
  if (name === "Record") return `map of ${typeWords(second, linkTo)}`;
  return `\`${name}\``;
}

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** Whether some part of it satisfies; what other exported names hold is asked of them. */
export function someType(type: SomeType | undefined, is: (part: SomeType) => boolean): boolean {
  if (type === undefined) return false;
  if (is(type)) return true;
  return partsOf(type).some((part) => someType(part, is));
}

export function partsOf(type: SomeType): readonly SomeType[] {
  switch (type.type) {
    case "union":
      return type.types;
    case "array":
      return [type.elementType];
    case "tuple":
      return type.elements;
    case "namedTupleMember":
      return [type.element];
    case "typeOperator":
      return [type.target];
    case "reference":
      return type.typeArguments ?? [];
    default:
      return [];
  }
}

const isIntrinsic = (name: string) => (type: SomeType) => type.type === "intrinsic" && type.name === name;

export const holdsNumbers = (type: SomeType | undefined): boolean => someType(type, isIntrinsic("number"));

/** Where the type alone does not say which values there are. */
export const isOpen = (type: SomeType | undefined): boolean =>
  someType(
    type,
    (part) =>
      isIntrinsic("number")(part) ||
      isIntrinsic("string")(part) ||
      part.type === "array" ||
      (part.type === "reference" && part.name === "Record"),
  );

export function namesIn(type: SomeType | undefined): string[] {
  if (type === undefined) return [];
  const own = type.type === "reference" ? [type.name] : [];
  return [...own, ...partsOf(type).flatMap(namesIn)];
}
