/** Keys that a person has renamed: the disk goes on under the new key, and no call is made. */
import type { Claims, Keyed, Outcome, Question, Refusal } from "./types.ts";
import { keyWord } from "./words.ts";

type Rename = readonly [from: string, to: string];

type Asked = Pick<Question, "desired" | "renamed"> & { readonly claims: Pick<Claims, "volumeIds" | "vanished"> };

/** Those that count: the old key has a disk, or had one that a refresh missed, and is left out; the new one is declared and has none. */
export function countingRenames(asked: Asked): readonly Rename[] {
  const { desired } = asked;
  const open = openRenames(asked).filter(([, to]) => Object.hasOwn(desired, to));
  return open.filter(([, to]) => open.filter(([, other]) => other === to).length === 1);
}

/** A line whose work is done is a remark: its old key has no disk any more, or stands in the program, or its new one has a disk. */
function openRenames({ claims, desired, renamed }: Asked): Rename[] {
  // A plain object has a "constructor" that nobody declared.
  const has = (key: string) => Object.hasOwn(claims.volumeIds, key);
  const had = (key: string) => has(key) || Object.hasOwn(claims.vanished, key);
  return Object.entries(renamed).filter(([from, to]) => had(from) && !Object.hasOwn(desired, from) && !has(to));
}

/** A map by key, with the keys as they are called now. What stood under a new name is of another disk, that is gone. */
export function underNewKeys<T>(record: Keyed<T>, renames: readonly Rename[]): Record<string, T> {
  const names = new Map(renames);
  const news = new Set(names.values());
  const kept = Object.entries(record).filter(([key]) => names.has(key) || !news.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [names.get(key) ?? key, value]));
}

/** The claims as they stand under the new keys, and a step or a refusal for each line of `renamed` that is not a remark. */
export function planRenames(question: Question, { steps, refusals }: Outcome): Question {
  const counting = countingRenames(question);
  for (const [from, to] of counting) {
    const id = question.claims.volumeIds[from];
    const volume = question.known.volumes.find((v) => v.id === id);
    steps.push({ kind: "rename", key: to, from, ...(volume === undefined ? {} : { volume }) });
  }
  const counted = new Set(counting.map(([from]) => from));
  const others = openRenames(question).filter(
    ([from]) => !counted.has(from) && question.claims.volumeIds[from] !== undefined,
  );
  refusals.push(...others.map((rename) => refused(rename, question)));
  return { ...question, claims: claimsUnder(question.claims, counting) };
}

function claimsUnder(
  { volumeIds, origins, recorded, vanished, replacing }: Claims,
  counting: readonly Rename[],
): Claims {
  const now = <T>(record: Keyed<T>) => underNewKeys(record, counting);
  return {
    volumeIds: now(volumeIds),
    origins: now(origins),
    recorded: now(recorded),
    vanished: now(vanished),
    replacing: now(replacing),
  };
}

function refused([from, to]: Rename, question: Question): Refusal {
  const line = `renamed: { ${keyWord(from)}: ${JSON.stringify(to)} }`;
  const [key, why] = Object.hasOwn(question.desired, to)
    ? [
        to,
        `and another key with a disk is renamed to ${JSON.stringify(to)} too: one key is one disk; keep one of these lines`,
      ]
    : [
        from,
        `but \`volumes\` has no key ${JSON.stringify(to)}: declare the disk there to keep it, or remove the line to have it deleted with its data`,
      ];
  return { key, reason: `${line}, ${why}` };
}
