/** A call that changes something by a POST (or the one PUT that a job carries out): what is sent, and what is true once it was done. */
import type { Sent } from "../../provider/workspace/lost-answers.ts";
import type { AnyAct } from "../../simulator/index.ts";
import type { Office } from "./office.ts";

export interface Post {
  /** As the API names it. */
  readonly operation: string;
  /** How the ledger names its job; where it has none, the effect that it has once. */
  readonly job?: string;
  readonly effect?: string;
  /** No page says that the service lists jobs of its type: until one was seen, some things cannot be told. */
  readonly isUnlisted?: true;
  /** What an office needs for it. */
  readonly prepare: (office: Office) => Prepared;
}

export interface Prepared {
  readonly send: () => Promise<Sent>;
  /** Whether what was asked for is there, looked at when everything has ended. */
  readonly isDone: () => boolean;
  /** The same call of another person, about something else. */
  readonly another?: AnyAct;
  /** The same, of a call whose effect only its job tells: later than ours, nobody could tell the two apart. */
  readonly rival?: AnyAct;
  /** The same call of another person an hour ago, where it is not that. */
  readonly earlier?: AnyAct;
}
