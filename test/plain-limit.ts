// The runner of plain Node waits for a test for ever. One that hangs is told here by its time, and the others go on.

/** Longer than any test takes that goes on, on a busy machine too. */
export const mostMs = 20 * 60_000;

/** The test, ended with an error after so long. */
export function limited<Given extends readonly unknown[], End>(
  run: (...given: Given) => End | Promise<End>,
  ms: number = mostMs,
): (...given: Given) => Promise<End> {
  return async (...given) => {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it had not ended after ${ms / 1000} s: it hangs`)), ms);
    });
    try {
      return await Promise.race([run(...given), over]);
    } finally {
      clearTimeout(timer);
    }
  };
}
