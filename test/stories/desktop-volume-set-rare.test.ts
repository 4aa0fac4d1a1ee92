/** What a set of one desktop meets rarely: another place, a desktop that goes in the middle, an equal disk of somebody else, no room. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { atDesk, type Desk, openDesk } from "../world/desks.ts";
import { justBefore } from "../world/kill.ts";
import { wordsOf } from "../world/office.ts";
import { office } from "../world/programs.ts";
import { credentials } from "../world/world.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.world.close());

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const consents = { allowReplace: true, forceDestroy: true };
const fault = (route: string, effect: FaultEffect) => desk.world.simulator.fault({ route, effect });
const failing: FaultEffect = { job: { outcome: "fail", code: "EVS.0042", reason: "no room on the host" } };
const other = () => desk.world.simulator.state().pools[0]?.desktops[1]?.id ?? "";
const act = (what: "deleteDesktop") => desk.world.simulator.act({ do: what, pool: "office", desktop: desk.desktop.id });
const withoutSet = () => {
  const { desk: _set, ...pool } = desk.program({});
  return pool;
};

describe("a set that would move", () => {
  test("to another desktop is refused without both consents, before any call", async () => {
    await desk.up({ data });
    desk.mark();
    const { errors } = await desk.up({ data }, { desktopId: other() });
    expect(errors.join()).toMatch(/desktopId changes from ".*" to ".*", which would delete the disks of this set/);
    expect(desk.changes()).toEqual([]);
  });

  test("to another desktop with both consents says what it deletes, and begins EMPTY there", async () => {
    await desk.up({ data }, consents);
    const { data: id } = desk.ids();
    const preview = await desk.preview({ data }, { ...consents, desktopId: other() });
    expect(wordsOf(preview)).toContain(
      `DELETES DATA: the set is replaced; disk "data" (SAS, 100 GB, ${id}) on desktop ${desk.desktop.name}, then new EMPTY ones`,
    );
    expect((await desk.up({ data }, { ...consents, desktopId: other() })).errors).toEqual([]);
    expect(desk.disks()).toEqual(["", "SAS 100", ""]);
  });

  test("to another place is refused in the preview and in the `up`, naming both", async () => {
    await desk.up({ data });
    desk.mark();
    const elsewhere = { env: { ...credentials(desk.world.simulator), HW_REGION_NAME: "cn-north-4" } };
    expect(wordsOf(await desk.preview({ data }, {}, elsewhere))).toMatch(
      /REFUSED: this resource is in region ap-southeast-1/,
    );
    const set = {
      desk: { kind: "DesktopVolumeSet", args: { desktopId: desk.desktop.id, volumes: { data, scratch } } },
    };
    expect((await desk.stack.up(set, elsewhere)).errors.join()).toMatch(
      /refused before any change: this resource is in/,
    );
    expect(desk.changes()).toEqual([]);
  });
});

test("a pool that the desktop is not in is refused, with the one that it is in", async () => {
  const { errors } = await desk.up({ data }, { poolId: "another" });
  expect(errors.join()).toMatch(/is not in pool another; it is in pool .*: write the id of its pool in `poolId`/);
  expect(desk.changes()).toEqual([]);
});

test("a consent to destroy says what it covers, also where that is nothing yet", async () => {
  await desk.up({});
  const words = wordsOf(await desk.preview({}, { forceDestroy: true }));
  expect(words).toMatch(/forceDestroy: true: from now on the deletion .* adopted ones too$/);
  await desk.up({ data });
  expect(wordsOf(await desk.preview({ data }, { forceDestroy: true }))).toContain(
    '; now these are disk "data" (SAS, 100 GB',
  );
});

test("a type that nobody has heard of is told before anything else", async () => {
  expect(wordsOf(await desk.preview({ data: { ...data, type: "SASS" } }))).toContain('did you mean "SAS"?');
});

test("an encrypted disk is added with its key, and nothing of it stands in the state but what the program says", async () => {
  const safe = { ...data, kmsId: "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0" };
  expect((await desk.up({ safe })).errors).toEqual([]);
  const [call] = desk.world.simulator.ledger().calls.filter((c) => c.operation === "AddVolumes");
  expect(JSON.stringify(call)).not.toBe("undefined");
  expect(JSON.stringify(desk.outs().observed)).not.toContain(safe.kmsId);
  await desk.expectSettled({ safe });
});

describe("somebody else at the same time", () => {
  test("an equal disk that comes with ours leaves both in no key, and both are named", async () => {
    await desk.up({ data });
    const meanwhile = justBefore({ call: "addVolumes" }, () => desk.gift("SSD", 50));
    const { errors } = await desk.up({ data, scratch }, {}, meanwhile);
    expect(errors.join()).toMatch(
      /1 disk added for "scratch", but 2 such are new on desktop .*Somebody else added an equal one at the same time: write the `id`/,
    );
    expect(Object.keys(desk.ids())).toEqual(["data"]);
  });

  test("a desktop that goes in the middle of a change ends it, and the words say so", async () => {
    await desk.up({ data });
    let isSent = false;
    const meanwhile = justBefore({ call: "showDesktopPoolDetail", nth: 2 }, () => {
      isSent = true;
      act("deleteDesktop");
    });
    const { errors } = await desk.up({ data, scratch }, {}, meanwhile);
    expect([isSent, errors.length]).toEqual([true, 1]);
  });

  test("a desktop that is gone is nothing to delete", async () => {
    await desk.up({ data }, { forceDestroy: true });
    act("deleteDesktop");
    desk.mark();
    const { did, errors } = await desk.stack.up(withoutSet());
    expect([errors, did.filter((d) => d.startsWith("desk"))]).toEqual([[], ["desk: delete"]]);
    expect(desk.changes()).toEqual([]);
  });
});

test("where a desktop has no room for both, the old disk goes first", async () => {
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`d${i}`, { type: "SAS", size: 10 * (i + 1) }]));
  const { d0: _first, ...nine } = ten;
  expect((await desk.up(ten)).errors).toEqual([]);
  desk.mark();
  const wanted = { ...nine, fresh: { type: "SSD", size: 10 } };
  expect(wordsOf(await desk.preview(wanted))).toContain("the desktop has no room for both");
  expect((await desk.up(wanted)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200", "AddVolumes 200"]);
  await desk.expectSettled(wanted);
});

test("a failed change keeps both consents, where the program still gives them", async () => {
  await desk.up({ data }, consents);
  fault("AddVolumes", failing);
  expect((await desk.up({ data, scratch }, consents)).ok).toBe(false);
  expect(desk.outs()).toMatchObject(consents);
  fault("AddVolumes", failing);
  expect((await desk.up({ data, scratch }, { forceDestroy: true })).ok).toBe(false);
  expect(desk.outs().allowReplace).toBeUndefined();
});

test("a deletion that runs out of time is no missed disk for a refresh, and the next `up` waits for it", async () => {
  await desk.up({ data, scratch, logs });
  desk.mark();
  fault("DeleteDesktopVolumes", { job: { slow: 1200 } });
  expect((await desk.up({ data, logs }, { timeouts: { update: "10m" } })).ok).toBe(false);
  await desk.stack.refresh();
  expect(desk.outs()).toMatchObject({ vanished: {}, unfinished: { pending: [{ operation: "delete" }] } });
  expect(wordsOf(await desk.preview({ data, logs, scratch }))).toContain("may be done already. UNFINISHED: delete of");
  const late = { timeouts: { update: "4h" } };
  expect((await desk.up({ data, logs }, late)).errors).toEqual([]);
  expect(desk.changes()).toEqual(["DeleteDesktopVolumes 200"]);
  await desk.expectSettled({ data, logs }, late);
});

test("a protected disk that somebody has deleted is remembered as protected", async () => {
  const kept = { ...scratch, deletionProtection: true };
  await desk.up({ data, kept });
  desk.take(desk.ids().kept ?? "");
  await desk.stack.refresh();
  expect(desk.outs()).toMatchObject({ protectedVanished: { kept: { deletionProtection: true } } });
  expect((await desk.up({ data, kept: scratch })).errors).toEqual([]);
  expect(desk.outs()).toMatchObject({ volumes: { kept: { deletionProtection: true } } });
});

test("where a list of desktops tells no pool, a wrong one is refused all the same", () =>
  atDesk({ dialects: { "desktop-status": "no" } }, async (o) => {
    const program = o.program({ data }, { poolId: { id: "other" } });
    const other = { kind: "DesktopPool", args: { ...office, name: "other", size: 1 } };
    expect((await o.stack.up({ other, ...program })).errors.join()).toMatch(
      /is not in pool .*: write the id of its pool/,
    );
    expect(o.changes()).toEqual([]);
  }));

describe("a desktop that is shown as it was for longer than a lag can explain", () => {
  const fast = { type: "GPSSD2", size: 100, iops: 3000, throughput: 125 };
  test.each([
    [
      "an expansion",
      "expandVolumes",
      { data: { ...data, size: 200 }, fast, logs },
      /still shows "data" \(.*\) with its old size and not 200 GB: run `pulumi up` again/,
    ],
    [
      "a change of speed",
      "batchModifyQosVolumes",
      { data, fast: { ...fast, iops: 6000 }, logs },
      /still shows another one for "fast" \(.*\): run `pulumi up` again/,
    ],
    [
      "a deletion",
      "deleteDesktopVolumes",
      { data, fast },
      /is done, but desktop .* still shows them: run `pulumi up` again/,
    ],
    [
      "an add",
      "addVolumes",
      { data, fast, logs, scratch },
      /the add of "scratch" is done, but desktop .* shows no such new disk: look at it in the console/,
    ],
  ] as const)("stops after %s, and the next `up` sees that it is done", async (_what, call, wanted, words) => {
    await desk.up({ data, fast, logs });
    desk.world.clock.advance(2 * 3_600_000);
    desk.mark();
    const { simulator } = desk.world;
    const meanwhile = justBefore({ call }, () => {
      for (const route of ["ShowDesktopDetail", "ListDesktopsDetail"])
        simulator.fault({ route, effect: { stale: { seconds: 3_600 } }, times: "always" });
    });
    expect((await desk.up(wanted, {}, meanwhile)).errors.join()).toMatch(words);
    simulator.clearFaults();
    expect((await desk.up(wanted)).errors).toEqual([]);
    expect(desk.changes()).toHaveLength(1);
    await desk.expectSettled(wanted);
  });
});
