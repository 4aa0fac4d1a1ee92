// Reads the words of the command line, or says which would do.

import { InvalidArgumentError } from "commander";
import { isWithin, type Range, rangeWords } from "../checkOptions.ts";
import { type JobSeconds, parseDurations } from "../jobs/durations.ts";
import { parseTime, type TimeWord } from "../time/mode.ts";

/** A reader of numbers between two ends. */
export function number(range: Range): (text: string) => number {
  return (text) => {
    const read = text.trim() === "" ? Number.NaN : Number(text);
    if (isWithin(read, range)) return read;
    throw new InvalidArgumentError(`It has to be ${rangeWords(range)}.`);
  };
}

export function collect(word: string, words: readonly string[]): readonly string[] {
  return [...words, word];
}

/** Checked here, so that the answer names the option; read again where it is used. */
export function time(text: string): TimeWord {
  return checked(text, (word) => parseTime(word) && (word as TimeWord));
}

export function jobSeconds(text: string): JobSeconds {
  return checked(text, (word) => parseDurations(word) && word);
}

function checked<T>(text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
