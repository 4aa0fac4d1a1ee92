/** The first word on a set of one desktop: what its arguments and the ones before tell, without a look at the service. */
import { describe, expect, test } from "@jest/globals";
import { check } from "../../../provider/lifecycle/desktop-volume-set/check.ts";
import { sas } from "../volumes/questions.ts";
import { args, checked } from "./desk-hooks-scene.ts";
import { deskCloud, urn } from "./desk-scene.ts";
import { unknown } from "./state-scene.ts";

const stale = "; if the last `pulumi up` failed, run `pulumi refresh` first";
const before = args({ data: sas(), log: sas(50) });

describe("the arguments of a set", () => {
  test("are taken as they are, with what a key keeps and who the set is", async () => {
    const guarded = args({ data: sas(100, { deletionProtection: true }) }, { identity: "earlier" });
    expect((await checked({}, args({ data: sas() }))).inputs).toEqual(args({ data: sas() }));
    expect((await checked(guarded, args({ data: sas() }))).inputs).toEqual(guarded);
  });

  test("that are wrong are told one by one, each for the whole resource", async () => {
    const { failures, cloud } = await checked({}, args({ data: { type: "SAS" } }, { onUndeclared: "ask" }));
    expect(failures).toEqual([
      { property: "", reason: "volumes.data.size is missing; it has to be a number: add it" },
      { property: "", reason: 'onUndeclared is "ask"; allowed are "report", "fail": write one of these' },
    ]);
    expect([cloud.read, cloud.places]).toEqual([[], []]);
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
    expect([cloud.said, cloud.about]).toEqual([[words], [{ urn, name: "DesktopVolumeSet" }]]);
  });

  test("is told of a set without a URN, by the name of its kind", async () => {
    const { resourceUrn: _urn, ...early } = odd;
    const { cloud } = await checked({}, early);
    expect([cloud.said, cloud.about]).toStrictEqual([[words], [{ name: "DesktopVolumeSet" }]]);
  });

  test("is not told where it was so before", async () => {
    expect((await checked(odd, odd)).cloud.said).toEqual([]);
  });
});

describe("what the run remembers of a check", () => {
  test("is that of this resource: its diff may hold disks from then on", async () => {
    const { run } = (await checked(before, before)).cloud.context;
    expect([run.wasChecked(urn), run.wasChecked("")]).toEqual([true, false]);
    const { resourceUrn: _urn, ...early } = before;
    const other = (await checked(before, early)).cloud.context.run;
    expect([other.wasChecked(urn), other.wasChecked("")]).toEqual([false, true]);
  });

  test("is that a creation has no disks yet, and a change keeps those that it holds", async () => {
    for (const olds of [{}, before]) {
      const cloud = await deskCloud();
      cloud.context.run.hold(urn, ["x"]);
      await checked(olds, before, cloud);
      expect(cloud.context.run.isHeld("x")).toBe(olds === before);
    }
  });

  test("is that its program may tell who is at the desktop", async () => {
    const notifyUsers = { message: "soon", graceMinutes: 5 };
    const { run } = (await checked({}, args({}, { notifyUsers }))).cloud.context;
    expect([run.doesAnotherTellAt(["d1"], "another"), run.doesAnotherTellAt(["d2"], "another")]).toEqual([true, false]);
  });
});

describe("what can be refused by the arguments before", () => {
  const smaller = 'disk "data" is 100 GB, the program says 80: write `size: 100` to keep it';

  test("says that it rests on them: after a failed `up` a refresh comes first", async () => {
    const { reasons } = await checked(before, args({ data: sas(80), log: sas(50) }));
    expect(reasons).toEqual([
      `${smaller}; a disk cannot be made smaller without losing its data; to replace it by an EMPTY disk, with the loss of its data, write \`allowDataLoss: { data: "any text" }\`${stale}`,
    ]);
  });

  test("says nothing of them where it would be refused of a new set as well", async () => {
    const odd = args({ data: sas(), log: sas(50), tmp: sas(15) });
    const words =
      "volumes.tmp.size is 15; allowed is a multiple of 10 from 10 to 32760 GB: write `size: 10` or `size: 20`";
    expect((await checked(before, odd)).reasons).toEqual([words]);
    expect((await checked({}, odd)).reasons).toEqual([words]);
    const mixed = args({ data: sas(80), log: sas(50), tmp: sas(15) });
    expect((await checked(before, mixed)).reasons).toEqual([expect.stringContaining(smaller), words]);
  });

  test("of a new set rests on nothing", async () => {
    const { desktopId: _none, ...never } = before;
    const { reasons } = await checked(never, args({ data: sas(80), log: sas(50) }));
    expect([reasons.length, reasons[0]?.endsWith(stale)]).toEqual([1, false]);
  });

  test("waits while a disk of the program is not known", async () => {
    expect((await checked(before, args({ data: sas(80), log: unknown }))).reasons).toEqual([]);
    expect((await checked(before, args(unknown))).reasons).toEqual([]);
  });

  test("leaves the keys that leave alone, where a new one is written wrong", async () => {
    const { reasons } = await checked(before, args({ data: sas(80), new: { type: "SAS" } }));
    expect(reasons).toEqual([expect.stringMatching(/^volumes\.new\.size is/), expect.stringContaining(smaller)]);
  });

  test("is nothing for a speed: on one desktop it can be changed in place", async () => {
    const fast = (iops: number) => ({ data: { type: "GPSSD2", size: 100, iops, throughput: 125 } });
    expect((await checked(args(fast(3000)), args(fast(6000)))).reasons).toEqual([]);
  });

  test("counts what a key keeps: a disk that is protected cannot leave the program", async () => {
    const guarded = args({ data: sas(100, { deletionProtection: true }) });
    expect((await checked(guarded, args({}))).reasons).toEqual([
      expect.stringMatching(/^disk "data" \(SAS, 100 GB\) is protected .*; if the last `pulumi up` failed/),
    ]);
    const { reasons } = await checked(guarded, args({ data: sas(80) }, { allowDataLoss: { data: "OPS-1" } }));
    expect(reasons).toEqual([expect.stringMatching(/is protected and cannot be replaced/)]);
  });
});

describe("another desktop or place is a replacement, which takes every disk of the set", () => {
  const ways =
    ", which would delete the disks of this set with their data: set it back; " +
    `to replace the set, first run one \`pulumi up\` that only sets \`allowReplace: true\` and \`forceDestroy: true\` on it${stale}`;
  const volumes = { data: sas() };
  const refused = async (olds: Record<string, unknown>, news: Record<string, unknown>) =>
    (await checked(args(volumes, olds), args(volumes, news))).reasons;

  test.each([{}, { allowReplace: true }, { forceDestroy: true }, { allowReplace: false, forceDestroy: false }])(
    "it is refused without both consents of the state, whatever the program says now: %j",
    async (olds) => {
      expect(await refused(olds, { desktopId: "d2", allowReplace: true, forceDestroy: true })).toEqual([
        `desktopId changes from "d1" to "d2"${ways}`,
      ]);
    },
  );

  test("it is no refusal where the state holds both, or while the desktop is not known", async () => {
    expect(await refused({ allowReplace: true, forceDestroy: true }, { desktopId: "d2" })).toEqual([]);
    expect(await refused({}, { desktopId: unknown })).toEqual([]);
  });

  test("all that changes is told, the desktop first", async () => {
    const here = { region: "ap-southeast-1", projectId: "p1" };
    expect(await refused(here, { desktopId: "d2", region: "cn-north-4", projectId: "p2" })).toEqual([
      `desktopId changes from "d1" to "d2"${ways}`,
      `region changes from "ap-southeast-1" to "cn-north-4"${ways}`,
      `projectId changes from "p1" to "p2"${ways}`,
    ]);
    expect(await refused(here, here)).toEqual([]);
  });
});

describe("another set of the same desktop in this run", () => {
  const other = "urn:other";
  const checkedAfter = async (desktopId: unknown, resourceUrn: unknown = urn) => {
    const cloud = await deskCloud();
    for (const id of ["d1", unknown]) cloud.context.run.claimHost(id, other);
    return (await check(cloud.context, {}, args({}, { desktopId, resourceUrn }))).failures.map((f) => f.reason);
  };

  test("is named", async () => {
    expect(await checkedAfter("d1")).toEqual([
      `desktop d1 already has the DesktopVolumeSet ${other}: one desktop has one set; put all disks into it`,
    ]);
  });

  test("is no matter of another desktop, of one that is not known yet, or of a set without a URN", async () => {
    expect([await checkedAfter("d2"), await checkedAfter(unknown), await checkedAfter("d1", "")]).toEqual([[], [], []]);
  });
});
