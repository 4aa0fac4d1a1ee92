/** Follows the pages of a list to the end, by `total_count`, with an explicit limit: some lists show ten by default. */
import type { z } from "zod";
import type { Until } from "../service.ts";
import type { Page } from "../wire.ts";
import { type Answer, type Call, misfitError } from "./answers.ts";
import type { Requests } from "./requests.ts";

export interface PagesAsked<Item> {
  readonly call: Omit<Call, "method" | "effect">;
  readonly page: z.ZodType<Page<Item>>;
  /** The largest page the service gives: 100 for desktops and users of a pool, 1000 else. */
  readonly limit: number;
}

/** A list may shrink while it is read: an empty page ends it whatever `total_count` says. */
export async function allPages<Item>(
  requests: Requests,
  { call, page, limit }: PagesAsked<Item>,
  until: Until,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (;;) {
    const asked: Call = {
      ...call,
      method: "GET",
      effect: "read",
      query: [...(call.query ?? []), ["offset", String(items.length)], ["limit", String(limit)]],
    };
    const { totalCount, items: more } = parsedAnswer(asked, await requests.send(asked, until), page);
    items.push(...more);
    const ended = totalCount === undefined ? more.length < limit : items.length >= totalCount;
    if (ended || more.length === 0) return items;
  }
}

/** The answer as a type, or an error that names the place that does not fit. */
export function parsedAnswer<T>(call: Call, answer: Answer, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined ? "" : ` at ${issue.path.join(".") || "the top"} (${issue.message})`;
  throw misfitError(call, answer, `its answer does not fit${place}`);
}
