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
  readonly accessKey?: string;
  /** Of the access key that the request names; missing when nobody has that one. */
  readonly secretKey?: string;
  /** The instants that count as now. */
  readonly times: readonly number[];
}

interface SignatureFault {
  readonly kind: "skew" | "other";
  readonly text: string;
}

const algorithm = "SDK-HMAC-SHA256";
const allowedSkewMs = 15 * 60_000;

/** Undefined when the signature is right, otherwise what is wrong with it. */
export function signatureFault(request: SignedRequest, keys: SigningKeys): SignatureFault | undefined {
  const claim = parseAuthorization(headerOf(request, "authorization"));
  if (!claim)
    return other("the Authorization header is not of the form SDK-HMAC-SHA256 Access=, SignedHeaders=, Signature=");
  if (keys.secretKey === undefined || claim.accessKey !== keys.accessKey) return other("the access key does not exist");
  const date = headerOf(request, "x-sdk-date") ?? "";
  const fault = dateFault(date, claim, keys) ?? bodyFault(request);
  if (fault) return fault;
  const canonical = canonicalRequest(request, claim.signedHeaders);
  const expected = hmac(keys.secretKey, [algorithm, date, sha256(canonical)].join("\n"));
  return equal(expected, claim.signature.toLowerCase()) ? undefined : other("the signature does not match");
}

const other = (text: string): SignatureFault => ({ kind: "other", text });

function dateFault(date: string, { signedHeaders }: Claim, { times }: SigningKeys): SignatureFault | undefined {
  if (!signedHeaders.includes("x-sdk-date")) return other("X-Sdk-Date is not among the signed headers");
  const instant = parseSdkDate(date);
  if (instant === undefined) return other(`X-Sdk-Date "${date}" is not YYYYMMDDTHHMMSSZ`);
  const near = times.some((time) => Math.abs(time - instant) <= allowedSkewMs);
  return near ? undefined : { kind: "skew", text: "X-Sdk-Date is more than 15 minutes off" };
}

function bodyFault(request: SignedRequest): SignatureFault | undefined {
  const hash = headerOf(request, "x-sdk-content-sha256");
  if (hash === undefined || hash === "UNSIGNED-PAYLOAD" || hash.toLowerCase() === sha256(request.body))
    return undefined;
  return other("X-Sdk-Content-Sha256 is not the hash of the body");
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
  const text = Array.isArray(value) ? value.join(",") : value;
  // Node hands over header bytes one to a character; clients sign the UTF-8 text that the bytes are.
  return text && Buffer.from(text, "latin1").toString("utf8");
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
