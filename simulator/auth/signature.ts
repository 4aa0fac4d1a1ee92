// Verifies SDK-HMAC-SHA256. Clients choose which headers they sign, so the list in SignedHeaders is taken as it comes.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as on the wire. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface SigningKeys {
  readonly accessKey: string;
  readonly secretKey: string;
  /** The instants that count as now. */
  readonly times: readonly number[];
}

const algorithm = "SDK-HMAC-SHA256";
const allowedSkewMs = 15 * 60_000;

/** Undefined when the signature is right, otherwise what is wrong with it. */
export function signatureFault(request: SignedRequest, keys: SigningKeys): string | undefined {
  const claim = parseAuthorization(headerOf(request, "authorization"));
  if (!claim) return "the Authorization header is not of the form SDK-HMAC-SHA256 Access=, SignedHeaders=, Signature=";
  if (claim.accessKey !== keys.accessKey) return "the access key does not exist";
  if (!claim.signedHeaders.includes("x-sdk-date")) return "X-Sdk-Date is not among the signed headers";
  const date = headerOf(request, "x-sdk-date") ?? "";
  const instant = parseSdkDate(date);
  if (instant === undefined) return `X-Sdk-Date "${date}" is not YYYYMMDDTHHMMSSZ`;
  if (keys.times.every((time) => Math.abs(time - instant) > allowedSkewMs))
    return "X-Sdk-Date is more than 15 minutes off";
  const hash = headerOf(request, "x-sdk-content-sha256");
  const declared = hash !== undefined && hash !== "UNSIGNED-PAYLOAD";
  if (declared && hash.toLowerCase() !== sha256(request.body))
    return "X-Sdk-Content-Sha256 is not the hash of the body";
  const canonical = canonicalRequest(request, claim.signedHeaders);
  const expected = hmac(keys.secretKey, [algorithm, date, sha256(canonical)].join("\n"));
  return equal(expected, claim.signature.toLowerCase()) ? undefined : "the signature does not match";
}

interface Claim {
  readonly accessKey: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export function parseAuthorization(header: string | undefined): Claim | undefined {
  const [, fields] = header?.match(/^SDK-HMAC-SHA256\s+(.+)$/) ?? [];
  const field = (name: string) => fields?.match(new RegExp(`(?:^|[,\\s])${name}=([^,\\s]+)`))?.[1];
  const [accessKey, signed, signature] = [field("Access"), field("SignedHeaders"), field("Signature")];
  if (!accessKey || !signed || !signature) return undefined;
  return { accessKey, signature, signedHeaders: signed.toLowerCase().split(";") };
}

/** Exposed for the published test vector, which gives the hash of this text. */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const [path = "/", query = ""] = splitOnce(request.url, "?");
  const names = [...signedHeaders].sort();
  const headers = names.map((name) => `${name}:${(headerOf(request, name) ?? "").trim()}\n`).join("");
  const bodyHash = headerOf(request, "x-sdk-content-sha256") ?? sha256(request.body);
  const { method } = request;
  return [method, canonicalPath(path), canonicalQuery(query), headers, names.join(";"), bodyHash].join("\n");
}

function canonicalPath(path: string): string {
  const encoded = path
    .split("/")
    .map((segment) => encode(decode(segment)))
    .join("/");
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const [name = "", value = ""] = splitOnce(pair, "=");
      return [decode(name.replaceAll("+", " ")), decode(value.replaceAll("+", " "))] as const;
    });
  const sorted = pairs.sort(([a, b], [c, d]) => compare(a, c) || compare(b, d));
  return sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

function splitOnce(text: string, separator: string): string[] {
  const cut = text.indexOf(separator);
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + separator.length)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encode(text: string): string {
  const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, escaped);
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function headerOf({ headers }: SignedRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

function parseSdkDate(text: string): number | undefined {
  const parts = text.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
