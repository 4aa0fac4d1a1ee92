import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { failing } from "../world/faults.ts";
import { inOffice, type Office, openOffice, wordsOf } from "../world/office.ts";
import { officeWith, office as poolArgs } from "../world/programs.ts";
import { longJobs } from "../world/world.ts";

// What a preview promises of a change that an earlier run has begun: a scope that is narrower now, a replacement half done, an add under way.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

const later = { handleType: "ONLY_FOR_EXPAND" };
const hasty = { timeouts: { update: "20s" } };
const desktopsOf = (office: Office) => office.world.simulator.state().pools[0]?.desktops ?? [];

describe("a deletion for every desktop failed on one, after the pool's record was gone", () => {
  const dialect: Omit<SimulatorOptions, "now" | "time"> = { dialects: { "failed-change-template": "applied" } };
  const begun = async (office: Office, set: Record<string, unknown>) => {
    await office.up({ data, scratch }, set);
    office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(1) });
    expect((await office.up({ data }, set)).errors).toHaveLength(1);
    office.mark();
  };
  const left = (office: Office) => desktopsOf(office).filter((d) => d.disks.some((c) => c.size === 50));

  test.each([
    ["and nobody has heard its end", hasty],
    ["and the state names the copy that is left", {}],
  ])("the program leaves desktops alone from now on, %s: the copy stays and is named", (_when, set) =>
    inOffice({ ...longJobs, ...dialect }, async (office) => {
      await begun(office, set);
      const preview = wordsOf(await office.preview({ data }, later));
      expect(preview).not.toMatch(/keep theirs with its data|deletes exactly these copies/);
      if (set === hasty) {
        expect(preview).toMatch(/a deletion of it has begun before: their data may be DELETED already/);
        expect(preview).toMatch(/it was sent for more desktops than the program reaches now/);
      } else expect(preview).toMatch(/leaves this desktop alone now: what is there stays with its data/);
      const up = await office.up({ data }, later);
      expect(up.errors).toEqual([]);
      expect(wordsOf(up)).toMatch(
        /disk "scratch" \(.*\) stays, with its data, on 1 desktop that the program leaves alone by now/,
      );
      expect([office.calls().map((c) => c.operation), left(office).length]).toEqual([[], 1]);
      // Wider again, it is nobody's task any more.
      expect((await office.up({ data })).errors).toEqual([]);
      expect([office.calls().map((c) => c.operation), left(office).length]).toEqual([[], 1]);
      await office.expectSettled({ data });
    }),
  );

  test("a destroy after a narrower `up` that was interrupted leaves the copy as well", () =>
    inOffice({ ...longJobs, ...dialect }, async (office) => {
      const set = { forceDestroy: true };
      await begun(office, set);
      office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "stuck" } } });
      const logs = { type: "SAS", size: 30 };
      expect((await office.up({ data, logs }, { ...set, ...later, ...hasty })).errors).toHaveLength(1);
      expect(office.outs().handleType).toBe("ONLY_FOR_EXPAND");
      office.world.simulator.act({
        do: "endJob",
        job: office.world.simulator.state().jobs.at(-1)?.id ?? "",
        outcome: "fail",
      });
      expect((await office.stack.destroy()).errors.filter((e) => e.startsWith("disks"))).toEqual([]);
      expect([office.changes(), left(office).length]).toEqual([
        ["AddDesktopPoolVolumes 200", "DeleteDesktopPoolVolumes 200"],
        1,
      ]);
    }));

  test.each([
    [true, ["DeleteDesktopVolumes"], 0],
    [false, [], 1],
  ])("the program names desktops from now on, this one: %s", (isNamed, calls, copies) =>
    inOffice({ ...longJobs, ...dialect }, async (office) => {
      await begun(office, {});
      const failed = left(office)[0]?.id;
      const named = desktopsOf(office)
        .map((d) => d.id)
        .filter((id) => (id === failed) === isNamed);
      expect((await office.up({ data }, { desktopIds: named })).errors).toEqual([]);
      expect([office.calls().map((c) => c.operation), left(office).length]).toEqual([calls, copies]);
    }),
  );
});

describe("begun before", () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(longJobs);
    await office.up({ data });
  });
  afterEach(() => office.world.close());

  const consent = { allowDataLoss: { data: "OPS" } };
  const swap = { data: { type: "SSD", size: 100 } };
  const replaceInPart = async () => {
    const refusal = { code: "WKS.0001", status: 400 };
    office.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: { refusal } });
    expect((await office.up(swap, consent)).errors).toHaveLength(1);
    office.mark();
  };

  test("a replacement whose new disk is there adds no other one, and its preview does not say so", async () => {
    await replaceInPart();
    const words = wordsOf(await office.preview(swap, consent));
    expect(words).not.toMatch(/adds disk|will be added/);
    expect(words).toMatch(/takes disk .* which an interrupted run added, as key "data"/);
    expect((await office.up(swap, consent)).errors).toEqual([]);
    expect(office.changes()).toEqual(["DeleteDesktopPoolVolumes 200"]);
    await office.expectSettled(swap, consent);
  });

  test("a take-over in the middle of a replacement names both disks that stay, and promises no end of it", async () => {
    await replaceInPart();
    const begun = office.disks().map((d) => d.id);
    const id = String(office.act({ do: "addDisk", type: "GPSSD", size: 70 }).disk);
    const taken = { data: { type: "GPSSD", size: 70, id } };
    const words = wordsOf(await office.preview(taken, consent));
    expect(words).toMatch(`${begun.join(" and ")} stay on the pool, in no key`);
    expect(words).not.toMatch(/finishes it under consent/);
    office.mark();
    expect((await office.up(taken, consent)).errors).toEqual([]);
    expect([office.changes(), office.disks().map((d) => d.id)]).toEqual([[], [...begun, id]]);
  });

  test("an add whose key is gone leaves its disk in no key: the preview says so, and that the key brings it back", async () => {
    await office.up({ data, scratch }, hasty);
    const words = wordsOf(await office.preview({ data }));
    expect(words).toMatch(/no key "scratch" any more: what was added for it stays on the pool, in no key/);
    expect(words).toMatch(/To keep it, put the key back before `pulumi up`/);
    expect((await office.up({ data, scratch })).errors).toEqual([]);
    office.mark();
    expect((await office.up({ data })).errors).toEqual([]);
    expect([office.changes(), office.disks().length]).toEqual([["DeleteDesktopPoolVolumes 200"], 1]);
  });
});

describe("desktops that have only disks of their own say nothing of the region", () => {
  const own = (office: Office) => {
    for (const { id } of desktopsOf(office)) office.act({ do: "addDesktopDisk", desktop: id, type: "SAS", size: 20 });
  };

  test("a pool gets its first disk for desktops that are made later", () =>
    inOffice(longJobs, async (office) => {
      await office.up({});
      own(office);
      expect((await office.up({ data }, later)).errors).toEqual([]);
      expect(office.copies()).toEqual(Array(3).fill("SAS 20"));
    }));

  test("a disk that no desktop has is expanded, and goes with its set", () =>
    inOffice(longJobs, async (office) => {
      const set = { ...later, forceDestroy: true };
      await office.up({ data }, set);
      own(office);
      expect((await office.up({ data: { ...data, size: 200 } }, set)).errors).toEqual([]);
      expect((await office.stack.destroy()).errors.filter((e) => e.startsWith("disks"))).toEqual([]);
      expect([office.disks(), office.copies()]).toEqual([[], Array(3).fill("SAS 20")]);
    }));

  test.each([
    ["of a set for every desktop", {}, 20],
    ["of a set for later ones, with disks that may be its copies", later, 100],
  ])("in a region from before 2026, a pool %s is not changed by a narrower call", (_which, set, size) =>
    inOffice({ ...longJobs, dialects: { "desktop-pool-disk-id": "no" } }, async (office) => {
      await office.up({ data });
      expect((await office.up({ data }, set)).errors).toEqual([]);
      for (const { id } of desktopsOf(office)) office.act({ do: "addDesktopDisk", desktop: id, type: "SAS", size });
      office.mark();
      expect((await office.up({ data, scratch }, later)).errors.join()).toMatch(
        /may not know `handleType: "ONLY_FOR_EXPAND"` either/,
      );
      expect(office.changes()).toEqual([]);
    }),
  );
});

test("a call for sixty named desktops that failed on all of them is not forgotten on one, however many disks it was for", () =>
  inOffice(longJobs, async (office) => {
    const many = (volumes: object, set = {}) =>
      office.stack.up(officeWith({ ...volumes }, set, { size: desktopsOf(office).length || 60 }));
    await many({ data });
    const desktopIds = desktopsOf(office).map((d) => d.id);
    const nine = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`d${n}`, { type: "SSD", size: 10 * n }]));
    office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(60) });
    expect((await many({ data, ...nine }, { desktopIds })).errors).toHaveLength(1);
    // A person repairs some by taking them out of the pool.
    for (const desktop of desktopIds.slice(0, 50)) office.act({ do: "deleteDesktop", desktop });
    await office.stack.refresh();
    const { errors } = await many({ data, ...nine }, { desktopIds: desktopIds.slice(50) });
    for (const key of Object.keys(nine)) expect(errors.join()).toMatch(new RegExp(`"${key}" .* on 10 desktops`));
  }));

describe("copies that nobody's disk on the pool is the record of", () => {
  /** How often an `up` looks at the pool. */
  const looks = async ({ world }: Office, up: () => Promise<unknown>) => {
    const before = world.simulator.ledger().calls.length;
    await up();
    const calls = world.simulator.ledger().calls.slice(before);
    return calls.filter((c) => c.operation === "ShowDesktopPoolDetail").length;
  };

  /** Somebody's disk, deleted for later desktops only. */
  const left = (office: Office) => {
    const { disk } = office.act({ do: "addDisk", type: "SSD", size: 70 });
    office.act({ do: "deleteDisk", disk, desktops: [] });
    return String(disk);
  };

  test("are waited for by one `up`, which tells of them, and by none after it", () =>
    inOffice(longJobs, async (office) => {
      await office.up({ data });
      const usual = await looks(office, () => office.up({ data }, { recoverWithin: "1h" }));
      const disk = left(office);
      expect(wordsOf(await office.up({ data }, { recoverWithin: "2h" }))).toMatch(
        `disk ${disk} is not on the pool any more, and 3 desktops`,
      );
      expect(await looks(office, () => office.up({ data }, { recoverWithin: "3h" }))).toBe(usual);
      const quiet = await office.up({ data, scratch }, { recoverWithin: "3h" });
      expect([quiet.errors, wordsOf(quiet).includes(disk)]).toEqual([[], false]);
      await office.expectSettled({ data, scratch }, { recoverWithin: "3h" });
    }));

  test("are waited for by a creation where it would add an equal disk, and by no other", async () => {
    const creation = (volumes: Record<string, unknown>, isLeft: boolean) => {
      const counted: number[] = [];
      return inOffice(longJobs, async (office) => {
        await office.stack.up({ office: { kind: "DesktopPool", args: poolArgs } });
        if (isLeft) left(office);
        counted.push(await looks(office, () => office.up(volumes)));
      }).then(() => counted[0] ?? 0);
    };
    const usual = await creation({ data }, false);
    expect(await creation({ data }, true)).toBe(usual);
    expect(await creation({ data: { type: "SSD", size: 70 } }, true)).toBeGreaterThan(usual);
  });
});
