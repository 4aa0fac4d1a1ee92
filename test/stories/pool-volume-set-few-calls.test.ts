/** How many calls a change takes, counted in the ledger: every one by its name, but for the looks at our own jobs. */
import { afterEach, expect, test } from "@jest/globals";
import { type Office, openOffice } from "../world/office.ts";

const open: Office[] = [];
afterEach(async () => {
  for (const office of open.splice(0)) await office.world.close();
});

async function office(dialects: Record<string, string> = {}): Promise<Office> {
  const one = await openOffice({ dialects });
  open.push(one);
  return one;
}

const sizes = (from: number, to: number, type = "SAS", more = 0) =>
  Object.fromEntries(
    Array.from({ length: to - from + 1 }, (_, i) => [`d${from + i}`, { type, size: 10 * (from + i) + more }]),
  );

/** What was asked of the service since `seq`: how often, by name. The list of jobs is asked whether any is under way, or what was there before. */
function asked({ world }: Office, seq: number): Record<string, number> {
  const { calls } = world.simulator.ledger();
  const counts: Record<string, number> = {};
  for (const { operation, query } of calls.filter((c) => c.seq > seq && c.operation !== "ShowJob")) {
    const why = query?.status === undefined ? "before a change" : "under way";
    const name = operation === "ListItaSubJobs" ? `${operation} ${why}` : operation;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
const now = ({ world }: Office): number => Math.max(...world.simulator.ledger().calls.map((c) => c.seq));

test("ten new disks are one call", async () => {
  const o = await office();
  await o.up({});
  o.mark();
  expect((await o.up(sizes(1, 10))).errors).toEqual([]);
  expect(o.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  expect(o.calls()[0]?.body).toMatchObject({ volumes: Array.from({ length: 10 }, () => expect.anything()) });
});

test("ten disks changed in three ways are three changing calls, nine reads for these, and the twelve that ask once whether all is quiet", async () => {
  const o = await office();
  const before = { ...sizes(1, 4), ...sizes(5, 7) };
  await o.up(before);
  o.mark();
  const since = now(o);
  const after = { ...sizes(1, 4, "SAS", 100), ...sizes(8, 10, "SSD") };
  const consent = { allowDataLoss: { d5: "A-1", d6: "A-1", d7: "A-1" } };
  expect((await o.up(after, consent)).errors).toEqual([]);
  expect(o.changes()).toEqual([
    "ExpandDesktopPoolVolumes 200",
    "AddDesktopPoolVolumes 200",
    "DeleteDesktopPoolVolumes 200",
  ]);
  // docs/decisions/waiting.md says what each is for.
  expect(asked(o, since)).toEqual({
    "ListItaSubJobs under way": 10,
    "ListItaSubJobs before a change": 4,
    ShowDesktopPoolDetail: 5,
    ListPoolDesktopsDetail: 2,
    ExpandDesktopPoolVolumes: 1,
    AddDesktopPoolVolumes: 1,
    DeleteDesktopPoolVolumes: 1,
  });
  await o.expectSettled(after, consent);
});

const habits: Record<string, string>[] = [{}, { "volume-order": "shuffled" }, { "desktop-pool-disk-id": "no" }];

test.each(habits)("a set that takes over ten disks by their ids makes no changing call, with %j", async (dialects) => {
  const o = await office(dialects);
  await o.up({});
  const made = Array.from({ length: 10 }, (_, i) =>
    i < 5 ? { type: "SAS", size: 50 } : { type: "SSD", size: 10 * i },
  );
  const ids = made.map((disk) => String(o.act({ do: "addDisk", ...disk }).disk));
  const volumes = Object.fromEntries(made.map((disk, i) => [`k${(i * 7) % 10}`, { ...disk, id: ids[i] }]));
  o.mark();
  const preview = await o.preview(volumes);
  expect([preview.errors, preview.did]).toEqual([[], ["disks: update"]]);
  expect((await o.up(volumes)).errors).toEqual([]);
  expect(o.calls()).toEqual([]);
  await o.expectSettled(volumes);
  const plain = Object.fromEntries(Object.entries(volumes).map(([key, { id: _id, ...disk }]) => [key, disk]));
  expect((await o.preview(plain)).did).toEqual([]);
  expect(o.calls()).toEqual([]);
  expect(o.outs()).toMatchObject({ undeclaredVolumes: [] });
});
