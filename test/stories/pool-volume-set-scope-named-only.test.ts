import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { justBefore, killed } from "../world/kill.ts";
import { type Office, openOffice } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

// `desktopIds` where a call for named desktops leaves the pool's template as it is: the copies have no record on the pool.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const grown = { ...data, size: 200 };

let office: Office;
afterEach(() => office.world.close());

beforeEach(async () => {
  office = await openOffice({ dialects: { "desktop-ids-template": "no" } });
  await office.up({ data });
  office.mark();
});
const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const id = (n: number) => desktops()[n]?.id ?? "";
/** The first two desktops. */
const named = () => ({ desktopIds: [id(0), id(1)] });
const onlyFirst = (there: string, others: string) => [there, there, others];

describe("where the region changes only these desktops", () => {
  test("an add stops with what stands where and the calls that remove it, and is never made again", async () => {
    const { errors } = await office.up({ data, scratch }, named());
    expect(errors.join()).toMatch(
      /"scratch" was added on the desktops that `desktopIds` names, and pool office has no record of it: this region changes named desktops only.*Remove `desktopIds` to add it to every desktop/,
    );
    expect(errors.join()).toMatch(
      /left disks without a pool record on 2 desktops: .*this removes them: POST .*volume_ids/,
    );
    expect((await office.up({ data, scratch }, named())).errors.join()).toMatch(/left disks without a pool record/);
    await office.stack.refresh();
    expect((await office.up({ data, scratch })).errors.join()).toMatch(/left disks without a pool record/);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    expect(office.copies()).toEqual(onlyFirst("SAS 100, SSD 50", "SAS 100"));
    // The way out that the words name.
    for (const { name, disks } of desktops().slice(0, 2))
      office.act({ do: "deleteDesktopDisk", desktop: name, volume: disks.find((d) => d.type === "SSD")?.volumeId });
    expect((await office.up({ data, scratch })).errors).toEqual([]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
    await office.expectSettled({ data, scratch });
  });

  test("killed in mid-add, the next `up` finds the copies and adds nothing", async () => {
    const after = killed("after", { call: "addDesktopPoolVolumes" });
    await expect(office.up({ data, scratch }, named(), after)).rejects.toThrow(Killed);
    const { errors } = await office.up({ data, scratch }, named());
    expect(errors.join()).toMatch(
      /refused before any change: disk \S+ on office\S+ \(\S+\), disk .* \(SSD, 50 GB\) has no record on the pool.*it is not added again/,
    );
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    expect((await office.up({ data }, named())).errors).toEqual([]);
    expect([office.lostGb(), office.copies()]).toEqual([0, onlyFirst("SAS 100, SSD 50", "SAS 100")]);
  });

  test.each([
    ["before", { dropBefore: true } as const],
    ["after", { dropAfter: true } as const],
  ])("an add whose answer was lost %s its effect is made once", async (_when, effect) => {
    office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect });
    expect((await office.up({ data, scratch }, named())).errors.join()).toMatch(/left disks without a pool record/);
    expect(office.effects("job-started").length).toBe(1);
    expect(office.copies()).toEqual(onlyFirst("SAS 100, SSD 50", "SAS 100"));
  });

  test("an add whose answer was lost and whose job nobody lists is not sent again; the next `up` finds the copies", async () => {
    office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { dropAfter: true } });
    const unlisted = justBefore({ call: "addDesktopPoolVolumes" }, () => {
      office.world.simulator.fault({ route: "ListItaSubJobs", times: "always", effect: { status: 400 } });
    });
    expect((await office.up({ data, scratch }, named(), unlisted)).errors.join()).toMatch(
      /the answer was lost.*It was not sent again/,
    );
    office.world.simulator.clearFaults();
    expect((await office.up({ data, scratch }, named())).errors.join()).toMatch(/it is not added again/);
    expect(office.effects("job-started").length).toBe(1);
  });

  test("an expansion says what stands where, and is not sent again", async () => {
    for (const _again of [1, 2]) {
      const { errors } = await office.up({ data: grown }, named());
      expect(errors.join()).toMatch(
        /the desktops that `desktopIds` names have disk "data" \(SAS, 100 GB, \S+\) with 200 GB, and the record of the pool still says 100: .*Write `size: 100` to leave it so, or remove `desktopIds`/,
      );
    }
    expect([office.changes(), office.copies()]).toEqual([
      ["ExpandDesktopPoolVolumes 200"],
      onlyFirst("SAS 200", "SAS 100"),
    ]);
    expect((await office.up({ data: grown })).errors).toEqual([]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 200"));
    await office.expectSettled({ data: grown });
  });

  test("a deletion says what stands where, is not sent again, and both ways out are open", async () => {
    await office.up({ data, scratch });
    office.mark();
    for (const _again of [1, 2])
      expect((await office.up({ data }, named())).errors.join()).toMatch(
        /disk "scratch" \(.*\) is on none of the desktops that `desktopIds` names, and the pool still has its record\. Put the key back.*remove `desktopIds`/,
      );
    expect([office.changes(), office.lostGb()]).toEqual([["DeleteDesktopPoolVolumes 200"], 100]);
    expect(office.ids().scratch).toBeDefined();
    expect((await office.up({ data })).errors).toEqual([]);
    expect([office.lostGb(), office.copies()]).toEqual([150, Array(3).fill("SAS 100")]);
    await office.expectSettled({ data });
  });

  test("a destruction stops with the set in the state, and a wider scope ends it", async () => {
    await office.up({ data }, { ...named(), forceDestroy: true });
    const { errors } = await office.stack.destroy();
    expect(errors.join()).toMatch(
      /this region deletes from the desktops of `desktopIds` only\. The set stays in the state/,
    );
    expect(office.copies()).toEqual(onlyFirst("", "SAS 100"));
    await office.up({ data }, { forceDestroy: true });
    expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
    expect([office.disks(), office.copies()]).toEqual([[], ["", "", ""]]);
  });
});
