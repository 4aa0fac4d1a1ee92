// What a route takes, as the tables in requests/ write it down.

import type { There } from "./place.ts";
import type { Fields, Rule } from "./rules.ts";

export interface Taken {
  /** The status when all is well. */
  readonly well: number;
  /** What stands in the places of the path. The project is filled in for all. */
  readonly path?: (there: There) => Readonly<Record<string, string>>;
  readonly body?: (there: There) => { readonly rule: Rule; readonly good: unknown };
  readonly query?: QueryTaken;
  readonly headers?: (there: There) => Readonly<Record<string, string>>;
  /** IAM tells errors in ways of its own, and the metadata of a server in plain words. */
  readonly errors?: "keystone" | "flat" | "text";
}

export interface QueryTaken {
  readonly rule: Fields;
  readonly good: Readonly<Record<string, string>>;
}

export type Requests = Readonly<Record<string, Taken>>;
