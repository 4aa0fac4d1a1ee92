// What faults do to the lists of an answer: those of objects, at its top or, by name, wherever they are.

import type { EditContext } from "./edits.ts";
import { isObject, mapObjects } from "./json.ts";
import type { ListWord } from "./kinds/fields.ts";

type Items = readonly unknown[];

export function spoiltLists(
  body: unknown,
  { spoil, name }: { readonly spoil: ListWord; readonly name?: string },
  context: EditContext,
): unknown {
  return mapObjects(body, (entries, path) =>
    entries.flatMap(([field, value]): [string, unknown][] => {
      const isAsked = name === undefined ? path.length === 0 : field === name;
      if (!isAsked || !isList(value)) return [[field, value]];
      if (spoil === "absent") return [];
      return [[field, spoil === "null" ? null : spoilt(value, spoil, context)]];
    }),
  );
}

const isList = (value: unknown): value is Items => Array.isArray(value) && value.every(isObject);

function spoilt(items: Items, spoil: Exclude<ListWord, "absent" | "null">, context: EditContext): Items {
  const [first, ...others] = items;
  switch (spoil) {
    case "item-twice":
      return items.length > 0 ? [first, ...items] : items;
    case "two-of-one-id":
      return items.map((item, index) => (index === 1 ? withIdsOf(item, first) : item));
    case "item-missing":
      return others;
    case "empty":
      return [];
    case "reversed":
      return items.toReversed();
    case "shuffled":
      return shuffled(items, context);
  }
}

/** The other item keeps all that is its own except what says which one it is. */
function withIdsOf(item: unknown, first: unknown): unknown {
  if (!isObject(item) || !isObject(first)) return item;
  const ids = Object.entries(first).filter(([name]) => /^(id|.*_id)$/.test(name) && name in item);
  return { ...item, ...Object.fromEntries(ids) };
}

function shuffled(items: Items, { chance, turn }: EditContext): Items {
  const placed = items.map((item, index) => ({ item, place: chance(turn, "place", index) }));
  return placed.toSorted((one, other) => one.place - other.place).map(({ item }) => item);
}
