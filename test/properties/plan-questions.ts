/** Random questions to the planner, from so few ids, keys, types and sizes that they meet in every way. */
import fc from "fast-check";
import {
  type Declared,
  type Origin,
  poolLimits,
  type Question,
  type Scope,
  type Volume,
  wholePool,
} from "../../provider/volumes/types.ts";

const { PROPERTY_RUNS, SEED = "20261121" } = process.env;

/** `SEED=new` asks what nobody has asked before. */
export const runs = { numRuns: Number(PROPERTY_RUNS ?? 300), ...(SEED === "new" ? {} : { seed: Number(SEED) }) };

const ids = ["d0", "d1", "d2", "d3", "d4", "d5"];
const keys = ["a", "b", "c", "d", "constructor", "__proto__"];

const id = fc.constantFrom(...ids);
const type = fc.oneof({ weight: 6, arbitrary: fc.constant("SAS") }, { weight: 1, arbitrary: fc.constant("SSD") });
const size = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(100, 120) },
  { weight: 1, arbitrary: fc.constantFrom(95, 9000, 0) },
);
const iops = fc.option(fc.constantFrom(3000, 5000), { nil: undefined, freq: 2 });

const volume: fc.Arbitrary<Volume> = fc.record({ id, type, size, iops });

const declared: fc.Arbitrary<Declared> = fc.record(
  { type, size, iops, id, adopt: fc.constant(false), deletionProtection: fc.boolean() },
  { requiredKeys: ["type", "size", "iops"] },
);

/** Most programs leave the rare words out. */
const desiredDisk = fc.tuple(declared, fc.nat(3), fc.nat(3)).map(([d, withId, withAdopt]): Declared => {
  const { id: _id, adopt: _adopt, ...plain } = d;
  return {
    ...plain,
    ...(withId === 0 && d.id !== undefined ? { id: d.id } : {}),
    ...(withAdopt === 0 && d.adopt !== undefined ? { adopt: d.adopt } : {}),
  };
});

const keyed = <T>(value: fc.Arbitrary<T>, max = keys.length): fc.Arbitrary<Record<string, T>> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), value), { selector: ([key]) => key, maxLength: max })
    .map((entries) => Object.fromEntries(entries));

const origin: fc.Arbitrary<Origin> = fc.constantFrom("added", "added", "added", "adopted", "recovered");
const from = fc.constantFrom("service" as const, "service" as const, "outputs" as const, "inputs" as const);
/** Ten is far away from six disks; a smaller pool is full more often. */
const maxVolumes = fc.constantFrom(4, 7, 10);
const text = fc.constantFrom("OPS-1", "OPS-2");
const scope: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(wholePool) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        handleType: fc.constantFrom("ONLY_FOR_EXPAND" as const, "FOR_EXPAND_AND_IDLE" as const, wholePool.handleType),
        desktopIds: fc.constantFrom([], ["t0"], ["t0", "t1"]),
      },
      { requiredKeys: ["handleType"] },
    ),
  },
);

/** Anything at all, damaged states among it: two keys on one disk, one disk twice, claims on what is not there. */
const wild: fc.Arbitrary<Question> = fc
  .record({
    from,
    volumes: fc.array(volume, { maxLength: 7 }),
    volumeIds: keyed(id),
    origins: keyed(origin),
    recorded: keyed(desiredDisk),
    vanished: keyed(id, 1),
    replacing: keyed(
      fc.record({ old: id, new: fc.option(id, { nil: undefined }), consent: text, declared: desiredDisk }),
      1,
    ),
    desired: keyed(desiredDisk),
    renamed: keyed(fc.constantFrom(...keys), 2),
    onUndeclared: fc.constantFrom("report" as const, "report" as const, "fail" as const),
    given: keyed(text),
    spent: keyed(text, 2),
    recoverable: fc.uniqueArray(fc.tuple(id, origin), { selector: ([one]) => one, maxLength: 4 }),
    maxVolumes,
    scope,
  })
  .map((q) => ({
    known: { from: q.from, poolName: "finance", volumes: q.volumes },
    claims: {
      volumeIds: q.volumeIds,
      origins: q.origins,
      recorded: q.recorded,
      vanished: q.vanished,
      replacing: q.replacing,
    },
    desired: q.desired,
    renamed: q.renamed,
    onUndeclared: q.onUndeclared,
    consents: { given: q.given, spent: q.spent },
    recoverable: new Map(q.recoverable),
    limits: { ...poolLimits, maxVolumes: q.maxVolumes },
    scope: q.scope,
  }));

const change = fc.constantFrom("leave", "leave", "leave", "remove", "grow");

/** A pool whose state tells the truth, and a program that changes a little of it. */
const sound: fc.Arbitrary<Question> = fc
  .record({
    base: wild,
    changes: fc.array(change, { minLength: keys.length, maxLength: keys.length }),
    more: keyed(desiredDisk, 2),
  })
  .map(({ base, changes, more }) => {
    const volumes = base.known.volumes.filter((v, i, all) => all.findIndex((w) => w.id === v.id) === i);
    const claimed = Object.keys(base.claims.volumeIds).flatMap((key, i) => {
      const volume = volumes[i];
      return volume === undefined ? [] : [{ key, volume, change: changes[i] ?? "leave" }];
    });
    const recorded = Object.fromEntries(claimed.map(({ key, volume: { id: _id, ...fields } }) => [key, fields]));
    const kept = claimed.filter((c) => c.change !== "remove");
    const grown = (d: Declared, how: string) =>
      how === "grow" && d.size < 8000 ? { ...d, size: d.size - (d.size % 10) + 20 } : d;
    const stays = kept.map(({ key, volume: { id: _id, ...fields }, change }) => [key, grown(fields, change)] as const);
    return {
      ...base,
      known: { ...base.known, from: "service" as const, volumes },
      claims: {
        volumeIds: Object.fromEntries(claimed.map(({ key, volume }) => [key, volume.id])),
        origins: Object.fromEntries(claimed.map(({ key }) => [key, "added" as const])),
        recorded,
        vanished: {},
        replacing: {},
      },
      desired: { ...more, ...Object.fromEntries(stays) },
    };
  });

export const questions: fc.Arbitrary<Question> = fc.oneof(wild, sound);

/** The same question with everything in another order. */
export const shuffled = (question: Question): fc.Arbitrary<Question> => {
  const order = <T>(record: Readonly<Record<string, T>>) =>
    fc
      .shuffledSubarray(Object.entries(record), { minLength: Object.keys(record).length })
      .map((entries): Record<string, T> => Object.fromEntries(entries));
  const { known, claims } = question;
  return fc
    .record({
      volumes: fc.shuffledSubarray([...known.volumes], { minLength: known.volumes.length }),
      desired: order(question.desired),
      volumeIds: order(claims.volumeIds),
      recoverable: fc.shuffledSubarray([...question.recoverable], { minLength: question.recoverable.size }),
    })
    .map(({ volumes, desired, volumeIds, recoverable }) => ({
      ...question,
      known: { ...known, volumes },
      claims: { ...claims, volumeIds },
      desired,
      recoverable: new Map(recoverable),
    }));
};
