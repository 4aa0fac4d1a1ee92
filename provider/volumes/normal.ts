/** The question in the one form that its answer depends on: own keys only, in one order, and each disk once. */
import type { Keyed, Question, Volume } from "./types.ts";

export function normal(question: Question): Question {
  const { known, claims, consents } = question;
  return {
    ...question,
    known: { ...known, volumes: distinct(known.volumes) },
    claims: {
      volumeIds: keyed(claims.volumeIds),
      origins: keyed(claims.origins),
      recorded: keyed(claims.recorded),
      vanished: keyed(claims.vanished),
      replacing: keyed(claims.replacing),
    },
    desired: keyed(question.desired),
    renamed: keyed(question.renamed),
    consents: { given: keyed(consents.given), spent: keyed(consents.spent) },
  };
}

/** Without a prototype: a disk may be called "constructor", and a plain object has one of those already. */
function keyed<T>(record: Keyed<T>): Keyed<T> {
  const own: Record<string, T> = Object.create(null);
  for (const [key, value] of Object.entries(record).sort(([a], [b]) => compare(a, b))) own[key] = value;
  return own;
}

/** Of two entries of one disk the larger counts: from it no size can be refused too late. */
function distinct(volumes: readonly Volume[]): Volume[] {
  const ordered = [...volumes].sort((a, b) => compare(a.id, b.id) || b.size - a.size || compare(rest(a), rest(b)));
  return ordered.filter((volume, i) => volume.id !== ordered[i - 1]?.id);
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const rest = ({ type, iops, throughput, kmsId }: Volume): string => [type, iops, throughput, kmsId].join();
