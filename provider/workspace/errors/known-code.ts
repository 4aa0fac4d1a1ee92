/** What is known of one error code: facts of Huawei's public pages in our own words, with the page they are from. */
import type { ErrorKind } from "../errors.ts";

export interface KnownCode {
  /** HTTP statuses it is documented or was seen with. */
  readonly statuses: readonly number[];
  /** A sentence: what it means. */
  readonly cause: string;
  /** A sentence or two: what to do. */
  readonly advice: string;
  /** The page or file that says so. */
  readonly source: string;
  /** Where the code says more than the HTTP status does. */
  readonly kind?: ErrorKind;
  /** Of a 403: granting the call's IAM action helps. `action`: the advice says no more than that, so it is left out where the action is named. */
  readonly lacks?: "permission" | "action";
}

export type CodeTable = Readonly<Record<string, KnownCode>>;
