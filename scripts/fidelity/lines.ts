// simulator/fidelity.jsonl: what the simulator claims about the service, one behaviour a line.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../pulumi/parts.ts";

/** S: a public page states it. TF: only the code of Terraform's provider shows it. I: inferred. ?: nobody says it. */
export const marks = ["S", "TF", "I", "?"] as const;

export interface FidelityLine {
  readonly id: string;
  /** The call's name in the API; * for all calls. */
  readonly route: string;
  readonly claim: string;
  /** A public page or file. */
  readonly source: string;
  readonly sure: (typeof marks)[number];
  /** A file of test/simulator, a colon, and the title of the test. */
  readonly test?: string;
  /** `name=value`, where the claim holds under that dialect. */
  readonly dialect?: string;
  /** When and where the real service was seen to do it. */
  readonly verified?: string;
}

export function fidelityLines(): FidelityLine[] {
  const text = readFileSync(join(repository, "simulator", "fidelity.jsonl"), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
