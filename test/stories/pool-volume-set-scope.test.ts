import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

// Which desktops follow a change: `handleType`. The ledger and the desktops tell who got, kept and lost what.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const grown = { ...data, size: 200 };

const idle = { handleType: "FOR_EXPAND_AND_IDLE" };
const later = { handleType: "ONLY_FOR_EXPAND" };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.up({ data });
  office.mark();
});
afterEach(() => office.world.close());

const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const first = () => desktops()[0]?.id ?? "";
/** Somebody works on the first desktop. */
const sitDown = () => office.act({ do: "logIn", desktop: first(), user: "yuan.shao" });
const nobodyElse = (story: string, set: object) => expect([story, office.outs().unfinished]).toEqual([story, set]);

test("is stored, is the default, and changing only it makes no call and says what it will mean", async () => {
  expect(office.outs().handleType).toBe("FOR_EXPAND_AND_ALL");
  const preview = await office.preview({ data }, idle);
  expect(preview.did).toEqual(["disks: update"]);
  expect(wordsOf(preview)).toMatch(
    /from now on `handleType: "FOR_EXPAND_AND_IDLE"`: each add, expansion and deletion of this set, and the deletion of the set itself, is for every desktop of pool office that nobody uses at the time, and leaves the others as they are; no call is made/,
  );
  expect((await office.up({ data }, idle)).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  expect(office.outs().handleType).toBe("FOR_EXPAND_AND_IDLE");
  await office.expectSettled({ data }, idle);
});

test("for all again, it makes up for nothing by itself: the preview says so, and the refresh who lacks the disk", async () => {
  await office.up({ data, scratch }, later);
  office.mark();
  expect(wordsOf(await office.preview({ data, scratch }))).toMatch(
    /from now on `handleType: "FOR_EXPAND_AND_ALL"`: .* is for every desktop of pool office; desktops that lack a disk get none by this/,
  );
  expect((await office.up({ data, scratch })).errors).toEqual([]);
  const refresh = await office.stack.refresh();
  expect(wordsOf(refresh)).toMatch(/disk "scratch" \(.*\) is missing on 3 desktops/);
  expect([office.calls(), office.copies()]).toEqual([[], Array(3).fill("SAS 100")]);
  expect((await office.preview({ data, scratch })).did).toEqual([]);
});

test("a set that is to be replaced, or may be destroyed, says what that does in the scope of the state", async () => {
  const consents = { forceDestroy: true, allowReplace: true };
  expect(wordsOf(await office.up({ data }, { ...later, ...consents }))).toMatch(
    /forceDestroy: true: from now on the deletion of this resource takes every disk of it off the pool/,
  );
  const moved = await office.preview({ data }, { ...consents, poolId: "another" });
  expect(moved.did).toEqual(["disks: replace"]);
  expect(wordsOf(moved)).toMatch(
    /TAKES OFF THE POOL: the set is replaced; disks "data" .* those that exist .* keep theirs with its data, in no key from then on, then new EMPTY ones/,
  );
});

test("misspelt, it is refused with the nearest right word and the list", async () => {
  const { errors } = await office.preview({ data }, { handleType: "FOR_EXPAND_AND_IDEL" });
  expect(errors.join()).toBe(
    'disks: handleType is "FOR_EXPAND_AND_IDEL"; allowed are "ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL": write "FOR_EXPAND_AND_IDLE"',
  );
});

describe("an add", () => {
  test("for desktops made from now on gives the existing ones nothing", async () => {
    const preview = await office.preview({ data, scratch }, later);
    expect(wordsOf(preview)).toMatch(
      /adds disk "scratch" \(SSD, 50 GB\) for desktops of pool office that are made from now on; those that exist \(3 desktops when last read, 2026-11-21\) get none/,
    );
    expect((await office.up({ data, scratch }, later)).errors).toEqual([]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 100"));
    office.act({ do: "addDesktop" });
    expect(office.copies().at(-1)).toBe("SAS 100, SSD 50");
    nobodyElse("only later", {});
    await office.stack.refresh();
    await office.expectSettled({ data, scratch }, later);
  });

  test("for desktops that nobody uses names those that were in use, once, and holds nothing up", async () => {
    sitDown();
    const up = await office.up({ data, scratch }, idle);
    expect(up.errors).toEqual([]);
    expect(wordsOf(up)).toMatch(/disk "scratch" \(.*\) was not added to 1 desktop that was in use: office\S* \(\S+\)/);
    expect(office.copies()).toEqual(["SAS 100", "SAS 100, SSD 50", "SAS 100, SSD 50"]);
    nobodyElse("idle", {});
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    await office.expectSettled({ data, scratch }, idle);
  });

  test("that fails on an idle desktop is unfinished there, and nowhere else", async () => {
    sitDown();
    office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(1) });
    const { errors } = await office.up({ data, scratch }, idle);
    expect(errors.join()).toMatch(/disk "scratch" .* is missing on 1 desktop: /);
    expect(office.outs().unfinished).toMatchObject({ failed: [{ on: [desktops()[2]?.id] }] });
    expect((await office.up({ data, scratch }, idle)).errors.join()).toMatch(/is missing on 1 desktop: /);
    office.act({ do: "deleteDesktop", desktop: desktops()[2]?.name });
    expect((await office.up({ data, scratch }, idle)).errors.filter((e) => e.startsWith("disks"))).toEqual([]);
    nobodyElse("repaired", {});
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  });
});

describe("an expansion", () => {
  test("for desktops made from now on leaves the existing ones their size", async () => {
    const preview = await office.preview({ data: grown }, later);
    expect(wordsOf(preview)).toMatch(/to 200 GB for desktops .* made from now on; those that exist .* keep their size/);
    expect((await office.up({ data: grown }, later)).errors).toEqual([]);
    expect([office.disks().map((d) => d.size), office.copies()]).toEqual([[200], Array(3).fill("SAS 100")]);
    await office.expectSettled({ data: grown }, later);
  });

  test("for desktops that nobody uses leaves the one in use its size, and says so", async () => {
    sitDown();
    const up = await office.up({ data: grown }, idle);
    expect(up.errors).toEqual([]);
    expect(wordsOf(up)).toMatch(/disk "data" \(.*\) keeps its size on 1 desktop that was in use/);
    expect(office.copies()).toEqual(["SAS 100", "SAS 200", "SAS 200"]);
    await office.expectSettled({ data: grown }, idle);
  });

  test("for every desktop does not miss the disk where a narrower add left it out", async () => {
    await office.up({ data, scratch }, later);
    const up = await office.up({ data, scratch: { ...scratch, size: 80 } });
    expect(up.errors).toEqual([]);
    expect([
      office
        .disks()
        .map((d) => d.size)
        .sort(),
      office.copies(),
    ]).toEqual([[100, 80], Array(3).fill("SAS 100")]);
    nobodyElse("grown", {});
  });
});

describe("a deletion", () => {
  beforeEach(async () => {
    await office.up({ data, scratch });
    office.mark();
  });

  test("for every desktop deletes the data everywhere", async () => {
    expect(wordsOf(await office.preview({ data }))).toMatch(
      /DELETES DATA: disk "scratch" \(.*\) on every desktop of pool office \(3 desktops when last read/,
    );
    expect((await office.up({ data })).errors).toEqual([]);
    expect([office.lostGb(), office.copies()]).toEqual([150, Array(3).fill("SAS 100")]);
  });

  test("for desktops that nobody uses may be one for all, says so, and names what it left", async () => {
    sitDown();
    expect(wordsOf(await office.preview({ data }, idle))).toMatch(
      /DELETES DATA: disk "scratch" \(.*\) on every desktop of pool office that nobody uses at the time \(which may be all of 3 desktops when last read, 2026-11-21\); the others keep theirs with its data, in no key from then on/,
    );
    const up = await office.up({ data }, idle);
    expect(up.errors).toEqual([]);
    const copy = desktops()[0]?.disks.find((d) => d.type === "SSD")?.volumeId ?? "none";
    expect(wordsOf(up)).toMatch(new RegExp(`disk "scratch" .* stays, with its data, on 1 desktop .*: disk ${copy};`));
    expect([office.lostGb(), office.copies()]).toEqual([100, ["SAS 100, SSD 50", "SAS 100", "SAS 100"]]);
    nobodyElse("idle", {});
    await office.expectSettled({ data }, idle);
  });

  test("for desktops made from now on takes the disk off the pool, and loses nothing", async () => {
    const preview = await office.preview({ data }, later);
    expect(preview.lines.filter((l) => l.as === "warn").map((l) => l.line)).toEqual([
      expect.stringMatching(
        /TAKES OFF THE POOL: disk "scratch" \(.*\): none for desktops of pool office that are made from now on; those that exist \(3 desktops .*\) keep theirs with its data, in no key from then on/,
      ),
    ]);
    const up = await office.up({ data }, later);
    expect(up.errors).toEqual([]);
    expect(wordsOf(up)).toMatch(/stays, with its data, on 3 desktops that the deletion was not for/);
    expect([office.lostGb(), office.disks().length, office.copies()]).toEqual([0, 1, Array(3).fill("SAS 100, SSD 50")]);
    await office.expectSettled({ data }, later);
  });

  test("of the last key asks for a consent that says what it is for", async () => {
    const { errors } = await office.preview({}, later);
    expect(errors.join()).toMatch(
      /to take it off the pool, while the desktops that exist keep theirs, write `allowDataLoss/,
    );
  });

  test.each([
    ["FOR_EXPAND_AND_ALL", 450, ["", "", ""]],
    ["FOR_EXPAND_AND_IDLE", 300, ["SAS 100, SSD 50", "", ""]],
    ["ONLY_FOR_EXPAND", 0, Array(3).fill("SAS 100, SSD 50")],
  ])("of the set goes by the scope in the state: %s", async (handleType, lostGb, copies) => {
    sitDown();
    await office.up({ data, scratch }, { handleType, forceDestroy: true });
    office.mark();
    const { errors, did } = await office.stack.destroy();
    expect([errors.filter((e) => e.startsWith("disks")), did[0]]).toEqual([[], "disks: delete"]);
    expect([office.changes(), office.disks()]).toEqual([["DeleteDesktopPoolVolumes 200"], []]);
    expect([
      office.effects("desktop-disk-deleted").reduce((gb, e) => gb + (e.dataLostGb ?? 0), 0),
      office.copies(),
    ]).toEqual([lostGb, copies]);
  });
});

test("a disk whose data may go is not replaced under a scope that leaves desktops alone", async () => {
  const other = { data: { type: "SSD", size: 100 } };
  const consent = { allowDataLoss: { data: "OPS-7" } };
  for (const scope of [idle, later]) {
    const { errors } = await office.preview(other, { ...scope, ...consent });
    expect(errors.join()).toMatch(
      /cannot be replaced with `handleType: ".*leaves some desktops alone: write `handleType: "FOR_EXPAND_AND_ALL"`/,
    );
    expect((await office.up(other, { ...scope, ...consent })).ok).toBe(false);
  }
  expect(office.calls()).toEqual([]);
});

test("where copies do not name their disk no narrower scope is trusted: nothing is sent", async () => {
  await office.world.close();
  office = await openOffice({ dialects: { "desktop-pool-disk-id": "no" } });
  await office.up({ data, scratch });
  office.mark();
  const { errors } = await office.up({ data }, later);
  expect(errors.join()).toMatch(
    /may not know `handleType: "ONLY_FOR_EXPAND"` either: the call could reach every desktop/,
  );
  expect(office.calls()).toEqual([]);
});

test("copies that a deletion was not for are no sign of a list that lags: the next `up` looks no longer than without them", async () => {
  const consent = { allowDataLoss: { data: "OPS-7" } };
  const looks = async (deletion: object) => {
    await office.up({}, { ...deletion, ...consent });
    const since = office.world.simulator.ledger().calls.length;
    expect((await office.up({ scratch }, later)).errors).toEqual([]);
    const operations = office.world.simulator
      .ledger()
      .calls.slice(since)
      .map((c) => c.operation);
    return operations.slice(0, operations.indexOf("AddDesktopPoolVolumes"));
  };
  const without = await looks({});
  await office.up({ data });
  expect([await looks(later), office.copies()]).toEqual([without, Array(3).fill("SAS 100")]);
});
