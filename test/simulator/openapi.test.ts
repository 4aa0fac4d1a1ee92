// The served OpenAPI document is held against the rules of OpenAPI 3.1, as a generator of clients would meet them.

import { expect, test } from "@jest/globals";
import { routes } from "../../simulator/routes/table.ts";
import { bench } from "./client.ts";

type Json = Record<string, unknown>;

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

interface Document {
  readonly openapi: string;
  readonly info: Json;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

async function served(dialects: Record<string, string> = {}): Promise<Document & Json> {
  const { status, headers, body } = await (await bench({ dialects })).send("GET", "/_sim/openapi.json");
  expect([status, headers.get("content-type")]).toEqual([200, expect.stringContaining("application/json")]);
  return body;
}

const operations = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** Every object in the document, with the way to it. */
function* objectsIn(value: unknown, way = "#"): Generator<{ way: string; object: Json }> {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value)) yield { way, object: value as Json };
  for (const [key, part] of Object.entries(value)) yield* objectsIn(part, `${way}/${key}`);
}

function resolve(document: Document, reference: string): unknown {
  const words = reference.replace(/^#\//, "").split("/");
  return words.reduce<unknown>((at, word) => (at as Json | undefined)?.[word], document);
}

test("the document says which OpenAPI it is, what it describes, and nothing that OpenAPI does not know", async () => {
  const document = await served();
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  const known = ["openapi", "info", "servers", "paths", "components"];
  expect(Object.keys(document).filter((key) => !known.includes(key) && !key.startsWith("x-"))).toEqual([]);
});

test("each route of the simulator is there once, under an operationId of its own, and there is no other", async () => {
  const document = await served();
  const told = operations(document).map(({ path, method, operation }) => [operation.operationId, method, path]);
  const snake = (word: string) => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const built = routes.map(({ operation, method, path }) => [
    operation,
    method.toLowerCase(),
    path.replace(/:(\w+)/g, (_all, name: string) => `{${snake(name)}}`),
  ]);
  expect(told.toSorted()).toEqual(built.toSorted());
  expect(new Set(told.map(([id]) => id)).size).toBe(told.length);
});

test("each reference leads to something, and each component is referred to", async () => {
  const document = await served();
  const references = [...objectsIn(document)].flatMap(({ object }) => object.$ref ?? []).map(String);
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((reference) => resolve(document, reference) === undefined)).toEqual([]);
  const components = Object.keys(document.components.schemas ?? {}).map((name) => `#/components/schemas/${name}`);
  expect(components.filter((component) => !references.includes(component))).toEqual([]);
});

test("each place in a path is a required parameter, and no parameter is told twice", async () => {
  for (const { path, operation } of operations(await served())) {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name, required }) => [name, required])).toEqual(places.map((name) => [name, true]));
    const names = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(operation.parameters.every(({ schema }) => typeof schema === "object")).toBe(true);
  }
});

test("each operation has answers with a description, and bodies are JSON with a schema", async () => {
  const document = await served();
  for (const { operation } of operations(document)) {
    const responses = Object.entries(operation.responses);
    expect(responses.length).toBeGreaterThan(0);
    for (const [status, response] of responses) {
      const meant = (response.$ref ? resolve(document, String(response.$ref)) : response) as Json;
      expect([operation.operationId, status, meant.description]).toEqual([
        operation.operationId,
        expect.stringMatching(/^[1-5]\d\d$/),
        expect.stringMatching(/./),
      ]);
      for (const holder of [meant, operation.requestBody ?? {}]) {
        for (const media of Object.values((holder.content ?? {}) as Json)) expect(media).toHaveProperty("schema");
      }
    }
  }
});

test("a call that is only known is told with its 501 alone", async () => {
  const document = await served();
  const unbuilt = routes.filter(({ success }) => success.length === 0).map(({ operation }) => operation);
  const only501 = operations(document).filter(({ operation }) => Object.keys(operation.responses).join() === "501");
  expect(only501.map(({ operation }) => operation.operationId).toSorted()).toEqual(unbuilt.toSorted());
});

const types = ["object", "array", "string", "integer", "number", "boolean", "null"];
const keywords =
  "type properties patternProperties required additionalProperties items anyOf not enum const default description title pattern format " +
  "minLength maxLength minimum maximum minItems maxItems uniqueItems $ref";

test("each schema uses the words of JSON Schema, and they agree with each other", async () => {
  const document = await served();
  const known = keywords.split(" ");
  const schemas = [...objectsIn(document.components.schemas)].filter(({ object }) => isSchema(object));
  expect(schemas.length).toBeGreaterThan(200);
  for (const { way, object } of schemas) {
    expect({ way, unknown: Object.keys(object).filter((key) => !known.includes(key)) }).toEqual({ way, unknown: [] });
    if (object.type !== undefined) expect(types).toContain(object.type);
    const fields = Object.keys((object.properties ?? {}) as Json);
    expect({ way, fields }).toEqual({ way, fields: expect.arrayContaining((object.required ?? []) as string[]) });
    for (const kind of ["Length", "imum", "Items"]) {
      const least = Number(object[`min${kind}`] ?? 0);
      expect({ way, fits: least <= Number(object[`max${kind}`] ?? least) }).toEqual({ way, fits: true });
    }
    expect(new Set((object.enum ?? []) as unknown[]).size).toBe(((object.enum ?? []) as unknown[]).length);
  }
});

/** The maps of a schema's fields are no schemas, and neither is an empty one. */
function isSchema(object: Json): boolean {
  return ["type", "anyOf", "enum", "$ref"].some((key) => typeof object[key] === "string" || Array.isArray(object[key]));
}

test("the document tells the dialects, and which of them are chosen", async () => {
  const document = await served({ "put-status": "204" });
  const dialects = document["x-dialects"] as { name: string; chosen: string }[];
  expect(dialects.find(({ name }) => name === "put-status")).toMatchObject({ chosen: "204", values: ["200", "204"] });
});

test("limits of requests are told where a caller looks for them", async () => {
  const document = await served();
  const create = (document.components.schemas?.CreateDesktopPoolRequest ?? {}) as Record<string, Json>;
  expect(create.required).toEqual(expect.arrayContaining(["name", "type", "size", "subnet_ids", "root_volume"]));
  expect(create.properties?.size).toMatchObject({ type: "integer", minimum: 0, maximum: 100 });
  const list = document.paths["/v2/{project_id}/desktop-pools/{pool_id}/desktops"]?.get;
  const limit = list?.parameters.find(({ name }) => name === "limit");
  expect(limit?.schema).toMatchObject({ minimum: 1, maximum: 100, default: 10 });
});
