/** Holds what is to be sent against the table of limits. What goes beyond one is refused with its place, and nothing is sent. */
import type { z } from "zod";
import { encode } from "../auth/signing.ts";
import { type WorkspaceError, workspaceError } from "../errors.ts";
import { toWire } from "../requests/json.ts";
import { limits, longestBodyBytes, id as pathIdLimit } from "./limits.ts";
import { counted } from "./words.ts";

export type Limited = keyof typeof limits;

/** Throws `refused` when a body or a query goes beyond what the call takes. */
export function checkLimits(operation: Limited, what: string, said: object): void {
  const checked = limits[operation].safeParse(said);
  if (!checked.success) throw refused(what, `${faultOf(said, checked.error)} (${operation})`);
  const bytes = Buffer.byteLength(toWire(said));
  if (bytes > longestBodyBytes)
    throw refused(what, `the body has ${bytes} bytes; the most is ${longestBodyBytes} (${operation})`);
}

/** An id as a part of a path. An empty one would ask for the list, and a URL swallows dots even when they are encoded. */
export function pathId(id: string): string {
  if (pathIdLimit.safeParse(id).success && id !== "." && id !== "..") return encode(id);
  throw workspaceError(
    "refused",
    `${JSON.stringify(id.slice(0, 300))} is not an id of 1 to 255 characters. Nothing was sent.`,
  );
}

function refused(what: string, fault: string): WorkspaceError {
  return workspaceError("refused", `Could not ${what}: ${fault}. Nothing was sent.`);
}

/** Of the first fault: where it is, how much is there, and how much is allowed. */
function faultOf(said: object, { issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return "this is not what the call takes";
  const place = issue.path.length === 0 ? "this" : issue.path.join(".");
  const there = issue.path.reduce<unknown>(inside, said);
  if (issue.code === "too_big") return `${place} ${amount(there)}; the most is ${issue.maximum}`;
  if (issue.code === "too_small") return `${place} ${amount(there)}; the least is ${issue.minimum}`;
  return `${place} ${issue.message}`;
}

function inside(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function amount(value: unknown): string {
  if (Array.isArray(value)) return `has ${value.length} ${value.length === 1 ? "entry" : "entries"}`;
  if (typeof value === "string") return `has ${counted(value.length, "character")}`;
  return `is ${String(value)}`;
}
