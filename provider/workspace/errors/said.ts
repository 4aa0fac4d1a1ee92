/** What an answer says about itself, whatever its form: the service's two shapes of an error, a gateway's page, plain text. Nothing secret gets through. */
import { z } from "zod";
import { redact } from "./redaction.ts";

export interface Said {
  readonly status: number;
  readonly code?: string;
  /** The service's own words, or what came in their place: `an HTML page titled "502 Bad Gateway"`. */
  readonly words?: string;
  /** Why a permission is lacking, for STS to decode. */
  readonly encoded?: string;
  readonly requestId?: string;
}

interface Heard {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `json` is the body, parsed and in camelCase; `undefined` when it is not JSON. */
export function whatIsSaid(answer: Heard, json: unknown): Said {
  const { status, headers, body } = answer;
  const { code, words, encoded } = isSuccess(status) ? refusalIn(json) : { ...otherShapes(json), ...refusalIn(json) };
  const told = words === undefined && json === undefined ? otherBody(body) : quoted(words, longestShown);
  return {
    status,
    ...(isCode(code, status) ? { code } : {}),
    ...(told === undefined ? {} : { words: told }),
    ...(encoded === undefined ? {} : { encoded }),
    ...requestIdOf(headers, json),
  };
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

interface Refusal {
  code?: string;
  words?: string;
  encoded?: string;
}

const optionalText = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** Both shapes that the gateway, IAM and the service use. One field that does not fit takes none of the others with it. */
const refusalSchema = z.object({
  errorCode: optionalText,
  errorMsg: optionalText,
  errorDetail: optionalText,
  encodedAuthorizationMessage: z.string().min(1).optional().catch(undefined),
  error: z.object({ code: optionalText, message: optionalText }).optional().catch(undefined),
});

function refusalIn(json: unknown): Refusal {
  const parsed = refusalSchema.safeParse(json);
  if (!parsed.success) return {};
  const { errorCode, errorMsg, errorDetail, error, encodedAuthorizationMessage } = parsed.data;
  const words = withDetail(errorMsg ?? error?.message, errorDetail);
  return present({ code: errorCode || error?.code, words, encoded: encodedAuthorizationMessage });
}

const otherSchema = z.object({
  code: optionalText,
  message: optionalText,
  error: z.string().optional().catch(undefined),
});

/** Shapes of other gateways. A success may have fields of these names that mean something else. */
function otherShapes(json: unknown): Refusal {
  const parsed = otherSchema.safeParse(json);
  return parsed.success ? present({ code: parsed.data.code, words: parsed.data.message ?? parsed.data.error }) : {};
}

function present(refusal: { readonly [K in keyof Refusal]: Refusal[K] | undefined }): Refusal {
  return Object.fromEntries(Object.entries(refusal).filter(([, value]) => value !== undefined && value !== ""));
}

function withDetail(message: string | undefined, detail: string | undefined): string | undefined {
  if (message === undefined || detail === undefined || message.includes(detail)) return message ?? detail;
  return detail.includes(message) ? detail : `${message} (${detail})`;
}

/** A code is one word. OpenStack's shape repeats the status where a code would be. */
const isCode = (code: string | undefined, status: number): boolean =>
  code !== undefined && /^[\w.:-]{1,64}$/.test(code) && code !== String(status);

/** Anything longer is no message. It is not cut before redaction: half a token is a secret too. */
const longestReadable = 100_000;
/** The service's own limit for a message: 1000 characters. */
const longestShown = 1_000;
/** Nobody meant a whole body for a person. */
const longestOfBody = 200;

function quoted(words: string | undefined, most: number): string | undefined {
  if (words === undefined) return undefined;
  if (words.length > longestReadable) return `words of ${words.length} characters`;
  const plain = redact(words).replace(/\s+/g, " ").trim().replace(/\.$/, "");
  return plain === "" ? undefined : `"${plain.length > most ? `${plain.slice(0, most)}…` : plain}"`;
}

/** A page of a proxy, of a login to the network, of a gateway; a text; what is left of JSON, which may hold anything. */
function otherBody(body: string): string | undefined {
  const start = body.slice(0, 10_000);
  if (/^\s*[{[]/.test(start)) return `JSON that is broken or breaks off (${body.length} characters)`;
  if (!/^\s*(?:<!doctype html|<html|<head|<body)/i.test(start)) return quoted(body, longestOfBody);
  const title = quoted(/<title[^>]{0,200}>([^<]{1,300})</i.exec(start)?.[1], longestOfBody);
  return title === undefined ? "an HTML page without a title" : `an HTML page titled ${title}`;
}

/** What came in the place of words. */
export const isPage = ({ words }: Pick<Said, "words">): boolean => words?.startsWith("an HTML page") ?? false;

const idSchema = z.object({ requestId: z.string() });

/** The gateway writes it into the body as well, and where a proxy drops headers only there. */
function requestIdOf(headers: Heard["headers"], json: unknown): { requestId?: string } {
  const parsed = idSchema.safeParse(json);
  const candidates = [...(headers["x-request-id"] ?? "").split(", "), parsed.success ? parsed.data.requestId : ""];
  const requestId = candidates.find((one) => /^[\w.:-]{1,128}$/.test(one) && redact(one) === one);
  return requestId === undefined ? {} : { requestId };
}
