/** How a life that went wrong is kept: the text of a test, with the sentence that it broke as its name. */
import type { History } from "./history.ts";

type Dialects = Readonly<Record<string, string>>;

/** A life that once went wrong: the sentence that it broke, and what has to be so to play it again. */
export interface Found {
  readonly name: string;
  readonly history: History;
  readonly dialects?: Dialects;
}

/** The last line says what is wrong; those before it tell the life. */
export function asTest(broken: readonly string[], history: History, dialects: Dialects): string {
  const isElsewhere = Object.keys(dialects).length > 0;
  const found: Found = {
    name: nameOf(broken),
    ...(isElsewhere ? { dialects } : {}),
    history,
  };
  return [
    ...broken,
    `to play it again: HISTORY='${JSON.stringify(history)}'${isElsewhere ? ` DIALECTS='${JSON.stringify(dialects)}'` : ""}`,
    "to keep it, give it a sentence and paste it into test/properties/model/found.ts:",
    `  ${JSON.stringify(found)},`,
  ].join("\n");
}

/** Without the ids of this one run. */
const nameOf = (broken: readonly string[]): string =>
  `not so any more: ${(broken.at(-1) ?? "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID").slice(0, 160)}`;
