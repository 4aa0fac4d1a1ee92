/**
 * A preview of a pool in which a value is not known yet: where the `up` may delete, stop or shut out without a further consent, it
 * says so and whom; where it would be refused, or can hit nobody, it says nothing.
 */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { desktopIds, effects, pool, type Story, said, story } from "../world/desktop-pools.ts";
import { unknownValue } from "../world/stack.ts";

const user = (objectName: string) => ({ objectType: "USER", objectName, userGroup: "users" });
const warned = async (at: Story, args: Plain): Promise<string> => {
  const preview = await at.stack.preview(pool(args));
  expect(preview.errors).toEqual([]);
  return said(preview);
};

describe("`size`", () => {
  const size = unknownValue;

  test("with a consent that counts: whom it allows, by what was last read; once it is known, they go", async () => {
    const at = await story({ program: pool() });
    expect(await warned(at, { size, scaleDown: { reason: "OPS-1" } })).toMatch(
      /^NOT KNOWN YET: `size`\. If it turns out less than 3, as many desktops of pool office are deleted, with everything on them: only desktops that are unassigned, never one in use \(as last read, \d{4}-\d\d-\d\d: office-0003 .*, office-0002 .*, office-0001 .*\); the update names them before its call; no e-mail is sent$/,
    );
    const [a = "", b = ""] = desktopIds(at);
    const named = { reason: "OPS-1", which: { desktopIds: [a, b] } };
    expect(await warned(at, { size, scaleDown: named })).toContain(`with everything on them: of ${a}, ${b};`);
    const open = "with everything on them: whom `scaleDown` allows is not known yet;";
    expect(await warned(at, { size, scaleDown: unknownValue })).toContain(open);
    expect(await warned(at, { size, scaleDown: { reason: "x", which: unknownValue } })).toContain(open);
    expect((await at.stack.up(pool({ size: 2, scaleDown: { reason: "OPS-1" } }))).errors).toEqual([]);
    expect(effects(at, "desktop-deleted")).toHaveLength(1);
  });

  test("without a consent, with one that is spent, and as a floor of autoscale it takes nobody", async () => {
    const at = await story({ program: pool({ scaleDown: { reason: "OPS-1" } }) });
    expect(await warned(at, { size })).toBe("");
    expect(await warned(at, { size, scaleDown: { reason: "OPS-1", which: unknownValue } })).toBe("");
    expect(await warned(at, { size, scaleDown: { reason: "OPS-2" }, enableAutoscale: true })).toBe("");
  });

  test("that is lowered under a consent that is not known whom it takes: how many go is told", async () => {
    const at = await story({ program: pool() });
    for (const scaleDown of [unknownValue, { reason: "x", which: { desktopIds: [unknownValue] } }])
      expect(await warned(at, { size: 2, scaleDown })).toMatch(
        /^DELETES DATA: 1 desktop of pool office, with everything on them; whom `scaleDown` allows is not known yet; no e-mail is sent$/m,
      );
  });
});

describe("users", () => {
  const authorizedObjects = { u1: user("ann"), u2: user("bob") };

  test("who may lose the access is named where the map is not known, and taken off where it turns out to leave them out", async () => {
    const at = await story({ program: pool({ authorizedObjects }) });
    expect(await warned(at, { authorizedObjects: unknownValue })).toBe(
      "NOT KNOWN YET, PEOPLE: `authorizedObjects`: may take the access to pool office from those of u1, u2 whom it leaves out",
    );
    expect(await warned(at, { authorizedObjects: unknownValue, exclusive: unknownValue })).toContain(
      "from those of u1, u2 whom it leaves out, and from whoever others have let in (`exclusive`)",
    );
  });

  test("of a map with an unknown in one entry, who leaves is known", async () => {
    const at = await story({ program: pool({ authorizedObjects }) });
    const known = { u1: { ...user("ann"), userGroup: unknownValue } };
    expect(await warned(at, { authorizedObjects: known })).toBe(
      "TAKES ACCESS: these may no longer use pool office: u2",
    );
    expect(await warned(at, { authorizedObjects: { ...known, u2: unknownValue } })).toBe("");
  });

  test("others, where `exclusive` is not known; and nobody, where none was there or they are let be", async () => {
    const at = await story({ program: pool({ authorizedObjects: { u1: user("ann") } }) });
    const stranger = {
      object_id: "u9",
      object_type: "USER",
      object_name: "zoe.stranger",
      user_group: "users",
    } as const;
    at.world.simulator.act({ do: "changeUsers", pool: "office", action: "ADD", objects: [stranger] });
    await at.stack.refresh();
    expect(await warned(at, { authorizedObjects: { u1: user("ann") }, exclusive: unknownValue })).toBe(
      "NOT KNOWN YET, PEOPLE: `exclusive`: may take the access to pool office from whoever others have let in (`exclusive`; when last read u9)",
    );
    const none = await story({ program: pool() });
    expect(await warned(none, { authorizedObjects: unknownValue })).toBe("");
    expect(await warned(none, { exclusive: unknownValue })).toBe("");
  });

  test("a mode of maintenance that is not known may shut everybody out, unless it is on already", async () => {
    const at = await story({ program: pool() });
    expect(await warned(at, { inMaintenanceMode: unknownValue })).toBe(
      "NOT KNOWN YET, PEOPLE: `inMaintenanceMode`. If it turns out `true`, no user can get a desktop of pool office from then on",
    );
    await at.stack.up(pool({ inMaintenanceMode: true }));
    expect(await warned(at, { inMaintenanceMode: unknownValue })).toBe("");
  });
});

describe("product and image", () => {
  test("another product stops who works, unless no desktop follows or the update refuses that", async () => {
    const at = await story({ program: pool() });
    const productId = unknownValue;
    expect(await warned(at, { productId })).toMatch(
      /^NOT KNOWN YET, PEOPLE: `productId`\. If it turns out to be another one than workspace\.c2\.large, running desktops \(3 of 3 when last read\) of pool office are stopped, and what people have not saved is lost; all disks stay$/,
    );
    expect(await warned(at, { productId, resizePolicy: { handleType: "ONLY_FOR_EXPAND" } })).toBe("");
    expect(await warned(at, { productId, resizePolicy: { mode: "REFUSE" } })).toBe("");
  });

  test("another image makes system disks anew only with `rebuild`: it may be the same word", async () => {
    const at = await story({ program: pool() });
    const rebuilt =
      "NOT KNOWN YET: `imageId` with `rebuild`. If it turns out to be another one than image-1, the system disks of the 3 desktops of pool office (when last read) are made anew, and what is on them is lost; data disks stay";
    expect(await warned(at, { imageId: unknownValue, rebuild: unknownValue })).toBe(rebuilt);
    expect(await warned(at, { imageId: unknownValue, rebuild: "image-2" })).toBe(rebuilt);
    expect(await warned(at, { imageId: unknownValue })).toBe("");
    expect(await warned(at, { rebuild: unknownValue })).toBe("");
    const later = { handleType: "ONLY_FOR_EXPAND" };
    expect(await warned(at, { imageId: unknownValue, rebuild: unknownValue, rebuildPolicy: later })).toBe("");
    await at.stack.up(pool({ imageId: "image-2", rebuild: "image-2" }));
    expect(await warned(at, { imageId: unknownValue, rebuild: "image-2" })).toBe("");
  });

  test("where a replacement is allowed, what cannot be changed in place may turn out to be another pool", async () => {
    const consents = { allowReplace: true, forceDestroy: true };
    const at = await story({ program: pool(consents) });
    const unknown = { ...consents, imageId: unknownValue, domain: unknownValue };
    expect(await warned(at, unknown)).toBe(
      "NOT KNOWN YET: `imageId`, `domain`. If it turns out another one than before, desktop pool office goes with its 3 desktops and all their disks, and a new, EMPTY pool is made: `allowReplace` and `forceDestroy` allow it",
    );
    expect(await warned(at, { ...consents, subnetIds: unknownValue })).toBe("");
    const guarded = await story({ program: pool() });
    expect(await warned(guarded, { domain: unknownValue })).toBe("");
  });
});
