/**
 * A text as its bytes without the disguises a value can wear on its way into an error: percent-encoding, escapes of JSON, entities of
 * HTML, line breaks in the middle. Each byte knows where it was, so that what is found here can be taken out there. Linear in the text.
 */
export interface Skeleton {
  readonly bytes: Buffer;
  /** Of each byte: where it began and ended in the bytes of the text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** What is encoded twice is decoded twice; nobody encodes five times. */
const mostPasses = 4;

export function skeletonOf(text: string): Skeleton {
  let skeleton = plainSkeleton(text);
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = undressed(skeleton);
    if (next.bytes.length === skeleton.bytes.length) return next;
    skeleton = next;
  }
  return skeleton;
}

/** The bytes as they are. */
export function plainSkeleton(text: string): Skeleton {
  const bytes = Buffer.from(text);
  const starts = Int32Array.from(bytes, (_byte, at) => at);
  return { bytes, starts, ends: starts.map((at) => at + 1) };
}

/** One layer off. Every step is over at least one byte of what is read, and writes no more than it reads. */
function undressed({ bytes, starts, ends }: Skeleton): Skeleton {
  const to = {
    bytes: Buffer.alloc(bytes.length),
    starts: new Int32Array(bytes.length),
    ends: new Int32Array(bytes.length),
  };
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const { writes, reads } = stepAt(bytes, at);
    for (const byte of writes) {
      to.bytes[length] = byte;
      to.starts[length] = starts[at] ?? 0;
      to.ends[length] = ends[at + reads - 1] ?? 0;
      length += 1;
    }
    at += reads;
  }
  return {
    bytes: to.bytes.subarray(0, length),
    starts: to.starts.subarray(0, length),
    ends: to.ends.subarray(0, length),
  };
}

interface Step {
  readonly writes: Iterable<number>;
  readonly reads: number;
}

function stepAt(bytes: Buffer, at: number): Step {
  const byte = bytes[at];
  switch (byte) {
    case percent:
      return percentStep(bytes, at);
    case backslash:
      return escapeStep(bytes, at);
    case ampersand:
      return entityStep(bytes, at);
    case lineFeed:
    case carriageReturn:
      return { writes: [], reads: lengthOfSpace(bytes, at) };
    default:
      return { writes: byte === undefined ? [] : [byte], reads: 1 };
  }
}

const [percent, backslash, ampersand, lineFeed, carriageReturn, tab, space] = Buffer.from("%\\&\n\r\t ");

function percentStep(bytes: Buffer, at: number): Step {
  const code = hex(bytes, at + 1, 2);
  return code === undefined ? { writes: [bytes[at] ?? 0], reads: 1 } : { writes: [code], reads: 3 };
}

/** A backslash goes; `\n` goes whole, as the line break it stands for; `\u` with four digits is its letter. */
function escapeStep(bytes: Buffer, at: number): Step {
  const next = String.fromCharCode(bytes[at + 1] ?? 0);
  if (next === "n" || next === "r") return { writes: [], reads: 2 };
  const code = next === "u" ? hex(bytes, at + 2, 4) : undefined;
  return code === undefined ? { writes: [], reads: 1 } : { writes: Buffer.from(String.fromCharCode(code)), reads: 6 };
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", commat: "@" };
const longestEntity = 10;

function entityStep(bytes: Buffer, at: number): Step {
  const ahead = bytes.toString("latin1", at, at + longestEntity);
  const [whole, name = "", decimal, hexadecimal] = /^&(?:([a-z]+)|#(\d{1,6})|#x([0-9a-f]{1,5}));/i.exec(ahead) ?? [];
  if (whole === undefined) return { writes: [ampersand ?? 0], reads: 1 };
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  const character = Number.isNaN(code) ? entities[name.toLowerCase()] : String.fromCodePoint(code);
  return {
    writes: character === undefined ? [ampersand ?? 0] : Buffer.from(character),
    reads: character === undefined ? 1 : whole.length,
  };
}

/** The line break with the indentation of the next line. */
function lengthOfSpace(bytes: Buffer, at: number): number {
  let end = at;
  while ([lineFeed, carriageReturn, tab, space].includes(bytes[end])) end += 1;
  return end - at;
}

function hex(bytes: Buffer, at: number, length: number): number | undefined {
  const digits = bytes.toString("latin1", at, at + length);
  return new RegExp(`^[0-9a-f]{${length}}$`, "i").test(digits) ? Number.parseInt(digits, 16) : undefined;
}
