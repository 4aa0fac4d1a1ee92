import { expect, test } from "@jest/globals";
import { changes, effects, expectSettled, pool, said, story, thePool } from "../world/desktop-pools.ts";

const others = [
  { field: "type", value: "STATIC", told: "type" },
  { field: "imageId", value: "image-2", told: "imageId" },
  { field: "imageType", value: "gold", told: "imageType" },
  { field: "rootVolume", value: { type: "SAS", size: 120 }, told: "rootVolume.size" },
  { field: "rootVolume", value: { type: "SSD", size: 80 }, told: "rootVolume.type" },
  { field: "domain", value: "corp.example", told: "domain" },
] as const;

test.each(others)(
  "another $told is refused in the preview, naming the two steps, and in the update; nothing is changed",
  async ({ field, value, told }) => {
    const at = await story({ program: pool() });
    const program = pool({ [field]: value, description: "x" });
    const preview = await at.stack.preview(program);
    expect(preview.errors.join()).toMatch(
      new RegExp(`${told} changes from .* (set it back|remove it).*allowReplace: true.*forceDestroy: true`),
    );
    expect((await at.stack.up(program)).ok).toBe(false);
    expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  },
);

test.each(others)(
  "another $told is refused by the update too, where stale inputs let it pass the check",
  async ({ field, value, told }) => {
    const at = await story({ program: pool() });
    const stored = at.stack.state.get("office");
    if (stored === undefined) throw new Error("nothing stands in the state");
    at.stack.state.set("office", { ...stored, inputs: { ...stored.inputs, [field]: value } });
    const preview = await at.stack.preview(pool({ [field]: value }));
    expect(said(preview)).toMatch(new RegExp(`REFUSED: ${told} changes from`));
    const up = await at.stack.up(pool({ [field]: value }));
    expect(up.errors.join()).toMatch(/refused before any change/);
    expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  },
);

test("a replacement in two steps deletes first and then makes anew, and needs no consent for fewer desktops", async () => {
  const consents = { allowReplace: true, forceDestroy: true };
  const at = await story({ program: pool() });
  const old = thePool(at).id;
  expect((await at.stack.up(pool(consents))).errors).toEqual([]);
  const program = pool({ ...consents, imageId: "image-2", size: 2 });
  const preview = await at.stack.preview(program);
  expect(preview.did).toEqual(["office: replace"]);
  expect(said(preview)).toContain(
    "DELETES DATA: desktop pool office with its 3 desktops and all their disks; then a new, EMPTY pool",
  );
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(changes(at)).toEqual([
    "CreateDesktopPool 200",
    "BatchDeleteDesktops 202",
    "DeleteDesktopPool 204",
    "CreateDesktopPool 200",
  ]);
  expect(thePool(at).id).not.toBe(old);
  await expectSettled(at, program);
});

test("both steps in one `up` are refused", async () => {
  const at = await story({ program: pool() });
  expect((await at.stack.up(pool({ imageId: "image-2", allowReplace: true, forceDestroy: true }))).ok).toBe(false);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("`--replace` without consent deletes nothing and makes nothing", async () => {
  const at = await story({ program: pool() });
  const up = await at.stack.up(pool(), { replace: ["office"] });
  expect(up.errors.join()).toContain("nothing was deleted");
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  await expectSettled(at, pool());
});

test("a configuration that points to another region or project is refused in words, and the update changes nothing", async () => {
  const at = await story({ program: pool() });
  const elsewhere = { config: { region: "eu-west-101", projectId: "f".repeat(32) } };
  const preview = await at.stack.preview(pool({ description: "x" }), elsewhere);
  expect(said(preview)).toMatch(
    /REFUSED: this resource is in region ap-southeast-1 .* but huaweicloud:region says eu-west-101/,
  );
  expect(said(preview)).toMatch(/REFUSED: this resource is in projectId 0123.* but huaweicloud:projectId says fff/);
  expect((await at.stack.up(pool({ description: "x" }), elsewhere)).errors.join()).toContain(
    "refused before any change",
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("a configuration that points elsewhere stops a consented replacement: the new pool would be made in the wrong place", async () => {
  const consents = { allowReplace: true, forceDestroy: true };
  const at = await story({ program: pool(consents) });
  const up = await at.stack.up(pool({ ...consents, imageId: "image-2" }), { config: { projectId: "f".repeat(32) } });
  expect(up.errors.join()).toContain("refused before any change");
  expect(effects(at, "desktop-deleted")).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("two stated places are compared by the check, and with consents a stated place moves the pool", async () => {
  const place = { region: "ap-southeast-1", projectId: "0123456789abcdef0123456789abcdef" };
  const at = await story({ program: pool(place) });
  const moved = { ...place, projectId: "f".repeat(32) };
  expect((await at.stack.preview(pool(moved))).errors.join()).toMatch(/projectId changes from "0123.*" to "fff/);
  const consents = { allowReplace: true, forceDestroy: true };
  expect((await at.stack.up(pool({ ...place, ...consents }))).errors).toEqual([]);
  expect((await at.stack.preview(pool({ ...moved, ...consents }))).did).toEqual(["office: replace"]);
});

test("the place written out, or left out again, is no difference", async () => {
  const place = { region: "ap-southeast-1", projectId: "0123456789abcdef0123456789abcdef" };
  const at = await story({ program: pool() });
  expect((await at.stack.up(pool(place))).did).toEqual([]);
  expect((await at.stack.up(pool())).did).toEqual([]);
  await expectSettled(at, pool());
});
