// Reads the words of the command line, or says which would do.

import { InvalidArgumentError } from "commander";
import { type JobSeconds, parseDurations } from "../jobs/durations.ts";
import { parseTime, type TimeWord } from "../time/mode.ts";

interface Range {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

/** A reader of numbers between two ends. */
export function number({ from, to, whole = false }: Range): (text: string) => number {
  return (text) => {
    const read = text.trim() === "" ? Number.NaN : Number(text);
    if (read >= from && read <= to && (!whole || Number.isInteger(read))) return read;
    throw new InvalidArgumentError(`It has to be a ${whole ? "whole " : ""}number from ${from} to ${to}.`);
  };
}

export const port = number({ from: 0, to: 65_535, whole: true });

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
