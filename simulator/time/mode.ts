// The words for the pace of time: `real`, `x60`, `manual`, and `manual@` with the instant it begins at.

/** The pace of time: real, so many times faster, or moved by hand, from now or from this instant. */
export type TimeWord = "real" | "manual" | `x${number}` | `manual@${string}`;

interface TimeChosen {
  readonly pace: "real" | "scaled" | "manual";
  readonly factor: number;
  /** When a manual clock begins: now, unless told. */
  readonly startsAt?: number;
}

const fastest = 10_000;

export function parseTime(word: string): TimeChosen {
  if (word === "real") return { pace: "real", factor: 1 };
  if (word === "manual") return { pace: "manual", factor: 0 };
  if (word.startsWith("manual@")) return { pace: "manual", factor: 0, startsAt: instantOf(word.slice(7)) };
  const factor = /^x\d+(\.\d+)?$/.test(word) ? Number(word.slice(1)) : 0;
  if (factor > 0 && factor <= fastest) return { pace: "scaled", factor };
  throw new Error(
    `time "${word}" is not known. Allowed: real, xN with N up to ${fastest} (x60), manual, manual@INSTANT`,
  );
}

function instantOf(text: string): number {
  const instant = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new Error(`"${text}" is not an instant such as 2026-03-01T08:00:00Z`);
  return instant;
}
