import { afterEach, describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { justBefore, killed } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

// `desktopIds`: calls for named desktops only. Whether the pool's template changes with them is documented nowhere, so both
// readings are played.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const grown = { ...data, size: 200 };

let office: Office;
afterEach(() => office.world.close());

const open = async (template: "yes" | "no") => {
  office = await openOffice({ dialects: { "desktop-ids-template": template } });
  await office.up({ data });
  office.mark();
};
const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const id = (n: number) => desktops()[n]?.id ?? "";
/** The first two desktops. */
const named = () => ({ desktopIds: [id(0), id(1)] });
const onlyFirst = (there: string, others: string) => [there, there, others];

describe("bad input", () => {
  test("is refused all at once: ids that are twice there, and a word that leaves desktops alone", async () => {
    await open("yes");
    const { errors } = await office.preview({ data }, { desktopIds: ["d", "d"], handleType: "ONLY_FOR_EXPAND" });
    expect(errors).toEqual([
      'disks: desktopIds names "d" more than once: remove the others',
      expect.stringMatching(/disks: desktopIds names desktops, and handleType "ONLY_FOR_EXPAND" leaves every desktop/),
    ]);
    expect((await office.preview({ data }, { desktopIds: [] })).errors.join()).toMatch(/desktopIds .*at least 1 entry/);
    const many = Array.from({ length: 101 }, (_, i) => `d${i}`);
    expect((await office.preview({ data }, { desktopIds: many })).errors.join()).toMatch(/at most 100 entries/);
    expect((await office.preview({ data }, { desktopIds: ["", "x"] })).errors.join()).toMatch(/desktopIds\[0\]/);
  });

  test("that only the service knows is refused before any call: desktops of no such pool, with those that there are", async () => {
    await open("yes");
    const { errors } = await office.up({ data, scratch }, { desktopIds: [id(0), "elsewhere"] });
    expect(errors.join()).toMatch(
      new RegExp(
        `desktopIds names elsewhere, not in pool office; it has office\\S* \\(${id(0)}\\).*: correct or remove these ids`,
      ),
    );
    // Also where nothing is to be changed yet.
    expect((await office.up({ data }, { desktopIds: ["elsewhere"] })).errors.join()).toMatch(/elsewhere, not in pool/);
    expect(office.calls()).toEqual([]);
  });
});

test("the order of ids means nothing, and to name desktops makes no call", async () => {
  await open("yes");
  const { desktopIds } = named();
  const up = await office.up({ data }, { desktopIds });
  expect([up.errors, up.did]).toEqual([[], ["disks: update"]]);
  expect(wordsOf(up)).toMatch(
    /from now on .* is for 2 desktops of pool office \(\S+, \S+\), and leaves the others as they are/,
  );
  expect(office.calls()).toEqual([]);
  await office.expectSettled({ data }, { desktopIds: [...desktopIds].reverse() });
});

describe("where the region changes the template too", () => {
  test("an add, an expansion and a deletion reach these desktops, and the words name them", async () => {
    await open("yes");
    const preview = wordsOf(await office.preview({ data, scratch }, named()));
    expect(preview).toMatch(
      new RegExp(
        `adds disk "scratch" \\(SSD, 50 GB\\) to 2 desktops of pool office \\(${[id(0), id(1)].sort().join(", ")}\\); the others get none`,
      ),
    );
    expect((await office.up({ data, scratch }, named())).errors).toEqual([]);
    expect(office.copies()).toEqual(onlyFirst("SAS 100, SSD 50", "SAS 100"));
    await office.expectSettled({ data, scratch }, named());

    expect((await office.up({ data: grown, scratch }, named())).errors).toEqual([]);
    expect(office.copies()).toEqual(onlyFirst("SAS 200, SSD 50", "SAS 100"));
    await office.expectSettled({ data: grown, scratch }, named());

    expect(wordsOf(await office.preview({ data: grown }, named()))).toMatch(
      /DELETES DATA: disk "scratch" \(.*\) on 2 desktops of pool office \(.*\); the others keep theirs with its data/,
    );
    expect((await office.up({ data: grown }, named())).errors).toEqual([]);
    expect([office.lostGb(), office.copies()]).toEqual([100, onlyFirst("SAS 200", "SAS 100")]);
    await office.expectSettled({ data: grown }, named());
  });

  test("killed in mid-add, the next `up` takes what the dead run added, and asks no other desktop for it", async () => {
    await open("yes");
    const after = killed("after", { call: "addDesktopPoolVolumes" });
    await expect(office.up({ data, scratch }, named(), after)).rejects.toThrow(Killed);
    expect((await office.up({ data, scratch }, named())).errors).toEqual([]);
    expect([office.changes(), office.copies()]).toEqual([
      ["AddDesktopPoolVolumes 200"],
      onlyFirst("SAS 100, SSD 50", "SAS 100"),
    ]);
    expect(office.outs()).toMatchObject({ origins: { scratch: "recovered" } });
    await office.expectSettled({ data, scratch }, named());
  });

  test("and leave alone those of them that somebody uses, where that is asked for", async () => {
    await open("yes");
    const scope = { ...named(), handleType: "FOR_EXPAND_AND_IDLE" };
    office.act({ do: "logIn", desktop: id(0), user: "yuan.shao" });
    const up = await office.up({ data, scratch }, scope);
    expect(up.errors).toEqual([]);
    expect(office.copies()).toEqual(["SAS 100", "SAS 100, SSD 50", "SAS 100"]);
    await office.expectSettled({ data, scratch }, scope);
  });

  test("a failure on one of them is unfinished there; the desktops that were not named are no part of it", async () => {
    await open("yes");
    office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect: failing(1) });
    const { errors } = await office.up({ data, scratch }, named());
    expect(errors.join()).toMatch(new RegExp(`disk "scratch" .* is missing on 1 desktop: \\S+ \\(${id(1)}\\)`));
    expect(office.outs().unfinished).toMatchObject({ failed: [{ on: [id(1)] }] });
    await office.stack.refresh();
    expect((await office.up({ data, scratch }, named())).errors.join()).toMatch(/is missing on 1 desktop/);
    expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
    const only = { desktopIds: [id(0)] };
    office.act({ do: "deleteDesktop", desktop: desktops()[1]?.name });
    const next = await office.up({ data, scratch }, only);
    expect(next.errors.filter((e) => e.startsWith("disks"))).toEqual([]);
    expect(office.outs().unfinished).toEqual({});
    expect(office.copies().slice(0, 1)).toEqual(["SAS 100, SSD 50"]);
  });

  test("without `desktopIds` again nothing is added silently: the refresh names who lacks the disk", async () => {
    await open("yes");
    await office.up({ data, scratch }, named());
    office.mark();
    expect((await office.up({ data, scratch })).errors).toEqual([]);
    expect(office.calls()).toEqual([]);
    await office.stack.refresh();
    expect(office.outs()).toMatchObject({
      inconsistentDesktops: { scratch: { missing: { count: 1, desktops: [{ desktopId: id(2) }] } } },
    });
    expect(office.copies()).toEqual(onlyFirst("SAS 100, SSD 50", "SAS 100"));
  });

  test("a destruction reaches those that are still there, and says what stays", async () => {
    await open("yes");
    await office.up({ data, scratch }, { ...named(), forceDestroy: true });
    office.act({ do: "deleteDesktop", desktop: desktops()[1]?.name });
    const kept = id(1);
    const { did, lines } = await office.stack.destroy();
    expect(did[0]).toBe("disks: delete");
    expect(lines.map((l) => l.line).join("\n")).toMatch(
      new RegExp(`disk "data" .* stays, with its data, on 1 desktop .*${kept}`),
    );
    expect([office.disks(), office.copies()]).toEqual([[], ["", "SAS 100"]]);
  });

  test("a destruction whose desktops are all gone takes the disks off the pool, and reaches no other desktop", async () => {
    await open("yes");
    await office.up({ data }, { desktopIds: [id(0)], forceDestroy: true });
    office.act({ do: "deleteDesktop", desktop: desktops()[0]?.name });
    office.mark();
    expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
    expect([office.lostGb(), office.disks(), office.copies()]).toEqual([0, [], ["SAS 100", "SAS 100"]]);
  });
});

describe("where the region changes only these desktops", () => {
  test("an add stops with what stands where and the calls that remove it, and is never made again", async () => {
    await open("no");
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
    await open("no");
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
    await open("no");
    office.world.simulator.fault({ route: "AddDesktopPoolVolumes", effect });
    expect((await office.up({ data, scratch }, named())).errors.join()).toMatch(/left disks without a pool record/);
    expect(office.effects("job-started").length).toBe(1);
    expect(office.copies()).toEqual(onlyFirst("SAS 100, SSD 50", "SAS 100"));
  });

  test("an add whose answer was lost and whose job nobody lists is not sent again; the next `up` finds the copies", async () => {
    await open("no");
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
    await open("no");
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
    await open("no");
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
    await open("no");
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
