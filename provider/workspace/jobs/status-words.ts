/** What the status words of jobs and sub-jobs mean: three closed tables. A word of none of them means nothing. */

/**
 * The pages of the API, the SDKs and the Terraform provider spell them differently, so all known ones stand here. ABNORMAL and
 * ROLLBACK are listed by WorkspaceApp, a sibling of the service.
 */
export const succeededWords = ["SUCCESS", "COMPLETE", "COMPLETED"] as const;
export const failedWords = ["FAIL", "FAILED", "ERROR", "ABNORMAL", "ROLLBACK"] as const;
export const runningWords = ["WAITING", "RUNNING", "INIT", "PENDING", ""] as const;

export type WordMeaning = "succeeded" | "failed" | "running" | "unknown";

/** An unknown word is never success: it is waited out and then quoted. */
export function meaningOf(word: string): WordMeaning {
  const upper = word.trim().toUpperCase();
  const among = (words: readonly string[]) => words.includes(upper);
  if (among(succeededWords)) return "succeeded";
  if (among(failedWords)) return "failed";
  return among(runningWords) ? "running" : "unknown";
}
