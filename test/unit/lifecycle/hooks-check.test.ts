/** The first word on a set: what its arguments and the ones before tell, without a look at the service. */
import { describe, expect, test } from "@jest/globals";
import { check } from "../../../provider/lifecycle/pool-volume-set/check.ts";
import { sas } from "../volumes/questions.ts";
import { cloudWith } from "./calls-scene.ts";
import { args, checked, unknown, urn } from "./hooks-scene.ts";

const stale = "; if the last `pulumi up` failed, run `pulumi refresh` first";
const before = args({ data: sas(), log: sas(50) });

describe("the arguments of a set", () => {
  test("are taken in their normal form: with the scope that they mean, and what a key keeps", async () => {
    const { handleType: _default, ...plain } = args({ data: sas() });
    const guarded = args({ data: sas(100, { deletionProtection: true }) }, { identity: "earlier" });
    expect((await checked({}, plain)).inputs).toEqual(args({ data: sas() }));
    expect((await checked(guarded, plain)).inputs).toEqual(guarded);
    expect((await checked({}, args({}, { desktopIds: ["d2", "d1"] }))).inputs).toEqual(
      args({}, { desktopIds: ["d1", "d2"] }),
    );
  });

  test("that are wrong are told one by one, each for the whole resource", async () => {
    const { failures } = await checked({}, args({ data: { type: "SAS" } }, { handleType: "ALL" }));
    expect(failures).toEqual([
      { property: "", reason: "volumes.data.size is missing; it has to be a number: add it" },
      {
        property: "",
        reason:
          'handleType is "ALL"; allowed are "ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL": write one of these',
      },
    ]);
  });

  test("that are right are told nothing of", async () => {
    expect((await checked({}, before)).failures).toEqual([]);
    expect((await checked(before, before)).failures).toEqual([]);
  });
});

describe("a type of disk that nobody has heard of", () => {
  const odd = args({ data: { type: "SAX", size: 100 } });
  const words =
    'warn: volumes.data.type is "SAX", which is no type that this version knows (did you mean "SAS"?): known are SAS, SSD, GPSSD, GPSSD2, ESSD, SATA; it is sent as it stands, and the service may refuse it';

  test("is told once, though a replacement checks twice", async () => {
    const { cloud } = await checked({}, odd);
    await checked({}, odd, cloud);
    expect([cloud.said, cloud.about]).toEqual([[words], [{ urn, name: "PoolVolumeSet" }]]);
  });

  test("is told of a set without a URN, by the name of its kind", async () => {
    const { resourceUrn: _urn, ...early } = odd;
    const { cloud } = await checked({}, early);
    expect([cloud.said, cloud.about]).toEqual([[words], [{ name: "PoolVolumeSet" }]]);
  });

  test("is not told where it was so before", async () => {
    expect((await checked(odd, odd)).cloud.said).toEqual([]);
  });
});

describe("what the run remembers of a check", () => {
  test("is that of this resource: its diff may hold disks from then on", async () => {
    const { cloud } = await checked(before, before);
    const { run } = cloud.context;
    expect([run.wasChecked(urn), run.wasChecked("")]).toEqual([true, false]);
    const { resourceUrn: _urn, ...early } = before;
    const other = await checked(before, early);
    expect([other.cloud.context.run.wasChecked(urn), other.cloud.context.run.wasChecked("")]).toEqual([false, true]);
  });

  test("is that a creation has no disks yet, and a change keeps those that it holds", async () => {
    for (const olds of [{}, before]) {
      const cloud = await cloudWith();
      cloud.context.run.hold(urn, ["x"]);
      await checked(olds, before, cloud);
      expect(cloud.context.run.isHeld("x")).toBe(olds === before);
    }
  });

  test("is that its program may tell the users of the pool", async () => {
    const notifyUsers = { message: "soon", graceMinutes: 5 };
    const { cloud } = await checked({}, args({}, { notifyUsers }));
    expect(cloud.context.run.doesAnotherTellAt(["p"], "another")).toBe(true);
  });
});

describe("what can be refused by the arguments before", () => {
  const smaller = 'disk "data" is 100 GB, the program says 80: write `size: 100` to keep it';

  test("says that it rests on them: after a failed `up` a refresh comes first", async () => {
    const { reasons } = await checked(before, args({ data: sas(80), log: sas(50) }));
    expect(reasons).toEqual([expect.stringContaining(smaller)]);
    expect(reasons.map((reason) => reason.endsWith(stale))).toEqual([true]);
  });

  test("says nothing of them where it would be refused of a new set as well", async () => {
    const odd = args({ data: sas(), log: sas(50), tmp: sas(15) });
    const words =
      "volumes.tmp.size is 15; allowed is a multiple of 10 from 10 to 8200 GB: write `size: 10` or `size: 20`";
    expect((await checked(before, odd)).reasons).toEqual([words]);
    expect((await checked({}, odd)).reasons).toEqual([words]);
    const mixed = args({ data: sas(80), log: sas(50), tmp: sas(15) });
    expect((await checked(before, mixed)).reasons).toEqual([expect.stringContaining(smaller), words]);
  });

  test("of a new set rests on nothing", async () => {
    const { poolId: _none, ...never } = before;
    const { reasons } = await checked(never, args({ data: sas(80), log: sas(50) }));
    expect([reasons.length, reasons[0]?.endsWith(stale)]).toEqual([1, false]);
  });

  test("waits while a disk of the program is not known", async () => {
    expect((await checked(before, args({ data: sas(80), log: unknown }))).reasons).toEqual([]);
    expect((await checked(before, args(unknown))).reasons).toEqual([]);
  });

  test("leaves the keys that leave alone, where a new one is written wrong", async () => {
    const { reasons } = await checked(before, args({ data: sas(80), new: { type: "SAS" } }));
    expect(reasons).toHaveLength(2);
    expect(reasons[1]).toContain(smaller);
  });

  test("is refused by the scope that the program says", async () => {
    const named = args({ data: sas(80), log: sas(50) }, { desktopIds: ["d1"] });
    expect((await checked(before, named)).reasons.join()).toContain(
      'with `handleType: "FOR_EXPAND_AND_ALL"` with `desktopIds` it cannot be replaced either',
    );
  });
});

describe("another set of the same pool in this run", () => {
  const other = "urn:other";
  const words = `pool p already has the PoolVolumeSet ${other}: one pool has one set; put all disks into it`;
  const checkedAfter = async (poolId: unknown, resourceUrn: unknown = urn) => {
    const cloud = await cloudWith();
    for (const id of ["p", unknown]) cloud.context.run.claimHost(id, other);
    return (await check(cloud.context, {}, args({}, { poolId, resourceUrn }))).failures.map((f) => f.reason);
  };

  test("is named", async () => {
    expect(await checkedAfter("p")).toEqual([words]);
  });

  test("is no matter of another pool, of one that is not known yet, or of a set without a URN", async () => {
    expect([await checkedAfter("q"), await checkedAfter(unknown), await checkedAfter("p", "")]).toEqual([[], [], []]);
  });
});
