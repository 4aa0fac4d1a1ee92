// The titles of the tests of this repository, read from their sources as the compiler reads them.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { repository } from "../../scripts/pulumi/parts.ts";

/** What a page says about a test: its file, from the root of the repository, and its title. */
export interface TestName {
  readonly file: string;
  readonly title: string;
}

export type HasTest = (name: TestName) => boolean;

/**
 * Titles of `test.each` hold places such as `$name`; a page writes either the place or what stands in it. With `written` what
 * stands in it has to be found in the file, or in one that it imports: else a page could fill a place with anything.
 */
export function testsIn(folder: string, { written = false } = {}): HasTest {
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const titles = new Map(files.map((name) => [`${folder}/${name}`, titlesOf(`${folder}/${name}`)]));
  const fits = (file: string, words: readonly string[]) => !written || isWritten(file, words);
  return ({ file, title }) =>
    titles.get(file)?.some((one) => {
      const words = one === title ? [] : filled(one).exec(title)?.slice(1);
      return words !== undefined && fits(file, words);
    }) ?? false;
}

function filled(title: string): RegExp {
  const literal = title.replace(/[.*+?^{}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\$\w+(?:\\\.\w+)*|%[sdijop#]/g, "(.+)")}$`);
}

function isWritten(file: string, words: readonly string[]): boolean {
  const source = readFileSync(join(repository, file), "utf8");
  const imported = [...source.matchAll(/from "(\.{1,2}\/[^"]+)"/g)].map(([, path = ""]) =>
    join(repository, file, "..", path),
  );
  const texts = [
    source,
    ...imported.filter((path) => path.includes("/test/")).map((path) => readFileSync(path, "utf8")),
  ];
  return words.every((word) => texts.some((text) => text.includes(word)));
}

function titlesOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(repository, file), "utf8"), ts.ScriptTarget.Latest);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const title = ts.isCallExpression(node) && isTest(node.expression) ? node.arguments[0] : undefined;
    if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

/** `test`, or `test.each(rows)`. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "test";
  if (!ts.isCallExpression(callee)) return false;
  const each = callee.expression;
  return ts.isPropertyAccessExpression(each) && each.name.text === "each" && isTest(each.expression);
}
