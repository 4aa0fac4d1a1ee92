/** One finding of the doctor. */

export type State =
  | "ok"
  /** It works, and somebody should know. */
  | "warning"
  /** It does not work. */
  | "wrong"
  /** Nothing can be said without changing something, or there was nothing to try it on. */
  | "unknown";

export interface Line {
  readonly about: string;
  readonly state: State;
  readonly words: string;
}

export const ok = (about: string, words: string): Line => ({ about, state: "ok", words });
export const warning = (about: string, words: string): Line => ({ about, state: "warning", words });
export const wrong = (about: string, words: string): Line => ({ about, state: "wrong", words });
export const unknown = (about: string, words: string): Line => ({ about, state: "unknown", words });
