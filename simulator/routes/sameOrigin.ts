// Pages of other sites may not steer a simulator that runs on the reader's machine. Only browsers name an origin, so
// commands and clients are not asked anything.

import { isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { refuse } from "../model/refusal.ts";

export function guardOrigin(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (request.method === "GET" || !request.url.startsWith("/_sim") || isOurOwn(request)) return;
    const { origin = "another site" } = request.headers;
    throw refuse(
      403,
      "SIM.0403",
      `a page of ${origin} may not steer this simulator: use the page it serves itself, at localhost or at an IP address`,
    );
  });
}

function isOurOwn({ headers }: FastifyRequest): boolean {
  if (headers["sec-fetch-site"] === "cross-site") return false;
  if (headers.origin === undefined) return true;
  if (!URL.canParse(headers.origin)) return false;
  const { host, hostname } = new URL(headers.origin);
  return host === headers.host && isLocalName(hostname);
}

/** A name with a dot can be made to point here by whoever owns it, so that a page of theirs would pass for ours. */
function isLocalName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) !== 0 || !bare.includes(".") || bare.endsWith(".localhost");
}
