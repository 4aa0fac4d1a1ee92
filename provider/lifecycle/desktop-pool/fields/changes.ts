/** What an update of fields has to send: of what the program changed, what the pool does not say yet. */
import type { Pool } from "../../../workspace/types.ts";
import type { Goal } from "../state/draft.ts";
import type { Sent } from "./body.ts";
import { isExclusiveNow } from "./exclusive.ts";
import { changeable, type Field } from "./field-table.ts";
import { isSame } from "./same.ts";
import { tagsToSend } from "./tags.ts";
import { isMap, says, saysExactly, valueAt } from "./values.ts";

type Change = Pick<Goal, "olds" | "news">;

/** Fields whose value in the program is another one than the state has. */
export const changedBy = ({ olds, news }: Change): Field[] =>
  changeable.filter(
    ({ path }) =>
      !isSame(path, valueAt(news, path), valueAt(olds, path)) || (path === "tags" && isExclusiveNow(path, olds, news)),
  );

/** What is to be sent, as the pool is now. No value: a field that was taken away and that the service cannot clear. */
export const changesOf = (change: Change, pool: Pool): Sent[] =>
  changedBy(change).flatMap((field) => changeOf(field, change, pool));

function changeOf(field: Field, { olds, news }: Change, pool: Pool): Sent[] {
  const { path, of, clear } = field;
  const before = valueAt(olds, path);
  const wanted = valueAt(news, path);
  if (path === "tags") {
    const value = tagsToSend(olds, news, pool);
    return saysExactly(value, pool.tags) ? [] : [{ field, value }];
  }
  const value = wanted ?? clear;
  return value !== undefined && isThere(value, before, of(pool)) ? [] : [{ field, value }];
}

/** Equal in what the program says; of a group of fields, what left it must have left the pool too. */
function isThere(wanted: unknown, before: unknown, there: unknown): boolean {
  if (!isMap(wanted)) return says(wanted, there);
  const left = isMap(before) && isMap(there) ? Object.keys(before).filter((key) => !(key in wanted)) : [];
  return isMap(there) && says(wanted, there) && left.every((key) => !(key in there));
}
