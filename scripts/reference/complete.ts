// What a public name has to say: each fault names the symbol, and the tag that it lacks.

import type { Doc, ExportedSymbol, Member } from "./symbols.ts";
import { holdsNumbers, isOpen, namesIn } from "./types.ts";

export function lacking(symbols: readonly ExportedSymbol[]): string[] {
  const given = argumentsOfResources(symbols);
  return symbols.flatMap((symbol) => [
    ...symbolFaults(symbol),
    ...symbol.members.flatMap((member) =>
      memberFaults(symbol, member, given.has(symbol.name)).map((tag) => `${symbol.name}.${member.name} lacks ${tag}`),
    ),
  ]);
}

/** TypeDoc tells of names without any comment, but for parameters. */
function symbolFaults({ name, kind, doc, parameters }: ExportedSymbol): string[] {
  const isCalled = kind === "class" || kind === "function";
  const isOfOutputs = kind === "function" && name.endsWith("Output");
  const wanted = [
    "source",
    ...(isCalled ? ["throws"] : []),
    ...(isCalled && !isOfOutputs ? ["example"] : []),
    ...(kind === "function" ? ["returns"] : []),
  ];
  return [
    ...wanted.filter((tag) => !has(doc, tag)).map((tag) => `${name} lacks @${tag}`),
    ...parameters.filter((p) => p.doc.text.length === 0).map((p) => `${name} lacks @param ${p.name}`),
  ];
}

function memberFaults({ name, kind }: ExportedSymbol, { type, isOptional, doc }: Member, isGiven: boolean): string[] {
  const isArgument = kind === "interface" && name.endsWith("Args");
  const wanted = [
    ...(holdsNumbers(type) ? ["unit"] : []),
    ...(isArgument && isOpen(type) ? ["range"] : []),
    ...(isArgument && isOptional ? ["defaultValue"] : []),
    ...(isGiven ? ["change"] : []),
  ];
  return wanted.filter((tag) => !has(doc, tag)).map((tag) => `@${tag}`);
}

const has = ({ tags }: Doc, tag: string): boolean => tags[tag]?.some((content) => content.length > 0) === true;

/** What a constructor takes, and all that stands in it: a change of it is a change of a resource. */
function argumentsOfResources(symbols: readonly ExportedSymbol[]): ReadonlySet<string> {
  const byName = new Map(symbols.map((symbol) => [symbol.name, symbol]));
  const found = new Set<string>();
  const visit = (name: string): void => {
    const symbol = byName.get(name);
    if (symbol?.kind !== "interface" || found.has(name)) return;
    found.add(name);
    for (const next of [...symbol.extended, ...symbol.members.flatMap(({ type }) => namesIn(type))]) visit(next);
  };
  const constructors = symbols.filter(({ kind }) => kind === "class").flatMap(({ parameters }) => parameters);
  for (const name of constructors.flatMap(({ type }) => namesIn(type))) visit(name);
  return found;
}
