/** The name of a pool whose program gives none: made once, from the resource's own name and its identity. */
import type { Plain } from "../../hooks.ts";
import { isUnknown } from "../../unknowns.ts";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
const suffixLength = 6;
/** The shortest limit that any source names for a pool's name. */
const longest = 15;

/** Only in a creation that takes over no pool; where the old inputs have a name it stays, and where they have none, none is ever sent. */
export function poolName(olds: Plain, news: Plain): unknown {
  if (news.name !== undefined) return news.name;
  const isCreation = olds.type === undefined;
  return isCreation && news.adopt === undefined ? madeName(news) : olds.name;
}

function madeName({ resourceUrn, identity }: Plain): string | undefined {
  if (typeof resourceUrn !== "string" || typeof identity !== "string" || isUnknown(resourceUrn) || isUnknown(identity))
    return undefined;
  // Only what the service takes for sure, and whole characters: some Chinese ones are two units long.
  const own = [...resourceUrn.slice(resourceUrn.lastIndexOf("::") + 2).replace(/[^\p{Script=Han}A-Za-z0-9-]+/gu, "-")];
  return `${own
    .slice(0, longest - suffixLength - 1)
    .join("")
    .replace(/-+$/, "")}-${suffixOf(identity)}`;
}

function suffixOf(identity: string): string {
  const bytes = Buffer.from(identity, "base64url");
  return Array.from({ length: suffixLength }, (_, i) => alphabet[(bytes[i] ?? 0) % alphabet.length]).join("");
}
