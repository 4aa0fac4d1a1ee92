/**
 * Huawei's request signature SDK-HMAC-SHA256, with node:crypto.
 * https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */
import { createHash, createHmac } from "node:crypto";

export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Present for temporary keys. */
  readonly securityToken?: string;
}

/** What is signed must be what is sent: method, URL, body bytes and the given headers. */
export interface Signable {
  readonly method: string;
  readonly url: URL;
  /** The headers to sign beside `host`, `x-sdk-date` and `x-security-token`, which are added here. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text that is sent; absent for none. */
  readonly body?: string;
}

const algorithm = "SDK-HMAC-SHA256";

/** The given headers with `host`, `x-sdk-date`, `x-security-token` and `authorization`. */
export function signed(request: Signable, key: AccessKey, at: Date): Record<string, string> {
  const date = basicDate(at);
  const headers: Record<string, string> = {
    ...lowerCaseNames(request.headers),
    host: request.url.host,
    "x-sdk-date": date,
    ...(key.securityToken === undefined ? {} : { "x-security-token": key.securityToken }),
  };
  const toSign = [algorithm, date, sha256(canonicalRequest({ ...request, headers }))].join("\n");
  const signature = createHmac("sha256", key.secretKey).update(toSign).digest("hex");
  const names = Object.keys(headers).sort().join(";");
  return {
    ...headers,
    authorization: `${algorithm} Access=${key.accessKey}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** The text whose hash is signed. `headers` holds every signed header under its lower-case name. */
export function canonicalRequest({ method, url, headers, body }: Signable): string {
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${(headers[name] ?? "").trim()}\n`).join("");
  return [method, canonicalPath(url), canonicalQuery(url), lines, names.join(";"), sha256(body ?? "")].join("\n");
}

/** Each segment encoded anew; always with a slash at the end, though the URL is sent without. */
function canonicalPath(url: URL): string {
  const path = url.pathname
    .split("/")
    .map((segment) => encode(decodeURIComponent(segment)))
    .join("/");
  return path.endsWith("/") ? path : `${path}/`;
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .sort(([nameA, valueA], [nameB, valueB]) => inByteOrder(nameA, nameB) || inByteOrder(valueA, valueB))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

/** Percent-encodes everything but A-Z a-z 0-9 `-_.~`; `encodeURIComponent` leaves `!'()*` as they are. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function inByteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** 20191115T033655Z */
function basicDate(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
