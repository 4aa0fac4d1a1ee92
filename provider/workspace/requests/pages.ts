/**
 * Follows the pages of a list to the end, by `total_count` where the service tells it. A list that changes between two pages
 * shifts: an item may be told twice or not at all. So it is read again until all pages of one reading agree.
 */
import type { z } from "zod";
import { beyondPaging, workspaceError } from "../errors.ts";
import type { Until } from "../service.ts";
import type { ListOf, Page } from "../wire/lists.ts";
import { type Answer, type Call, misfitError } from "./answers.ts";
import type { Requests } from "./requests.ts";

export type ReadCall = Omit<Call, "method" | "effect">;

export interface PagesAsked<Item> {
  readonly call: ReadCall;
  readonly list: ListOf<Item>;
}

/** Where things go one by one, every reading of a long list may shift; then what any of them told is taken together. */
const readings = 3;

export async function allPages<Item>(
  requests: Requests,
  asked: PagesAsked<Item>,
  until: Until,
): Promise<readonly Item[]> {
  const found = createFound(asked.list);
  let told = 0;
  for (let count = 0; count < readings; count += 1) {
    const { items, totals } = await readOnce(requests, asked, until);
    told = totals.at(-1) ?? 0;
    // More items than were told of lack nothing.
    if (new Set(totals).size === 1 && items.length >= told) return items;
    found.add(items);
  }
  if (found.size() >= told) return found.items();
  throw incomplete(asked.call, { told, listed: found.size() });
}

interface Reading<Item> {
  readonly items: readonly Item[];
  /** What each page said. */
  readonly totals: readonly (number | undefined)[];
}

async function readOnce<Item>(requests: Requests, asked: PagesAsked<Item>, until: Until): Promise<Reading<Item>> {
  const found = createFound(asked.list);
  const totals: (number | undefined)[] = [];
  for (;;) {
    const page = await readPage(requests, asked, found.size(), until);
    totals.push(page.totalCount);
    const isNew = found.add(page.items);
    const isFull = page.items.length >= asked.list.limit;
    if (!isNew && isFull && page.totalCount === undefined) throw repeated(asked.call, found.size());
    if (!isNew || isAll(found.size(), page.totalCount, isFull)) return { items: found.items(), totals };
  }
}

/** Without a count only a page that tells nothing new is the end: the service may give less than it was asked for. */
function isAll(listed: number, told: number | undefined, isFull: boolean): boolean {
  // A full page that tells of more than there are said to be is not trusted to be the last.
  return told !== undefined && (listed === told || (listed > told && !isFull));
}

async function readPage<Item>(
  requests: Requests,
  { call, list }: PagesAsked<Item>,
  offset: number,
  until: Until,
): Promise<Page<Item>> {
  if (offset > list.lastOffset) throw tooLong(call, list.lastOffset);
  const paging = [
    ["offset", String(offset)],
    ["limit", String(list.limit)],
  ] as const;
  const asked: Call = { ...call, method: "GET", effect: "read", query: [...(call.query ?? []), ...paging] };
  return parsedAnswer(asked, await requests.send(asked, until), list.page);
}

/** Items by their names, in the order in which they were first told, each as it was told last. */
function createFound<Item>({ nameOf }: ListOf<Item>) {
  const items = new Map<unknown, Item>();
  return {
    /** Whether one of them is new. */
    add(more: readonly Item[]): boolean {
      const before = items.size;
      // An item without a name is its own name: it is never taken for another one.
      for (const item of more) items.set(nameOf(item) ?? item, item);
      return items.size > before;
    },
    items: () => [...items.values()],
    size: () => items.size,
  };
}

function incomplete({ what }: ReadCall, { told, listed }: { readonly told: number; readonly listed: number }) {
  const seen = `the service tells of ${told} and listed ${listed}, in ${readings} readings`;
  return workspaceError("bad_answer", `Could not ${what}: ${seen}. Run it again later.`, {
    place: "totalCount",
  });
}

function repeated({ what }: ReadCall, listed: number) {
  const again = `the service gives a full page again and again, and the same ${listed} entries in it`;
  return workspaceError("bad_answer", `Could not ${what}: ${again}.`, { place: "the list" });
}

function tooLong({ what }: ReadCall, lastOffset: number) {
  const end = `the list goes on after entry ${lastOffset}, and the service takes no larger offset`;
  return workspaceError("bad_answer", `Could not ${what}: ${end}.`, { place: beyondPaging });
}

/** The answer as a type, or an error that names the place that does not fit. */
export function parsedAnswer<T>(call: Call, answer: Answer, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const place = path.join(".") || "the top";
  const why = valueAt(answer.json, path) === undefined ? "it is missing" : (issue?.message ?? "");
  throw misfitError(call, answer, `its answer does not fit at ${place} (${why})`, place);
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), json);
}
