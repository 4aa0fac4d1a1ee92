import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import * as Typebox from "typebox";
import * as Type from "../../simulator/schemas/type.ts";

const folder = new URL("../../simulator/", import.meta.url).pathname;

test("the package holds the code, the page, the schemas and the Dockerfile, and neither tests nor sources", () => {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: folder, encoding: "utf8" }),
  );
  const paths: string[] = packed.files.map(({ path }: { path: string }) => path);
  const needed = [
    "dist/main.js",
    "dist/index.js",
    "dist/index.d.ts",
    "page/index.html",
    "state.schema.json",
    "Dockerfile",
  ];
  expect(paths).toEqual(expect.arrayContaining([...needed, "fidelity.jsonl", "README.md", "LICENSE"]));
  expect(paths.filter((path) => /\.test\.|(?<!\.d)\.ts$|tsconfig/.test(path))).toEqual([]);
});

test("every file that the image copies is in the package", () => {
  const lines = readFileSync(`${folder}Dockerfile`, "utf8").matchAll(/^COPY (\S+) /gm);
  const { files } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
  const copied = [...lines].map(([, name]) => name);
  expect(copied).toEqual(["package.json", "dist", "page"]);
  expect([...files, "package.json"]).toEqual(expect.arrayContaining(copied));
});

test("a start loads nothing of typebox: its types are used everywhere, its code where a value is checked", () => {
  const sources = globSync("**/*.ts", { cwd: folder, exclude: ["dist", "node_modules"] });
  expect(sources.length).toBeGreaterThan(100);
  const loading = sources.filter((path) =>
    /^(import|export) (?!type\b)[^;]*from "typebox/m.test(readFileSync(folder + path, "utf8")),
  );
  expect(loading).toEqual([]);
});

test("schemas made without typebox are the ones that typebox makes", () => {
  const made = (type: Pick<typeof Typebox, keyof typeof Type>) => {
    const inner = type.Object({
      must: type.String({ maxLength: 3 }),
      may: type.Optional(type.Integer({ minimum: 0 })),
    });
    const words = type.Enum(["a", "b"], { description: "words" });
    return type.Object(
      {
        inner,
        words,
        all: type.Array(type.Union([type.Literal("x"), type.Literal(1), type.Null()]), { maxItems: 2 }),
        some: type.Optional(type.Record(type.String(), type.Unknown())),
        part: type.Partial(inner),
        never: type.Optional(type.Never()),
        flag: type.Boolean({ default: true }),
        number: type.Number(),
      },
      { additionalProperties: false, title: "All" },
    );
  };
  expect(JSON.parse(JSON.stringify(made(Type)))).toEqual(JSON.parse(JSON.stringify(made(Typebox))));
  expect(JSON.parse(JSON.stringify(Type.Object({})))).toEqual(JSON.parse(JSON.stringify(Typebox.Object({}))));
});
