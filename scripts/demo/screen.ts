// How the demo looks: one column of text that reads the same on a terminal, in a log, and without colours.

import { styleText } from "node:util";

/** What a line is, which decides its colour. */
export type Kind = "plain" | "title" | "command" | "harm" | "good" | "bad" | "quiet";

export interface Screen {
  /** Prints a line, or several, cut between words where they are wider than the screen. Ends what `live` has shown. */
  line(text: string, kind?: Kind): void;
  /** Shows progress: on a terminal in place of the last progress, elsewhere nothing until `line` or `settle` prints the last one. */
  live(text: string): void;
  /** The progress shown last stays as a line of its own. */
  settle(): void;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const styles = {
  plain: [],
  title: ["bold", "cyan"],
  command: ["bold"],
  harm: ["yellow"],
  good: ["green"],
  bad: ["bold", "red"],
  quiet: ["dim"],
} as const;

/** Wider lines are hard to read, and logs have no width of their own. */
const widest = 100;
const narrowest = 40;

export function createScreen(stream: Stream & NodeJS.WritableStream): Screen {
  const width = Math.max(narrowest, Math.min(widest, stream.columns ?? widest));
  let open: string | undefined;
  const print = (text: string, kind: Kind) => {
    const parts = text.split("\n").flatMap((line) => wrapped(line, width));
    for (const part of parts) stream.write(`${styleText([...styles[kind]], part, { stream })}\n`);
  };
  const settle = () => {
    if (open === undefined) return;
    if (stream.isTTY) stream.write(eraseLine);
    print(open, "quiet");
    open = undefined;
  };
  return {
    settle,
    line(text, kind = "plain") {
      settle();
      print(text, kind);
    },
    live(text) {
      open = text;
      // Narrower than the screen: a line that wraps could not be erased.
      if (stream.isTTY) stream.write(eraseLine + (text.length < width ? text : `${text.slice(0, width - 2)}…`));
    },
  };
}

const eraseLine = "\r\x1b[2K";

/** Cuts between words; what follows stands four columns further in. A word that is wider than the screen stays whole. */
export function wrapped(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? "";
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/ *\S+/g) ?? []) {
    if (line !== "" && line.length + word.length > width) {
      lines.push(line);
      line = `${indent}    ${word.trimStart()}`;
    } else line += word;
  }
  return [...lines, line];
}
