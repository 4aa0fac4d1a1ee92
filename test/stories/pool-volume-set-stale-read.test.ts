/** One read that is older than the disks, or than their pool: no set leaves the state for it while its disks stay. */
import { expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { justBefore } from "../world/kill.ts";
import { inOffice, type Office, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const later = { handleType: "ONLY_FOR_EXPAND" };
const force = { forceDestroy: true };
const noDesktops = { size: 0 };

const beforeTheDisk: FaultEffect = { stale: { seconds: 1_800 } };
const beforeThePool: FaultEffect = { stale: { effects: 1_000_000 } };

const poolOf = ({ office }: Program): Program => (office === undefined ? {} : { office });

/** A pool that has been there for a while, and a disk that has just come. */
async function begin(o: Office, program: Program): Promise<void> {
  await o.stack.up(poolOf(program));
  o.world.clock.advance(3_600_000);
  expect((await o.stack.up(program)).errors).toEqual([]);
  o.mark();
}

/** From the nth read of the pool on, so many show it as it was. */
const staleFrom = (o: Office, nth: number, effect: FaultEffect, times = 1) =>
  justBefore({ call: "showDesktopPoolDetail", nth }, () =>
    o.world.simulator.fault({ route: "ShowDesktopPoolDetail", effect, times }),
  );

const wasPlayed = (o: Office) => o.world.simulator.faults().map(({ played }) => played > 0);

const onNobody: [string, Program][] = [
  ["that only later desktops get", officeWith({ data }, later)],
  ["of a pool without desktops", officeWith({ data }, {}, noDesktops)],
];

test.each(onNobody)("a disk %s keeps its set where one read misses it, and nobody has consented", (_what, program) =>
  inOffice({}, async (o) => {
    await begin(o, program);
    const { errors } = await o.stack.up(poolOf(program), staleFrom(o, 1, beforeTheDisk));
    expect([wasPlayed(o), errors.join()]).toEqual([[true], expect.stringContaining("nothing was deleted: this would")]);
    expect([o.calls(), Object.keys(o.ids()), o.disks()]).toEqual([[], ["data"], [expect.objectContaining(data)]]);
  }),
);

test("a protected disk that only later desktops get keeps its set where several reads miss it", () =>
  inOffice({}, async (o) => {
    const program = officeWith({ data: { ...data, deletionProtection: true } }, { ...later, ...force });
    await begin(o, program);
    const { errors } = await o.stack.up(poolOf(program), staleFrom(o, 1, beforeTheDisk, 5));
    expect(errors.join()).toMatch(/disk "data" .* is protected/);
    expect([o.calls(), Object.keys(o.ids()), o.disks()]).toEqual([[], ["data"], [expect.objectContaining(data)]]);
  }));

const moments = [1, 2, 3, 4].flatMap((nth) => [
  ["the disk", nth, beforeTheDisk] as const,
  ["the pool", nth, beforeThePool] as const,
]);

test.each(moments)(
  "a deletion takes its disk off the pool where one read is older than %s: the read %i",
  (_of, nth, effect) =>
    inOffice({}, async (o) => {
      const program = officeWith({ data }, { ...later, ...force });
      await begin(o, program);
      const { errors, did } = await o.stack.up(poolOf(program), staleFrom(o, nth, effect));
      expect([wasPlayed(o), errors, did]).toEqual([[true], [], ["disks: delete"]]);
      expect([o.changes(), o.disks(), o.outs()]).toEqual([["DeleteDesktopPoolVolumes 200"], [], {}]);
    }),
);

test("a deletion that did nothing is not taken for done by a read that is older than the pool", () =>
  inOffice({}, async (o) => {
    const program = officeWith({ data }, force);
    await begin(o, program);
    o.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { job: { outcome: "lie" } } });
    const { errors } = await o.stack.up(poolOf(program), staleFrom(o, 4, beforeThePool));
    expect(errors.join()).toContain("the service says that the deletion is done, but pool");
    expect([wasPlayed(o), Object.keys(o.ids()), o.copies()]).toEqual([
      [true, true],
      ["data"],
      Array(3).fill("SAS 100"),
    ]);
  }));

test.each([...onNobody, ["of every desktop", officeWith({ data })] as const])(
  "a refresh forgets no disk %s, and no set, by one read",
  (_what, program) =>
    inOffice({}, async (o) => {
      await begin(o, program);
      for (const effect of [beforeTheDisk, beforeThePool]) {
        // The pool's own resource has made the first one.
        const refreshed = await o.stack.refresh(staleFrom(o, 2, effect));
        expect([refreshed.errors, wordsOf(refreshed)]).toEqual([[], ""]);
        expect(o.outs()).toMatchObject({ volumeIds: { data: o.disks()[0]?.id }, vanished: {} });
      }
      expect([wasPlayed(o), o.calls()]).toEqual([[true, true], []]);
    }),
);

test("a disk that a refresh and the deletion after it both miss at first goes with its set", () =>
  inOffice({}, async (o) => {
    const program = officeWith({ data }, { ...later, ...force });
    await begin(o, program);
    await o.stack.refresh(staleFrom(o, 2, beforeTheDisk, 20));
    o.world.simulator.clearFaults();
    expect(o.outs()).toMatchObject({ volumeIds: {}, vanished: { data: o.disks()[0]?.id } });
    const { errors } = await o.stack.up(poolOf(program), staleFrom(o, 1, beforeTheDisk, 2));
    expect([errors, o.changes(), o.disks()]).toEqual([[], ["DeleteDesktopPoolVolumes 200"], []]);
  }));

test("a disk that others have deleted does not keep its set: no lag explains it", () =>
  inOffice({}, async (o) => {
    const program = officeWith({ data }, { ...later, ...force });
    await begin(o, program);
    o.act({ do: "deleteDisk", disk: o.ids().data });
    const { errors } = await o.stack.up(poolOf(program));
    expect([errors, o.changes(), o.outs()]).toEqual([[], [], {}]);
  }));
