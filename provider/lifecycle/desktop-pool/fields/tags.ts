/** Tags: the program's, ours (`pulumi-identity`), and other people's, which stay. The service only replaces them all. */
import type { Pool } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { identityTag } from "../arguments/inputs.ts";
import { isMap } from "./changeable.ts";

const mapOf = (tags: unknown): Plain => (isMap(tags) ? tags : {});

/** Only the program's own tags move: what left it goes, what others have put on the pool goes along, and so does ours. */
export function tagsToSend(olds: Plain, news: Plain, { tags = {} }: Pool): Plain {
  const wanted = mapOf(news.tags);
  const gone = Object.keys(mapOf(olds.tags)).filter((key) => wanted[key] === undefined);
  const others = Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key)));
  return { ...others, ...wanted, [identityTag]: String(news.identity) };
}

/** Tags that stand beside the program's. */
export function foreignTags(there: Plain, wanted: unknown, sent: unknown): Plain {
  const own = mapOf(wanted);
  const kept = mapOf(sent);
  return Object.fromEntries(
    Object.entries(there).filter(([key]) => key !== identityTag && !(key in own) && key in kept),
  );
}

/** Of the pool's tags those that the program names; nothing where the region does not return tags. */
export function declaredTags(said: unknown, { tags }: Pool): Plain | undefined {
  if (!isMap(said) || tags === undefined) return undefined;
  return Object.fromEntries(
    Object.keys(said).flatMap((key) => (tags[key] === undefined ? [] : [[key, tags[key]] as const])),
  );
}
