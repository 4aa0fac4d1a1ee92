/** Tags: the program's, ours (`pulumi-identity`), and other people's, which stay. The service only replaces them all. */
import type { Pool } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { identityTag } from "../arguments/inputs.ts";
import { isExclusiveNow } from "./exclusive.ts";
import { foreignTags } from "./others.ts";
import { isMap, mapOf } from "./values.ts";

/** Limit of the service, ours among them. */
const mostTags = 20;

/** Only what the program changed moves. Where a region does not return tags, those that the program had stand for those that are there. */
export function tagsToSend(olds: Plain, news: Plain, pool: Pool): Plain {
  const wanted = mapOf(news.tags);
  const before = mapOf(olds.tags);
  const there = pool.tags ?? before;
  const gone = isExclusiveNow("tags", olds, news) ? foreignTags(pool, wanted) : [];
  const kept = Object.entries(there).filter(([key]) => !gone.includes(key) && wanted[key] === before[key]);
  const changed = Object.entries(wanted).filter(([key, value]) => value !== before[key] || pool.tags === undefined);
  return { ...Object.fromEntries([...kept, ...changed]), [identityTag]: String(news.identity) };
}

/** Other people's count too, and the service would refuse the whole. */
export function tagRefusals(sent: unknown, news: Plain, pool: Pool): string[] {
  const count = Object.keys(mapOf(sent)).length;
  if (count <= mostTags) return [];
  const others = foreignTags(pool, mapOf(news.tags)).filter((key) => Object.hasOwn(mapOf(sent), key));
  return [
    `tags: pool ${pool.name} would have ${count} tags, and the service takes ${mostTags}; ${others.length} of them are of others: ${others.join(", ")}; state fewer, or write \`exclusive: true\` to remove those of others`,
  ];
}

/** Of the pool's tags those that the program names, or all where it has them to itself; nothing where the region does not return tags. */
export function declaredTags({ tags: said, exclusive }: Plain, pool: Pool): Plain | undefined {
  const { tags } = pool;
  if (!isMap(said) || tags === undefined) return undefined;
  const keys = [...Object.keys(said), ...(exclusive === true ? foreignTags(pool, said) : [])];
  return Object.fromEntries(keys.flatMap((key) => (tags[key] === undefined ? [] : [[key, tags[key]] as const])));
}
