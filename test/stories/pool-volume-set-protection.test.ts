import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { type Office, openOffice } from "../world/office.ts";
import { longJobs } from "../world/world.ts";

// A disk that the program protects is protected from the call that adds it on, whatever becomes of that call; only `false` ends it.
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const guarded = { ...scratch, deletionProtection: true };
const free = { ...scratch, deletionProtection: false };
/** The command ends before the job does. */
const short = { timeouts: { update: "20s" } };

let office: Office;
beforeEach(async () => {
  office = await openOffice(longJobs);
  await office.up({ data }, { forceDestroy: true });
});
afterEach(() => office.world.close());

const fault = (route: string) => office.world.simulator.fault({ route, effect: failing(1) });
const pending = () => office.outs().unfinished;
const isProtected = /disk "scratch" \(SSD, 50 GB, \S+\) is protected/;

/** The deletion of the key, and of the set, with every consent that there is. */
async function expectNothingDeleted(): Promise<void> {
  office.mark();
  const removed = await office.up({ data }, { forceDestroy: true, allowDataLoss: { scratch: "OPS-1" } });
  expect(removed.errors.join()).toMatch(isProtected);
  expect((await office.stack.destroy()).errors.join()).toMatch(isProtected);
  expect(office.changes()).toEqual([]);
  expect(office.effects("desktop-disk-deleted")).toEqual([]);
}

describe("a protected disk whose add the next `up` finds, and which one desktop lacks", () => {
  beforeEach(async () => {
    fault("AddDesktopPoolVolumes");
    await office.up({ data, scratch: guarded }, { forceDestroy: true, ...short });
    expect(pending()).toMatchObject({ pending: [{ operation: "add" }] });
  });

  test("is recorded as protected at once, and goes by no consent", async () => {
    const { errors } = await office.up({ data, scratch: guarded }, { forceDestroy: true });
    expect(errors.join()).toMatch(/disk "scratch" .* is missing on 1 desktop/);
    expect(office.outs().volumes).toEqual({ data, scratch: guarded });
    await expectNothingDeleted();
  });

  test("is protected where the program leaves the line out before that", async () => {
    await office.up({ data, scratch }, { forceDestroy: true });
    expect(office.outs().volumes).toEqual({ data, scratch: guarded });
    await expectNothingDeleted();
  });

  test("goes after `false` in one `up`, though that fails as well, and its removal in the next", async () => {
    await office.up({ data, scratch: guarded });
    expect((await office.up({ data, scratch: free })).errors.join()).toMatch(/is missing on 1 desktop/);
    expect(office.outs().volumes).toEqual({ data, scratch: free });
    const consent = { allowDataLoss: { scratch: "OPS-1" } };
    expect((await office.up({ data }, consent)).errors).toEqual([]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 100"));
    await office.expectSettled({ data }, consent);
  });
});

test("a disk whose add failed is protected by the `up` that first says so, though it fails too", async () => {
  fault("AddDesktopPoolVolumes");
  await office.up({ data, scratch }, { forceDestroy: true });
  expect(office.outs().volumes).toEqual({ data });
  expect((await office.up({ data, scratch: guarded }, { forceDestroy: true })).ok).toBe(false);
  expect(office.outs().volumes).toEqual({ data, scratch: guarded });
  await expectNothingDeleted();
});

test("a set is not destroyed while a protected disk of it is on its way", async () => {
  await office.up({ data, scratch: guarded }, { forceDestroy: true, ...short });
  expect(pending()).toMatchObject({ pending: [{ disks: [{ key: "scratch", deletionProtection: true }] }] });
  office.mark();
  expect((await office.stack.destroy()).errors.join()).toMatch(isProtected);
  expect(office.effects("desktop-disk-deleted")).toEqual([]);
  // The way that the words name.
  expect((await office.up({ data, scratch: free }, { forceDestroy: true })).errors).toEqual([]);
  await office.stack.destroy();
  expect(office.disks().map((d) => d.size)).toEqual([]);
});

test("a key that leaves while its protected disk is on its way leaves the disk on the pool", async () => {
  await office.up({ data, scratch: guarded }, { forceDestroy: true, ...short });
  office.mark();
  expect((await office.up({ data }, { forceDestroy: true, allowDataLoss: { scratch: "OPS-1" } })).errors).toEqual([]);
  expect(office.ids()).toEqual({ data: expect.any(String) });
  expect(office.copies()).toEqual(Array(3).fill("SAS 100, SSD 50"));
  expect(office.changes()).toEqual([]);
});

test("protection ends with `false` though an expansion of the same disk fails", async () => {
  await office.up({ data, scratch: guarded });
  fault("ExpandDesktopPoolVolumes");
  expect((await office.up({ data, scratch: { ...free, size: 60 } })).ok).toBe(false);
  expect(office.outs().volumes).toEqual({ data, scratch: free });
  // The words of a preview go by the inputs of the last good `up`, and say so.
  await office.stack.refresh();
  expect((await office.up({ data })).errors).toEqual([]);
  await office.expectSettled({ data });
});
