/** Errors as Pulumi's dynamic host takes them. They leave in a gRPC trailer: when one is too big for it, the host never answers. */
import { PartialFailure, reasonOf } from "../lifecycle/partial.ts";
import { redact } from "../workspace/errors/redaction.ts";
import { isWorkspaceError } from "../workspace/errors.ts";
import { type Plain, plainObject, providerKey } from "./plain.ts";
import { roomForReason, wireBytes } from "./trailer.ts";

export interface Failed {
  readonly kind: string;
  readonly op: string;
  readonly error: unknown;
  /** The shim's text: without it in a partial failure, the next operation has no code. */
  readonly provider: unknown;
  /** Names of the program's own arguments: never shortened. */
  readonly arguments: readonly string[];
}

/** A partial failure becomes the object from which the host makes `InitFailed`; everything else an error without a numeric `code`. */
export function asHostError(failed: Failed): unknown {
  const { kind, op, error } = failed;
  if (!(error instanceof PartialFailure) || (op !== "create" && op !== "update"))
    return new HostError(words(withOldConfigHint(error, op), longestText), `${kind} ${op}`);
  const properties = fitting(failed, error.outs);
  const room = roomForReason(properties);
  if (room < shortestReason) return new HostError(notStored(failed, properties), `${kind} ${op}`);
  const message = words(error, Math.min(room, longestReason));
  return { message, id: error.id, properties, reasons: [message] };
}

/** As after a process that died: the state is that of before, and the next run finds out by looking. */
function notStored({ error }: Failed, { [providerKey]: _text, ...said }: Plain): string {
  const sizes = Object.entries(said).map(([name, value]) => ({ name, size: bytes(value) }));
  const longest = sizes.reduce((one, other) => (other.size > one.size ? other : one), { name: "", size: 0 });
  return (
    `${words(error, longestReason)}\n\`${longest.name}\` (${longest.size} bytes) is too long for the state of a failure, so the state is as it was before: ` +
    "run `pulumi up` again, it looks at what is there and does only what is missing"
  );
}

/**
 * The host prints `ERROR: STACK` on stderr, which Pulumi shows at the stack, and the message again with the resource.
 * Long reasons are read once.
 */
class HostError extends Error {
  readonly #what: string;

  constructor(message: string, what: string) {
    super(message);
    this.#what = what;
    this.stack = "the reason stands with the resource";
  }

  override toString(): string {
    return `${this.#what} failed`;
  }
}

/** A plain `refresh` and `destroy` get the configuration that stands in the state: a key that was rotated since is not in it. */
function withOldConfigHint(error: unknown, op: string): unknown {
  if (!isWorkspaceError(error, "unauthenticated") || (op !== "read" && op !== "delete")) return error;
  // Where the credentials are known to be the configuration's, it has been said.
  if (error.message.includes("--run-program")) return error;
  return new Error(
    `${error.message} If the credentials stand in the stack's configuration and were changed since the last \`pulumi up\`, this command ` +
      "still has the old ones: run it with `--run-program`, or give the credentials in the environment (HW_ACCESS_KEY, HW_SECRET_KEY)",
    { cause: error },
  );
}

/** Characters of a message in a gRPC header, where one that is not ASCII takes three for each of its bytes. */
const longestText = 16_000;
/** The reason of a partial failure leaves three times, beside the properties. */
const longestReason = 8_000;
/** It shrinks for the sake of the state, but not to nothing. */
const shortestReason = 1_000;
const mostBytes = 30_000;

/** Well formed, or gRPC cannot encode it; never empty, or Pulumi prints nothing. */
function words(error: unknown, most: number): string {
  const text = wellFormed(redact(reasonOf(error))) || "failed without a reason";
  if (encodeURI(text).length <= most) return text;
  let length = Math.min(text.length, most);
  while (encodeURI(wellFormed(text.slice(0, length))).length > most) length = Math.floor(length * 0.9);
  return `${wellFormed(text.slice(0, length))} … (${text.length - length} more characters)`;
}

/** Half a pair of a character outside of the basic plane becomes a replacement character. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/**
 * State that is as small as may be. What can be too much is what is said of each desktop of a large pool: half of such lists is left out,
 * until it fits. Arguments are whole or the state is not told at all: half a list would be a lie.
 */
function fitting({ provider, arguments: names }: Failed, outs: Plain): Plain {
  const properties = plainObject({ ...outs, [providerKey]: provider });
  const isSaid = ([name]: [string, unknown]) => !names.includes(name);
  let said = Object.fromEntries(Object.entries(properties).filter(isSaid));
  while (wireBytes({ ...properties, ...said }) > mostBytes) {
    const longest = longestIn(said);
    if (longest < 2) break;
    said = everyValue(said, (value) => halved(value, longest));
  }
  return { ...properties, ...said };
}

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const isBag = (value: unknown): value is object => typeof value === "object" && value !== null;
const everyValue = (bag: object, change: (value: unknown) => unknown): Plain =>
  Object.fromEntries(Object.entries(bag).map(([key, value]) => [key, change(value)]));

/** An object of more fields than any record of ours has is a map. */
const mostFields = 25;

/** How many things it lists. */
const itemsOf = (bag: object): number => {
  const length = Object.keys(bag).length;
  return Array.isArray(bag) || length > mostFields ? length : 0;
};

/** What an interrupted call was and whom it was for: the next run acts by it, so it is never cut. */
const neverCut: ReadonlySet<string> = new Set(["pending", "on", "followers"]);

const longestBelow = (bag: object): number =>
  Math.max(
    0,
    ...Object.entries(bag)
      .filter(([name]) => !neverCut.has(name))
      .map(([, value]) => value)
      .filter(isBag)
      .map(longestIn),
  );
const isInnermost = (bag: object): boolean => longestBelow(bag) < 2;

/** Items of the longest list among the innermost ones. */
function longestIn(bag: object): number {
  return isInnermost(bag) ? itemsOf(bag) : longestBelow(bag);
}

function halved(value: unknown, longest: number): unknown {
  if (!isBag(value)) return value;
  const isLongest = isInnermost(value) && itemsOf(value) === longest;
  const most = isLongest ? Math.ceil(longest / 2) : Number.POSITIVE_INFINITY;
  if (Array.isArray(value)) return value.slice(0, most).map((item) => halved(item, longest));
  const kept = Object.entries(value).slice(0, most);
  return Object.fromEntries(
    kept.map(([name, item]) => [name, neverCut.has(name) ? item : halved(item, longest)] as const),
  );
}
