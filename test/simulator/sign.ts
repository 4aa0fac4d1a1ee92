// A signer for the tests, written apart from the verifier. The caller says which headers are signed.

import { createHash, createHmac } from "node:crypto";
import { type Bench, type Reply, send } from "./client.ts";

export interface ToSign {
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signed: readonly string[];
  readonly key?: string;
  readonly secret?: string;
  readonly hash?: string;
}

export function sdkDate(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

export function authorization(request: ToSign): string {
  const { method, url, headers, body = "", signed, key = "SIMULATORAK", secret = "simulator-secret-key" } = request;
  const strict = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join("&");
  const path = `${decodeURIComponent(url.pathname).split("/").map(strict).join("/")}/`;
  const names = [...signed].map((name) => name.toLowerCase()).sort();
  const all: Record<string, string> = { host: url.host, ...headers };
  const lines = names.map((name) => `${name}:${(all[name] ?? "").trim()}\n`).join("");
  const hash = request.hash ?? createHash("sha256").update(body).digest("hex");
  const canonical = `${method}\n${path}\n${query}\n${lines}\n${names.join(";")}\n${hash}`;
  const digest = createHash("sha256").update(canonical).digest("hex");
  const text = `SDK-HMAC-SHA256\n${all["x-sdk-date"]}\n${digest}`;
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  return `SDK-HMAC-SHA256 Access=${key}, SignedHeaders=${signed.join(";")}, Signature=${signature}`;
}

export interface Signing extends Partial<ToSign> {
  readonly skewMs?: number;
  /** Headers that are sent, signed or not. */
  readonly extra?: Record<string, string>;
}

/** All headers of a call signed as the options say, by the tenant's own key unless another is named. */
export function signedHeaders(at: Bench, path: string, { skewMs = 0, extra = {}, ...over }: Signing = {}) {
  const { method = "GET", body } = over;
  const headers: Record<string, string> = { "x-sdk-date": sdkDate(at.now() + skewMs), ...extra };
  if (body !== undefined && !("content-type" in headers)) headers["content-type"] = "application/json";
  const url = new URL(at.simulator.url + path);
  const authorized = authorization({ method, url, headers, signed: ["x-sdk-date"], ...over });
  return { ...headers, authorization: authorized };
}

export function signed(at: Bench, path: string, signing: Signing = {}): Promise<Reply> {
  const { method = "GET", body } = signing;
  return send(at.simulator.url, method, path, body, signedHeaders(at, path, signing));
}
