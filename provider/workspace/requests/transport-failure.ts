/** No whole answer came. Whether the service can have seen the request is told by how far it had got, not by the error's code. */
import { types } from "node:util";
import { codeOf, tlsTrouble } from "./tls.ts";

export interface FailureFacts {
  /** The request provably never left this machine, so a change may be sent again too. */
  readonly neverSent: boolean;
  /**
   * `unavailable`: trying again may help. `configuration`: it does not until somebody changes what the message names; nothing
   * was sent. `bad_answer`: an answer came that is not taken, and the next one would be the same.
   */
  readonly kind: "unavailable" | "configuration" | "bad_answer";
}

export class TransportFailure extends Error {
  readonly neverSent: FailureFacts["neverSent"];
  readonly kind: FailureFacts["kind"];

  constructor(message: string, { neverSent, kind }: FailureFacts) {
    super(message);
    this.name = "TransportFailure";
    this.neverSent = neverSent;
    this.kind = kind;
  }
}

/** How far one request had come, and why it was ended where we ended it. */
export interface Course {
  /** `connecting`: no byte of the request has left. `sent`: from the first moment in which one can have. `answering`: the answer's head is here. */
  readonly stage: "connecting" | "sent" | "answering";
  readonly answerBytes: number;
  readonly ended?: "no connection" | "no end" | "too large";
  /** The limit that was passed: milliseconds or bytes. */
  readonly limit?: number;
  /** The host, and the proxy before it. */
  readonly to: string;
}

/** `error` is what the library threw. Only its code and its text go on: the error itself holds the request with its signed headers. */
export function failureOf(error: Error, course: Course): TransportFailure {
  if (error.cause instanceof TransportFailure) return error.cause;
  if (course.ended === undefined) return brokenOff(error, course);
  const { to, stage, limit = 0, answerBytes } = course;
  const seconds = `${limit / 1000} s`;
  switch (course.ended) {
    case "no connection":
      return lost(`no connection to ${to} within ${seconds}`, course);
    case "no end":
      return stage === "answering"
        ? lost(`the answer of ${to} had not ended after ${seconds} (${answerBytes} bytes had come)`, course)
        : lost(`${to} did not answer within ${seconds}`, course);
    case "too large":
      return new TransportFailure(
        `the answer of ${to} is larger than ${limit / 1e6} MB, which none of this service is`,
        {
          neverSent: false,
          kind: "bad_answer",
        },
      );
  }
}

function lost(message: string, { stage }: Course): TransportFailure {
  return new TransportFailure(message, { neverSent: stage === "connecting", kind: "unavailable" });
}

function brokenOff(error: Error, course: Course): TransportFailure {
  // What went wrong, below got's own names for it.
  const root = types.isNativeError(error.cause) ? error.cause : error;
  const { to, stage } = course;
  if (stage === "connecting") return notReached(root, course);
  const code = codeOf(root);
  const said = wordsOf(root);
  if (code.startsWith("HPE_")) return lost(`what ${to} answered is not HTTP: ${said}`, course);
  if (stage === "sent") return lost(`the connection to ${to} broke before the answer: ${said}`, course);
  return unpackingCode.test(code)
    ? lost(`the answer of ${to} could not be unpacked: ${said}`, course)
    : lost(`the answer of ${to} broke off after ${course.answerBytes} bytes: ${said}`, course);
}

/** Of zlib, brotli and zstd. */
const unpackingCode = /^(Z_|ERR__|ZSTD_)/;

function notReached(error: Error, course: Course): TransportFailure {
  const trouble = settingTrouble(error) ?? tlsTrouble(error, course.to);
  if (trouble !== undefined) return new TransportFailure(trouble, { neverSent: true, kind: "configuration" });
  return lost(whyNot(error, course.to), course);
}

function settingTrouble(error: Error): string | undefined {
  if (codeOf(error) !== "ERR_INVALID_CHAR") return undefined;
  return `${error.message}: no header may hold it, so look for a line break in the credentials`;
}

function whyNot(error: Error, to: string): string {
  switch (codeOf(error)) {
    case "ENOTFOUND":
      return `the name of ${to} is not known (ENOTFOUND): check the region, the endpoint and this machine's network`;
    case "EAI_AGAIN":
      return `the name of ${to} could not be looked up (EAI_AGAIN)`;
    case "ECONNREFUSED":
      return `${to} refused the connection (ECONNREFUSED)`;
    default:
      return `the connection to ${to} broke before it was made: ${wordsOf(error)}`;
  }
}

/** An error that stands for several has no text of its own. */
function wordsOf(error: Error): string {
  const code = codeOf(error);
  return [error.message.trim(), code === "" || error.message.includes(code) ? "" : `(${code})`]
    .filter((word) => word !== "")
    .join(" ");
}
