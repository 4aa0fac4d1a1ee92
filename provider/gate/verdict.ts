/** One word for a pipeline: whether a change may be applied without a person. Pure. */
import type { Finding, Gravity } from "./findings.ts";

export interface Verdict {
  readonly word: "safe" | "data" | "people" | "error";
  readonly exitCode: 0 | 1 | 3 | 4;
  /** For a label of a pull request. */
  readonly label: string;
  readonly sentence: string;
}

const verdicts = {
  error: {
    word: "error",
    exitCode: 1,
    label: "workspace: stopped",
    sentence: "This change cannot be applied: the preview fails, or `pulumi up` would stop.",
  },
  data: {
    word: "data",
    exitCode: 3,
    label: "workspace: deletes data",
    sentence: "Data would be lost. A person has to apply this.",
  },
  people: {
    word: "people",
    exitCode: 4,
    label: "workspace: hits people",
    sentence:
      "No data on disks is lost, but people would be stopped in their work or kept out. A person has to apply this.",
  },
} as const satisfies Partial<Record<Gravity, Verdict>>;

const safe: Verdict = {
  word: "safe",
  exitCode: 0,
  label: "workspace: safe",
  sentence: "Nothing is lost and nobody is hit: this may be applied by itself.",
};

/** The worst counts. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  for (const gravity of ["error", "data", "people"] as const) {
    if (findings.some((one) => one.gravity === gravity)) return verdicts[gravity];
  }
  return safe;
}
