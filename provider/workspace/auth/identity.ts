/** Who asks, and what proves it now: a key or a token. One implementation for each kind of credentials. */
import type { AccessKey } from "./signing.ts";

/** What the headers of one try are made of. */
export type Proof =
  | { readonly kind: "key"; readonly key: AccessKey }
  | {
      readonly kind: "token";
      readonly value: string;
      /** When it ends, as IAM wrote it; absent when IAM was not asked. */
      readonly expiresAt?: string;
    };

export interface Identity {
  /** The proof to use now: the source is read, and whatever has to be asked for is asked. */
  present(): Promise<Proof>;
  /** This one was refused: what can be had anew is not kept. */
  drop(refused: Proof): void;
  /** The project that the proof is good for; `undefined` when the proof does not say. */
  projectId(): Promise<string | undefined>;
  /** Where the credentials come from, in words: `HW_ACCESS_KEY`. */
  readonly from: string;
}

/** Keys are good for whatever their user may do. */
export const noProject = async (): Promise<undefined> => undefined;
