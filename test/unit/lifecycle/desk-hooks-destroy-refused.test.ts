/** What keeps a set of one desktop from being deleted: no consent, a protected disk, another resource of the run, or what its pool is. */
import { describe, expect, test } from "@jest/globals";
import { desktopVolumeSet } from "../../../provider/lifecycle/desktop-volume-set/index.ts";
import { disk, sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { destroyed, outs } from "./desk-hooks-scene.ts";
import { afterSeconds, deskCloud, disksOn, nowWith } from "./desk-scene.ts";
import { both } from "./hooks-scene.ts";
import { poolWith } from "./identity-scene.ts";

const disks = [both.data, both.log];
const consent = { set: { forceDestroy: true } };
const named = 'disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y)';
const would =
  `this would delete ${named} with their data on desktop fin-01: ` +
  "to allow it, run `pulumi up` with `forceDestroy: true` on the resource first (bring the resource back into the program if it has left it); if it was renamed or moved, add `aliases` to it; " +
  "to keep the disks and forget them, use `pulumi state delete 'URN'` or `retainOnDelete: true`";
const guarded = { data: sas(100, { deletionProtection: true }), log: sas(50) };
const isProtected =
  'disk "data" (SAS, 100 GB, x) is protected: set `deletionProtection: false` under "data" and run `pulumi up` first';

describe("without consent in the state", () => {
  test.each([{}, { forceDestroy: false }])("nothing is deleted, and it is told what would be: %j", async (set) => {
    const cloud = await deskCloud({ disks });
    const deletion = desktopVolumeSet.delete(cloud.context, "i", outs(both, { set }));
    expect(await errorOf(deletion)).toMatchObject({ kind: "refused", message: `nothing was deleted: ${would}` });
    expect(cloud.sent).toEqual([]);
  });
});

describe("a protected disk", () => {
  test("keeps the whole set, consent or not", async () => {
    const { failure, cloud } = await destroyed(outs(both, { ...consent, recorded: guarded }), { disks });
    expect([failure, cloud.sent]).toEqual([`nothing was deleted: ${isProtected}`, []]);
    expect((await destroyed(outs(both, { recorded: guarded }), { disks })).failure).toBe(
      `nothing was deleted: ${isProtected}\n${would}`,
    );
  });

  test("is one only while the line says so", async () => {
    const recorded = { data: sas(100, { deletionProtection: false }), log: sas(50) };
    expect((await destroyed(outs(both, { ...consent, recorded }), { disks })).failure).toBeUndefined();
    expect((await destroyed(outs(both, { ...consent, recorded: {} }), { disks })).failure).toBeUndefined();
  });
});

describe("another resource of the run that holds a disk", () => {
  test("keeps that one, and the others go", async () => {
    const { failure, cloud } = await destroyed(outs(both, consent), { disks }, ({ context }) =>
      context.run.hold("urn:other", ["x"]),
    );
    expect([failure, disksOn(cloud)]).toEqual([undefined, ["x"]]);
    expect(cloud.said[0]).toBe('note: disk "data" (SAS, 100 GB, x) stay: another resource of this run holds them');
  });

  test("keeps all that it holds, and then no consent is needed", async () => {
    const { failure, cloud } = await destroyed(outs(both), { disks }, ({ context }) =>
      context.run.hold("urn:other", ["x", "y"]),
    );
    const stay = `note: ${named} stay: another resource of this run holds them`;
    expect([failure, cloud.sent, cloud.said]).toEqual([undefined, [], [stay]]);
  });
});

describe("the pool of the desktop", () => {
  test("that is paid by the year or month refuses the deletion", async () => {
    const paid = { disks, pool: poolWith([], { chargingMode: "0" }) };
    expect((await destroyed(outs(both, consent), paid)).failure).toBe(
      "nothing was deleted: pool finance is paid by the year or month: its disks can only be changed by an order in the console",
    );
    const used = { disks, pool: poolWith([], { chargingMode: "1" }) };
    expect((await destroyed(outs(both, consent), used)).failure).toBeUndefined();
  });

  test("that is to be taken over by a new resource of this run keeps its disks, and that is told first", async () => {
    const { failure, cloud } = await destroyed(outs(both), { disks }, ({ context }) =>
      context.run.goingToAdopt("urn:pool", { name: "finance" }),
    );
    expect(failure).toMatch(
      /^nothing was deleted: pool finance \(p\) is to be replaced, but `adopt` in the program names this very pool.*\nthis would delete/,
    );
    expect(cloud.sent).toEqual([]);
  });
});

test("a set that has nothing left on the desktop needs no consent, whatever others have there", async () => {
  const { failure, cloud } = await destroyed(outs({ data: disk("w") }), { disks }, afterSeconds(5, nowWith([])));
  expect([failure, cloud.sent, cloud.said]).toEqual([undefined, [], []]);
});
