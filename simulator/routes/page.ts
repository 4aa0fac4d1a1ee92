// The page for people: plain files from the folder page/, sent as they are. It asks the control routes like anybody else.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { FastifyInstance, FastifyReply } from "fastify";
import { notFound } from "../model/refusal.ts";

/** The folder stands beside routes/ in the sources, and beside dist/ in the package. */
const folder = ["../page/", "../../page/"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(new URL("index.html", url)));

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** Names of pools come from anybody: nothing but our own files may run, load, frame or be sent to. */
const headers = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // Answers are dated by the simulated clock, by which a browser must not judge their age.
  "cache-control": "no-store",
};

export function servePage(app: FastifyInstance): void {
  app.get("/", (_request, reply) => sendFile(reply, "index.html"));
  app.get<{ Params: { file: string } }>("/_sim/page/:file", ({ params }, reply) => sendFile(reply, params.file));
}

async function sendFile(reply: FastifyReply, name: string): Promise<FastifyReply> {
  const [, ending = ""] = /^[a-z-]+\.([a-z]+)$/.exec(name) ?? [];
  const type = types[ending];
  const text = type && folder ? await readFile(new URL(name, folder), "utf8").catch(() => undefined) : undefined;
  if (text === undefined) throw notFound(`${name} is no file of the page`);
  return reply
    .headers(headers)
    .type(type ?? "")
    .send(text);
}
