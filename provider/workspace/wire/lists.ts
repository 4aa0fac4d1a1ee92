/** One page of a list, and what each list is like: how long its pages are, how far it can be followed, what names an item. */
import { z } from "zod";
import { count } from "./fields.ts";

export interface Page<Item> {
  readonly totalCount: number | undefined;
  readonly items: readonly Item[];
}

export interface ListOf<Item> {
  readonly page: z.ZodType<Page<Item>>;
  /** The longest page. It is always asked for: some lists show ten items when the call does not say. */
  readonly limit: number;
  /** The largest offset that the service takes. */
  readonly lastOffset: number;
  /** What names an item, also where it is seen again on a later page; `undefined` for one that cannot be told from others. */
  readonly nameOf: (item: Item) => string | undefined;
}

/**
 * A page without its list counts as empty only when it says so: an answer that lost its list must not read as "none". One
 * item that does not fit makes the whole page unfit: a list that silently lacks a disk could delete data.
 */
export function pageOf<Item>(field: string, item: z.ZodType<Item>): z.ZodType<Page<Item>> {
  const list = z.array(item);
  return z.looseObject({ totalCount: count.optional() }).transform(({ totalCount, ...page }, context) => {
    const parsed = list.safeParse(page[field] ?? (totalCount === 0 ? [] : undefined));
    if (parsed.success) return { totalCount, items: parsed.data };
    for (const { message, path } of parsed.error.issues)
      context.addIssue({ code: "custom", message, path: [field, ...path] });
    return z.NEVER;
  });
}
