/** `exclusive: true`: the maps that the program has, tags and users, are all that the pool may have. A map that it has not is left alone. */
import type { Plain } from "../../hooks.ts";
import { isUnknown } from "../../unknowns.ts";
import { isMap } from "./values.ts";

/** In the update that says it first, what is there goes unseen; later only what a refresh has shown does. */
export const isExclusiveNow = (map: "tags" | "authorizedObjects", olds: Plain, news: Plain): boolean =>
  news.exclusive === true && isMap(news[map]) && (olds.exclusive !== true || !isMap(olds[map]));

/** The same, as far as a preview can tell that does not know the map, or the word, yet. */
export const mayBeExclusiveNow = (map: "tags" | "authorizedObjects", olds: Plain, news: Plain): boolean =>
  (news.exclusive === true || isUnknown(news.exclusive)) &&
  (isMap(news[map]) || isUnknown(news[map])) &&
  (olds.exclusive !== true || !isMap(olds[map]));
