// Every sentence with which the provider refuses, read from its sources: what is thrown as "refused", what the planner's refusals
// say, what a check hands back and a constructor throws, with everything that these are put together from.

import { join } from "node:path";
import ts from "typescript";
import { repository } from "../../scripts/pulumi/parts.ts";

export interface Sentence {
  /** From the root of the repository. */
  readonly file: string;
  /** `…` stands where a value is filled in. */
  readonly text: string;
}

const folders = ["provider/volumes/", "provider/lifecycle/", "provider/resources/"].map((folder) =>
  join(repository, folder),
);

export function refusalSentences(): Sentence[] {
  const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, repository);
  const program = ts.createProgram(
    ["provider/runtime.ts", "provider/index.ts"].map((file) => join(repository, file)),
    { ...options, noEmit: true },
  );
  const checker = program.getTypeChecker();
  const sources = program
    .getSourceFiles()
    .filter(({ fileName }) => folders.some((folder) => fileName.startsWith(folder)));
  return sentencesBehind(sources.flatMap(roots), checker);
}

const childrenOf = (node: ts.Node): ts.Node[] => {
  const found: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    found.push(child);
  });
  return found;
};

function roots(node: ts.Node): ts.Node[] {
  const own = isRoot(node) ? [node] : [];
  return [...own, ...childrenOf(node).flatMap(roots)];
}

/** `workspaceError("refused", …)`, `{ reason: … }`, `{ refused: … }`, the `failures` of a check, and what is called a refusal. */
function isRoot(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && node.expression.getText() === "workspaceError")
    return node.arguments[0]?.getText() === '"refused"';
  if (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node))
    return /^(refuse\w*|\w+Refusals?)$/.test(node.name?.getText() ?? "");
  // What is handed to `refuse(…)` is said by it, as far as it is made there and then.
  if (ts.isCallExpression(node) && ts.isCallExpression(node.parent) && node !== node.parent.expression)
    return /^refuse\w*$/.test(node.parent.expression.getText());
  if (ts.isNewExpression(node)) return node.expression.getText() === "Error";
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node))
    return ["reason", "refused", "refusals", "failures"].includes(node.name.getText());
  return ts.isCallExpression(node) && /\b(refusals|reasons)\.push$/.test(node.expression.getText());
}

function sentencesBehind(from: readonly ts.Node[], checker: ts.TypeChecker): Sentence[] {
  const seen = new Set<ts.Node>();
  const found = new Map<string, Sentence>();
  const visit = (node: ts.Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const text = textOf(node);
    if (text !== undefined && isSentence(text)) found.set(text, { file: fileOf(node), text });
    if (ts.isIdentifier(node)) for (const one of declarationsOf(node, checker)) visit(one);
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of from) visit(node);
  return [...found.values()];
}

const fileOf = (node: ts.Node): string => node.getSourceFile().fileName.slice(repository.length + 1);

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return ts.isImportDeclaration(node.parent) ? undefined : node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
}

const isSentence = (text: string): boolean => (text.match(/(?<!\S)[a-z`(]\S*/gi) ?? []).length >= 4;

function declarationsOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Node[] {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return [];
  const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (own.declarations ?? []).filter(
    (one) =>
      folders.some((folder) => one.getSourceFile().fileName.startsWith(folder)) &&
      (ts.isVariableDeclaration(one) || ts.isFunctionDeclaration(one)),
  );
}
