/**
 * Disks that go on under another id: the service may give a disk's record a new one when it is expanded. Such a disk is the
 * same one, with its data, and never one that is gone. It is followed where that is certain, and named where it is not.
 */
import { successorIds } from "./replacements.ts";
import type { Claims, Keyed, Outcome, Question, Refusal, Volume } from "./types.ts";
import { strangeDisk, theHost } from "./words.ts";

export interface Renumbered {
  readonly key: string;
  /** The id that the state has. */
  readonly from: string;
  readonly volume: Volume;
}

type Asked = Pick<Question, "known" | "claims" | "traces">;

interface Lost {
  readonly key: string;
  readonly id: string;
}

/** Each disk once, each record once. What can be either of two is neither. */
export function renumbered(asked: Asked): Renumbered[] {
  const proven = provenIn(asked);
  const open = claimedAndLost(asked).filter(({ id }) => !proven.some(({ from }) => from === id));
  const taken = new Set(proven.map(({ volume }) => volume.id));
  return [...proven, ...onlyOnes(open, asked, taken)];
}

/** By the copies on the desktops: they stay what they are, whatever id their record has. */
function provenIn(asked: Asked): Renumbered[] {
  const free = freeIn(asked);
  const found = lostIn(asked).flatMap(({ key, id }): Renumbered[] => {
    const volume = free.find((v) => v.id === asked.traces?.copies.get(id));
    return volume === undefined ? [] : [{ key, from: id, volume }];
  });
  return found.filter(({ from, volume }) =>
    found.every((other) => (other.volume.id === volume.id) === (other.from === from)),
  );
}

/** Without that proof: the one new record that is what the expansion was to make, for the one disk that it can be. */
function onlyOnes(open: readonly Lost[], asked: Asked, taken: ReadonlySet<string>): Renumbered[] {
  return open.flatMap(({ key, id }): Renumbered[] => {
    const [volume, ...more] = candidates(id, asked, taken);
    const rivals = open.filter((l) => candidates(l.id, asked, taken).some((v) => v.id === volume?.id));
    return volume === undefined || more.length > 0 || rivals.length > 1 ? [] : [{ key, from: id, volume }];
  });
}

function candidates(id: string, asked: Asked, taken: ReadonlySet<string>): Volume[] {
  const wanted = asked.traces?.expanded.get(id);
  const others = asked.traces?.others;
  if (wanted === undefined) return [];
  const isNew = (v: Volume): boolean => !taken.has(v.id) && others?.has(v.id) !== true;
  return freeIn(asked).filter((v) => isNew(v) && v.type === wanted.type && v.size === wanted.size);
}

const claimedAndLost = ({ known, claims }: Asked): Lost[] =>
  Object.entries(claims.volumeIds).flatMap(([key, id]) =>
    known.volumes.some((v) => v.id === id) ? [] : [{ key, id }],
  );

/** Disks that a refresh has missed are looked for too: they may be back. */
const lostIn = (asked: Asked): Lost[] => [
  ...claimedAndLost(asked),
  ...Object.entries(asked.claims.vanished).flatMap(([key, id]) =>
    Object.hasOwn(asked.claims.volumeIds, key) ? [] : [{ key, id }],
  ),
];

function freeIn({ known, claims }: Asked): Volume[] {
  const claimed = new Set([...Object.values(claims.volumeIds), ...successorIds(claims)]);
  return known.volumes.filter((v) => !claimed.has(v.id));
}

/** The claims as they stand under the new ids, with a step for each. */
export function planRenumbered(question: Question, { steps }: Outcome): Question {
  const moved = renumbered(question);
  for (const { key, from, volume } of moved) steps.push({ kind: "renumber", key, from, volume });
  return { ...question, claims: claimsUnderNewIds(question.claims, moved) };
}

/** What came back after a refresh had missed it has lost its origin: it needs consent to go. */
export function claimsUnderNewIds<C extends Claims>(claims: C, moved: readonly Renumbered[]): C {
  const now = new Map(moved.map(({ from, volume }) => [from, volume.id]));
  const ids = Object.fromEntries(moved.map(({ key, volume }) => [key, volume.id]));
  const recovered = Object.fromEntries(moved.map(({ key }) => [key, "recovered" as const]));
  return {
    ...claims,
    volumeIds: { ...claims.volumeIds, ...ids },
    origins: { ...recovered, ...claims.origins },
    vanished: without(claims.vanished, ids),
    replacing: Object.fromEntries(
      Object.entries(claims.replacing).map(([key, r]) => [key, { ...r, old: now.get(r.old) ?? r.old }]),
    ),
  };
}

const without = (vanished: Keyed<string>, keys: Keyed<unknown>): Keyed<string> =>
  Object.fromEntries(Object.entries(vanished).filter(([key]) => !Object.hasOwn(keys, key)));

/** A disk that was expanded and is not listed any more, where more than one record may be it. */
export function unclearSuccessors(key: string, question: Asked): Refusal | undefined {
  const id = question.claims.volumeIds[key] ?? "";
  const mayBe = candidates(id, question, new Set());
  return mayBe.length === 0 ? undefined : { key, reason: unclearWords({ key, id }, mayBe, question) };
}

function unclearWords({ key, id }: Lost, mayBe: readonly Volume[], { known }: Asked): string {
  const [first] = mayBe;
  const gone = `disk ${JSON.stringify(key)} (${id}) was expanded and is not on ${theHost(known)} under this id any more`;
  const which = `which of the new ones is it cannot be told: ${mayBe.map(strangeDisk).join(", ")}`;
  return `${gone}; ${which}: write its id under the key, \`id: "${first?.id ?? ""}"\` for the first`;
}
