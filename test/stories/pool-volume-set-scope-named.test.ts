import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { killed } from "../world/kill.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

// `desktopIds`: calls for named desktops only. Whether the pool's template changes with them is documented nowhere: here it does, in
// pool-volume-set-scope-named-only.test.ts it does not.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const grown = { ...data, size: 200 };

let office: Office;
afterEach(() => office.world.close());

beforeEach(async () => {
  office = await openOffice({ dialects: { "desktop-ids-template": "yes" } });
  await office.up({ data });
  office.mark();
});
const desktops = () => office.world.simulator.state().pools[0]?.desktops ?? [];
const id = (n: number) => desktops()[n]?.id ?? "";
/** The first two desktops. */
const named = () => ({ desktopIds: [id(0), id(1)] });
const onlyFirst = (there: string, others: string) => [there, there, others];

describe("bad input", () => {
  test("is refused all at once: ids that are twice there, and a word that leaves desktops alone", async () => {
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
    const scope = { ...named(), handleType: "FOR_EXPAND_AND_IDLE" };
    office.act({ do: "logIn", desktop: id(0), user: "yuan.shao" });
    const up = await office.up({ data, scratch }, scope);
    expect(up.errors).toEqual([]);
    expect(office.copies()).toEqual(["SAS 100", "SAS 100, SSD 50", "SAS 100"]);
    await office.expectSettled({ data, scratch }, scope);
  });

  test("a failure on one of them is unfinished there; the desktops that were not named are no part of it", async () => {
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
    await office.up({ data }, { desktopIds: [id(0)], forceDestroy: true });
    office.act({ do: "deleteDesktop", desktop: desktops()[0]?.name });
    office.mark();
    expect((await office.stack.destroy()).did[0]).toBe("disks: delete");
    expect([office.lostGb(), office.disks(), office.copies()]).toEqual([0, [], ["SAS 100", "SAS 100"]]);
  });
});
