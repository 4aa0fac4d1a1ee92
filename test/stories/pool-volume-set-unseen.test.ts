// A refresh that cannot see the desktops, or not whose copies they have: it says so once, keeps what it knew, and takes nothing for gone.
import { afterEach, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

let office: Office;
afterEach(() => office.world.close());

async function open(dialects: Record<string, string> = {}): Promise<void> {
  office = await openOffice({ dialects });
  await office.up({ data, scratch });
  office.mark();
}

/** A desktop loses its copy. */
function takeCopy(at: number): void {
  const desktop = office.world.simulator.state().pools[0]?.desktops.at(at);
  if (desktop === undefined) throw new Error(`there is no desktop ${at}`);
  office.act({ do: "deleteDesktopDisk", desktop: desktop.id, volume: office.ids().data });
}

/** The pool's own resource reads its desktops too. */
const ofDisks = (errors: readonly string[]) => errors.filter((e) => e.startsWith("disks"));
const mismatches = () => office.outs().inconsistentDesktops;
const fault = (route: string, effect: FaultEffect) => office.world.simulator.fault({ route, times: "always", effect });
const forbidden = { refusal: { code: "APIGW.0302" } } as const;

test.each<[string, FaultEffect]>([
  ["is not published", { refusal: { code: "APIGW.0101" } }],
  ["is forbidden", forbidden],
  ["is not built", { status: 501 }],
  ["is down", { status: 503 }],
  ["makes no sense", { spoilBody: "html" }],
])("compares the copies themselves where the count %s", async (_what, effect) => {
  await open();
  fault("ListInconsistentStatics", effect);
  expect(await office.stack.refresh()).toMatchObject({ ok: true, did: [], lines: [] });
  takeCopy(1);
  expect(wordsOf(await office.stack.refresh())).toMatch(/disk "data" .* is missing on 1 desktop/);
});

test.each<[string, FaultEffect, RegExp]>([
  ["the permission is missing", forbidden, /the permission workspace:desktopPools:listDesktops is missing/],
  ["the region has no such list", { refusal: { code: "APIGW.0101" } }, /does not publish the list/],
])("says once that %s, keeps what it knew, and takes nothing for gone", async (_what, effect, why) => {
  await open();
  takeCopy(1);
  await office.stack.refresh();
  const known = mismatches();
  fault("ListPoolDesktopsDetail", effect);
  takeCopy(0);
  const refreshed = await office.stack.refresh();
  expect([ofDisks(refreshed.errors), refreshed.lines.length]).toEqual([[], 1]);
  expect(wordsOf(refreshed)).toMatch(why);
  expect(mismatches()).toEqual(known);
  expect(Object.keys(office.ids())).toEqual(["data", "scratch"]);
  const again = await office.stack.refresh();
  expect([ofDisks(again.errors), again.lines]).toEqual([[], []]);
  expect((await office.preview({ data, scratch })).did).toEqual([]);
  office.world.simulator.clearFaults();
  expect(wordsOf(await office.stack.refresh())).toMatch(/is missing on 2 desktops/);
  expect(office.outs()).not.toHaveProperty("desktopsUnseen");
});

test("fails where the list breaks off, and the state stays as it was", async () => {
  await open();
  takeCopy(1);
  await office.stack.refresh();
  const before = office.outs();
  fault("ListPoolDesktopsDetail", { status: 503 });
  expect((await office.stack.refresh()).errors.join()).toMatch(/list the desktops of pool/);
  expect(office.outs()).toEqual(before);
});

test("a region that joins no copy to its disk tells the service's own count, once, and alarms nobody about own disks", async () => {
  await open({ "desktop-pool-disk-id": "no" });
  // Once desktops have disks here, none may go unnamed: of the pool that figure is new.
  expect((await office.stack.refresh()).did).toEqual(["office: refreshed"]);
  expect((await office.stack.refresh()).did).toEqual([]);
  takeCopy(1);
  const refreshed = await office.stack.refresh();
  expect(wordsOf(refreshed)).toMatch(/the service counts 1 desktop with another number of disks than the pool/);
  expect((await office.stack.refresh()).lines).toEqual([]);
  expect((await office.preview({ data, scratch })).did).toEqual([]);
});
