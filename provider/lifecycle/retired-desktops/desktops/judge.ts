/** What is to be done about each desktop that the program names: it goes, it is gone, or it is refused. Pure. */
import type { DesktopSummary, PoolDesktop } from "../../../workspace/types.ts";
import { nearest } from "../../field-words.ts";
import { type Consents, consentTo } from "../arguments/consents.ts";
import type { Entries } from "../arguments/inputs.ts";

export interface Seen {
  /** Name and id, as it reads in a sentence. */
  readonly pool: string;
  readonly poolId: string;
  readonly desktops: readonly PoolDesktop[];
  /** Named desktops that are somewhere else. */
  readonly others: readonly DesktopSummary[];
  /** Desktops that a job of the pool has deleted. */
  readonly deleted: ReadonlySet<string>;
}

export interface Judged {
  readonly go: Entries;
  readonly gone: Entries;
  readonly refusals: readonly string[];
  readonly notices: readonly string[];
}

type Verdict = { readonly is: "go" | "gone"; readonly notice?: string } | { readonly refused: string };

export function judge(asked: Entries, seen: Seen, consents: Consents): Judged {
  const judged = Object.entries(asked).map(([name, id]) => ({ name, id, ...verdictOn({ name, id }, seen, consents) }));
  const those = (is: "go" | "gone"): Entries =>
    Object.fromEntries(judged.flatMap((one) => ("is" in one && one.is === is ? [[one.name, one.id] as const] : [])));
  return {
    go: those("go"),
    gone: those("gone"),
    refusals: judged.flatMap((one) => ("refused" in one ? [one.refused] : [])),
    notices: judged.flatMap((one) => ("is" in one ? (one.notice ?? []) : [])),
  };
}

interface Named {
  readonly name: string;
  readonly id: string;
}

function verdictOn(named: Named, seen: Seen, consents: Consents): Verdict {
  const there = seen.desktops.find((d) => d.desktopId === named.id);
  if (there !== undefined) return verdictOnThere(named, there, consents);
  const other = seen.others.find((d) => d.desktopId === named.id);
  return other === undefined ? verdictOnGone(named, seen) : { refused: strangerWords(named, other, seen) };
}

function verdictOnThere({ name, id }: Named, there: PoolDesktop, consents: Consents): Verdict {
  const { computerName = name } = there;
  if (computerName !== name)
    return {
      refused: `desktop ${id} is ${computerName}, and the program calls it ${name}: write \`${JSON.stringify(computerName)}: "${id}"\` if it has to go, or the id of ${name}`,
    };
  const inUse = inUseWords({ name, id }, there, consents);
  return inUse === undefined ? { is: "go" } : { refused: inUse };
}

/** Of desktops that are to go, those that somebody uses now. One that is there no more is nobody's. */
export function inUseRefusals(go: Entries, there: readonly PoolDesktop[], consents: Consents): string[] {
  return Object.entries(go).flatMap(([name, id]) => {
    const desktop = there.find((d) => d.desktopId === id);
    return (desktop && inUseWords({ name, id }, desktop, consents)) ?? [];
  });
}

function inUseWords({ name, id }: Named, there: PoolDesktop, consents: Consents): string | undefined {
  const { isGiven, spent } = consentTo(name, consents);
  if (!isInUse(there) || isGiven) return undefined;
  const was = spent === undefined ? "" : `; consent ${JSON.stringify(spent)} was spent: write another text`;
  return `desktop ${name} (${id}) is in use (${useOf(there)}): retire it when nobody uses it, or write \`allowInUse: { ${JSON.stringify(name)}: "any text" }\`${was}`;
}

/** A session that is only disconnected still holds its user's work; a region that does not tell leaves the question to the program. */
export const isInUse = ({ loginStatus = "" }: PoolDesktop): boolean =>
  !["REGISTERED", "UNREGISTER"].includes(loginStatus);

const useOf = ({ loginStatus = "" }: PoolDesktop): string =>
  loginStatus === "" ? "this region does not tell" : `login status ${loginStatus}`;

/** The two lists may be of different moments; whoever asks looks again for a while. */
export const isUnclear = (seen: Seen): boolean => seen.others.some(({ poolId }) => poolId === seen.poolId);

function strangerWords({ name, id }: Named, { poolId }: DesktopSummary, seen: Seen): string {
  if (poolId === seen.poolId)
    return `the service tells two things of desktop ${name} (${id}): the list of all desktops has it, the list of ${seen.pool} does not; run \`pulumi up\` again`;
  const where = poolId === undefined ? "" : `; it is in pool ${poolId}`;
  return `desktop ${name} (${id}) is not in ${seen.pool}${where}: remove it here, it is never touched by this resource`;
}

/** One that is nowhere has gone, by whomever. A name that is there under another id tells of a slip, unless a job tells of the id. */
function verdictOnGone({ name, id }: Named, { pool, desktops, deleted }: Seen): Verdict {
  if (deleted.has(id)) return { is: "gone" };
  const namesake = desktops.find((d) => d.computerName === name);
  if (namesake !== undefined)
    return {
      refused: `${name} of ${pool} is desktop ${namesake.desktopId}, and the program says ${id}, which is nowhere: write \`${JSON.stringify(name)}: "${namesake.desktopId}"\`, or remove the line if that desktop has gone before`,
    };
  const near = nearest(
    name,
    desktops.flatMap((d) => d.computerName ?? []),
  );
  const meant = near === undefined ? "" : `; the nearest name there is ${near}`;
  return {
    is: "gone",
    notice: `there is no desktop ${name} (${id}) in ${pool}, and no job is listed that deleted it: it counts as gone, and nothing was deleted for it${meant}`,
  };
}
