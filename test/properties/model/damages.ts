/** What can befall a state that people edit, restore and merge: each takes the outputs of a set and answers damaged ones. */
import fc from "fast-check";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";

/** What a damage may point at. */
export interface Strange {
  /** A disk of the pool that is in no key. */
  readonly stranger: string;
  /** A disk of another pool. */
  readonly elsewhere: string;
  /** The root volume of the pool. */
  readonly root: string;
}

export interface Damage {
  readonly name: string;
  readonly of: (outs: Plain, strange: Strange) => Plain;
  /**
   * That "b" is protected stands in its declaration and nowhere else: without it the consent to destroy the set counts, and so
   * does a program that drops the key.
   */
  readonly unprotects?: boolean;
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const withField = (outs: Plain, field: string, change: Plain): Plain => ({
  ...outs,
  [field]: { ...record(outs[field]), ...change },
});
const idOf = (outs: Plain, key: string): unknown => record(outs.volumeIds)[key];
const without = (outs: Plain, field: string, key: string): Plain => {
  const { [key]: _gone, ...others } = record(outs[field]);
  return { ...outs, [field]: others };
};
const claimed =
  (key: string, id: (outs: Plain, strange: Strange) => unknown): Damage["of"] =>
  (outs, strange) =>
    withField(outs, "volumeIds", { [key]: id(outs, strange) });

const keys = ["a", "b", "c"];
const forEachKey = (name: string, of: (key: string) => Damage["of"]): Damage[] =>
  keys.map((key) => ({ name: `${name} of "${key}"`, of: of(key) }));

const nonsense: readonly unknown[] = [null, 7, "words", [], [null], { a: 3 }, { a: { b: {} } }, true];
const fields = [
  "volumeIds",
  "origins",
  "observed",
  "undeclaredVolumes",
  "vanished",
  "lastAddJob",
  "desktops",
  "unfinished",
  "poolName",
  "volumes",
  "allowDataLoss",
  "timeouts",
  "handleType",
  "copies",
  "inconsistentDesktops",
  "schema",
];

/** What a hand or a merge does to one entry. */
export const damages: readonly Damage[] = [
  ...forEachKey("the id is dropped", (key) => (outs) => without(outs, "volumeIds", key)),
  ...forEachKey(
    "the id and all that was seen is dropped",
    (key) => (outs) => without(without(without(outs, "volumeIds", key), "observed", key), "origins", key),
  ),
  ...forEachKey("the origin is dropped", (key) => (outs) => without(outs, "origins", key)),
  ...keys.map((key) => ({
    name: `the declaration is dropped of "${key}"`,
    unprotects: key === "b",
    of: (outs: Plain): Plain => without(outs, "volumes", key),
  })),
  ...forEachKey("the id is a stranger's", (key) => claimed(key, (_, s) => s.stranger)),
  ...forEachKey("the id is of another pool", (key) => claimed(key, (_, s) => s.elsewhere)),
  ...forEachKey("the id is a root volume's", (key) => claimed(key, (_, s) => s.root)),
  ...forEachKey("the id is empty", (key) => claimed(key, () => "")),
  ...forEachKey("the id is a number", (key) => claimed(key, () => 7)),
  { name: "two ids are swapped", of: (o) => withField(o, "volumeIds", { a: idOf(o, "b"), b: idOf(o, "a") }) },
  { name: "two equal ids are swapped", of: (o) => withField(o, "volumeIds", { a: idOf(o, "c"), c: idOf(o, "a") }) },
  { name: "an id stands twice", of: (o) => withField(o, "volumeIds", { a: idOf(o, "b") }) },
  { name: "an id stands under a key that never was", of: (o) => withField(o, "volumeIds", { x: idOf(o, "b") }) },
  {
    name: "a stranger's id stands under a key that never was",
    of: (o, s) => withField(o, "volumeIds", { x: s.stranger }),
  },
  { name: "another pool", of: (o) => ({ ...o, poolId: "00000000-0000-4000-8000-000000000000" }) },
  { name: "no schema", of: ({ schema: _none, ...o }) => o },
  { name: "an older schema", of: (o) => ({ ...o, schema: 0 }) },
  { name: "a newer schema", of: (o) => ({ ...o, schema: 99 }) },
  {
    name: "a replacement by a stranger",
    of: (o, s) =>
      withField(o, "unfinished", {
        replacing: { a: { old: idOf(o, "a"), new: s.stranger, consent: "T-1", declared: { type: "SAS", size: 30 } } },
      }),
  },
  {
    name: "a replacement of a stranger",
    of: (o, s) =>
      withField(o, "unfinished", {
        replacing: { a: { old: s.stranger, new: idOf(o, "a"), consent: "T-1", declared: { type: "SAS", size: 30 } } },
      }),
  },
  {
    name: "a replacement by the disk of another key",
    of: (o) =>
      withField(o, "unfinished", {
        replacing: { a: { old: idOf(o, "a"), new: idOf(o, "b"), consent: "T-1", declared: { type: "SSD", size: 10 } } },
      }),
  },
  {
    name: "a deletion of a stranger under way",
    of: (o, s) =>
      withField(o, "unfinished", {
        pending: [{ operation: "delete", disks: [{ key: "a", id: s.stranger, type: "SAS", size: 30 }], before: [] }],
      }),
  },
  {
    name: "a failed deletion of a stranger",
    of: (o, s) =>
      withField(o, "unfinished", {
        failed: [{ operation: "delete", key: "a", id: s.stranger, desktops: [{ desktopId: "nobody" }] }],
      }),
  },
  {
    name: "an add under way that knew of no disk",
    of: (o) =>
      withField(o, "unfinished", {
        pending: [{ operation: "add", disks: [{ key: "x", type: "SAS", size: 30 }], before: [] }],
      }),
  },
  { name: "a stranger was missed under a key", of: (o, s) => withField(o, "vanished", { a: s.stranger }) },
];

/** A whole field that is not what we write. */
const spoilt: readonly Damage[] = fields.flatMap((field) =>
  nonsense.map((value) => ({
    name: `${field} is ${JSON.stringify(value)}`,
    unprotects: field === "volumes",
    of: (o: Plain): Plain => ({ ...o, [field]: value }),
  })),
);

export const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...damages) },
  { weight: 1, arbitrary: fc.constantFrom(...spoilt) },
);
