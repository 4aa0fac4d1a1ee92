import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
  desktopIds,
  diesIn,
  dying,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";
import { failing } from "../world/faults.ts";

const second = (args: object = {}) => pool({ imageId: "image-2", rebuild: "image-2", ...args });
const rebuilds = (at: Story) => bodies(at, "RebuildDesktopPool");
const rebuilt = (at: Story) => effects(at, "desktop-rebuilt").map((e) => e.desktop);
const images = (at: Story): string[] => thePool(at).desktops.map((d) => d.imageId);
const bySomebody = async (at: Story, image: string): Promise<void> => {
  const call = { do: "call", operation: "RebuildDesktopPool", pool: "office", body: { image_id: image } } as const;
  at.world.simulator.act(call);
  await at.world.clock.sleep(10 * 60_000);
};

test("another image with `rebuild` of the same name makes the system disks anew, and the preview says what is lost", async () => {
  const at = await story({ program: pool() });
  const preview = await at.stack.preview(second());
  expect(preview.errors).toEqual([]);
  expect(said(preview)).toMatch(
    /DELETES DATA: pool office gets image image-2 instead of image-1: the system disks of its 3 desktops .* data disks stay/,
  );
  expect((await at.stack.up(second())).errors).toEqual([]);
  expect(rebuilds(at)).toEqual([{ image_id: "image-2", image_type: "private", handle_type: "FOR_EXPAND_AND_ALL" }]);
  expect([...rebuilt(at)].sort()).toEqual([...desktopIds(at)].sort());
  await expectSettled(at, second());
});

test("another image without `rebuild` is refused, and the refusal has the line to write", async () => {
  const at = await story({ program: pool() });
  const preview = await at.stack.preview(pool({ imageId: "image-2" }));
  expect(preview.errors.join()).toMatch(
    /imageId changes from "image-1" to "image-2", which makes the system disks .* or write `rebuild: "image-2"` beside it/,
  );
  expect((await at.stack.up(pool({ imageId: "image-2", rebuild: "image-3" }))).errors.join()).toMatch(
    /rebuild: "image-3" is given, but imageId is "image-2"/,
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("`rebuild` without a change of the image is an error that says so, in the preview and in the update", async () => {
  const at = await story({ program: pool() });
  const alone = pool({ rebuild: "image-1" });
  expect((await at.stack.preview(alone)).errors.join()).toMatch(
    /rebuild: "image-1" is given, but imageId does not change/,
  );
  const stored = at.stack.state.get("office");
  if (stored === undefined) throw new Error("nothing stands in the state");
  at.stack.state.set("office", { ...stored, inputs: { ...stored.inputs, imageId: "image-0" } });
  expect(said(await at.stack.preview(alone))).toContain('REFUSED: rebuild: "image-1" is given');
  expect((await at.stack.up(alone)).errors.join()).toContain("refused before any change");
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("a program that is new in this stack may still hold the word of an old rebuild", async () => {
  const at = await story({ program: second() });
  expect(rebuilds(at)).toEqual([]);
  await expectSettled(at, second());
});

test("the word that stays in the program rebuilds nothing a second time: not after a refresh, not when somebody else changed the image", async () => {
  const at = await story({ program: pool() });
  expect((await at.stack.up(second())).errors).toEqual([]);
  expect((await at.stack.up(second({ description: "x" }), { refresh: true })).errors).toEqual([]);
  await bySomebody(at, "image-9");
  await at.stack.refresh();
  expect(at.stack.outs("office").imageId).toBe("image-9");
  const up = await at.stack.up(second({ description: "x" }));
  expect(up.errors.join()).toMatch(
    /consent `rebuild: "image-2"` was spent.*`imageId: "image-9"` and without `rebuild`/,
  );
  expect(rebuilds(at)).toHaveLength(2);
  expect((await at.stack.up(pool({ imageId: "image-9", description: "x" }))).errors).toEqual([]);
  expect((await at.stack.up(second({ description: "x" }))).errors).toEqual([]);
  expect(images(at)).toEqual(["image-2", "image-2", "image-2"]);
  expect(rebuilds(at)).toHaveLength(3);
  await expectSettled(at, second({ description: "x" }));
});

test("taking the word out of the program changes nothing", async () => {
  const at = await story({ program: pool() });
  await at.stack.up(second());
  const calls = at.world.simulator.ledger().calls.length;
  expect((await at.stack.up(pool({ imageId: "image-2" }))).errors).toEqual([]);
  expect(at.world.simulator.ledger().calls).toHaveLength(calls);
  await expectSettled(at, pool({ imageId: "image-2" }));
});

test("for desktops made later only: no system disk is touched, and nothing warns", async () => {
  const at = await story({ program: pool() });
  const program = second({ rebuildPolicy: { handleType: "ONLY_FOR_EXPAND" } });
  const preview = await at.stack.preview(program);
  expect(said(preview)).toBe("");
  expect(said(preview, "note")).toContain("for desktops made later; no system disk is touched");
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(rebuilt(at)).toEqual([]);
  expect(thePool(at).attributes.image_id).toBe("image-2");
  await expectSettled(at, program);
});

test.each([{ refresh: false }, { refresh: true }])(
  "after whichever call a rebuild dies, the next `up` (refresh: $refresh) ends with each desktop rebuilt once",
  async ({ refresh }) => {
    let deaths = 0;
    for (let nth = 1, died = true; died; nth += 1) {
      const at = await story({ jobSeconds: 5, program: pool({ size: 2 }) });
      const program = second({ size: 2 });
      died = await diesIn(() => at.stack.up(program, { meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
      if (died) deaths += 1;
      expect((await at.stack.up(program, { refresh })).errors).toEqual([]);
      expect([...rebuilt(at)].sort()).toEqual([...desktopIds(at)].sort());
      await expectSettled(at, program);
    }
    expect(deaths).toBeGreaterThan(4);
  },
);

test.each([{ dropAfter: true }, { dropBefore: true }, { status: 500, after: true }] as const)(
  "a lost answer (%j) is looked after, and each desktop is rebuilt once",
  async (effect) => {
    const at = await story({ program: pool() });
    at.world.simulator.fault({ route: "RebuildDesktopPool", effect });
    expect((await at.stack.up(second())).errors).toEqual([]);
    expect([...rebuilt(at)].sort()).toEqual([...desktopIds(at)].sort());
    await expectSettled(at, second());
  },
);

test.each([
  { template: "kept", refresh: false },
  { template: "kept", refresh: true },
  { template: "applied", refresh: false },
  { template: "applied", refresh: true },
] as const)(
  "a rebuild that fails on one desktop (pool's image $template, refresh: $refresh) makes only that one's system disk anew later",
  async ({ template, refresh }) => {
    const at = await story({ dialects: { "failed-change-template": template }, program: pool() });
    at.world.simulator.fault({ route: "RebuildDesktopPool", effect: failing(1) });
    expect((await at.stack.up(second())).errors.join()).toContain("no room on the host");
    const left = thePool(at).desktops.filter((d) => d.imageId !== "image-2");
    expect(left).toHaveLength(1);
    if (refresh) await at.stack.refresh();
    expect(said(await at.stack.preview(second()))).toContain("UNFINISHED: imageId image-2 has not reached");
    expect((await at.stack.up(second())).errors).toEqual([]);
    expect([...rebuilt(at)].sort()).toEqual([...desktopIds(at)].sort());
    expect(thePool(at).attributes.image_id).toBe("image-2");
    await expectSettled(at, second());
  },
);

test("a rebuild that failed and is no longer asked for leaves every desktop as it is, and says which have which image", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({ route: "RebuildDesktopPool", effect: failing(1) });
  expect((await at.stack.up(second())).ok).toBe(false);
  const up = await at.stack.up(pool());
  expect(up.errors).toEqual([]);
  expect(said(up)).toMatch(/imageId image-2, which an earlier run was giving to the pool, is no longer asked for/);
  expect(rebuilds(at)).toHaveLength(1);
  await expectSettled(at, pool());
});

test("a region without the call is named, with what still works there", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({
    route: "RebuildDesktopPool",
    times: 20,
    effect: { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } },
  });
  expect((await at.stack.up(second())).errors.join()).toMatch(/APIGW\.0101.*set `imageId` back/s);
  await expectSettled(at, pool());
});

const regions: readonly Readonly<Record<string, string>>[] = [
  { "desktop-ids-template": "no" },
  { "desktop-ids-template": "no", "failed-change-template": "applied" },
  { "failed-rebuild": "ERROR" },
  { "desktop-fields": "old" },
  { "desktop-fields": "seen", "inconsistent-types": "absent" },
  { "stale-detail-seconds": "60" },
  { "acceptance-invisible-seconds": "20" },
  { "partial-status": "success" },
  { "tags-returned": "no" },
];

test.each(regions)(
  "in a region with %j a rebuild that failed on one desktop is finished, each desktop once",
  async (dialects) => {
    const at = await story({ dialects, program: pool() });
    at.world.simulator.fault({ route: "RebuildDesktopPool", effect: failing(1) });
    expect((await at.stack.up(second())).ok).toBe(false);
    expect((await at.stack.up(second())).errors).toEqual([]);
    expect([...rebuilt(at)].sort()).toEqual([...desktopIds(at)].sort());
    expect(thePool(at).attributes.image_id).toBe("image-2");
    await expectSettled(at, second());
  },
);

test("with the consents of a replacement in the state, `rebuild` is still made in place", async () => {
  const consents = { allowReplace: true, forceDestroy: true };
  const at = await story({ program: pool(consents) });
  const { id } = thePool(at);
  expect((await at.stack.preview(second(consents))).did).toEqual(["office: update"]);
  expect((await at.stack.up(second(consents))).errors).toEqual([]);
  expect(thePool(at).id).toBe(id);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "RebuildDesktopPool 200"]);
  await expectSettled(at, second(consents));
});
