/** How calls are sent: reads and their pages, changes, and changes that a job carries out; each held against its limits first. */
import type { z } from "zod";
import type { Call } from "../requests/answers.ts";
import { allPages, parsedAnswer, type ReadCall } from "../requests/pages.ts";
import type { Requests } from "../requests/requests.ts";
import type { Accepted, Until } from "../service.ts";
import { acceptedAnswer } from "../wire/accepted.ts";
import type { ListOf } from "../wire/lists.ts";
import { checkLimits, type Limited } from "./within-limits.ts";

/** A change: which row of the limits holds its body, what it does, and where. */
export interface Change extends Omit<Call, "method" | "effect" | "body"> {
  readonly operation: Limited;
  readonly method?: "PUT";
  readonly body: object;
}

export interface Sending {
  /** `/v2/{project_id}` */
  readonly base: string;
  read<T>(call: ReadCall, schema: z.ZodType<T>, until: Until): Promise<T>;
  list<Item>(call: ReadCall, list: ListOf<Item>, until: Until): Promise<readonly Item[]>;
  /** Answered by nothing but its status. */
  change(change: Change, until: Until): Promise<void>;
  /** Answered by a job. */
  start(change: Change, until: Until): Promise<Accepted>;
  startAs<T extends Accepted>(change: Change, schema: z.ZodType<T>, until: Until): Promise<T>;
  delete(call: ReadCall, until: Until): Promise<void>;
}

export function createSending(requests: Requests, base: string): Sending {
  const send = (call: Call, until: Until) => requests.send(call, until);
  const startAs = async <T extends Accepted>(change: Change, schema: z.ZodType<T>, until: Until): Promise<T> => {
    const call = callOf(change, until);
    return parsedAnswer(call, await send(call, until), schema);
  };
  return {
    base,
    read: async (asked, schema, until) => {
      const call: Call = { ...forPool(asked, until), method: "GET", effect: "read" };
      return parsedAnswer(call, await send(call, until), schema);
    },
    list: (call, list, until) => allPages(requests, { call: forPool(call, until), list }, until),
    change: async (change, until) => {
      await send(callOf(change, until), until);
    },
    start: (change, until) => startAs(change, acceptedAnswer, until),
    startAs,
    delete: async (call, until) => {
      await send({ ...forPool(call, until), method: "DELETE", effect: "change" }, until);
    },
  };
}

function callOf({ operation, method, ...change }: Change, until: Until): Call {
  checkLimits(operation, change.what, change.body);
  return { ...forPool(change, until), method: method ?? "POST", effect: "change" };
}

/** Whose turn it is, where the call itself names no pool. */
function forPool<C extends object>(call: C & Pick<Call, "poolId">, { poolId }: Until): C & Pick<Call, "poolId"> {
  return call.poolId !== undefined || poolId === undefined ? call : { ...call, poolId };
}
