// One office from its first `up` to its `destroy`, with the real CLI: what a preview says is what happens, and nothing else does.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { diagnosticsOf, filesWith, type Office, officeWith, openOffice } from "./office.ts";

let office: Office;
const printed: string[] = [];

const small = { type: "SAS", size: 30 };
const three = { data: { type: "SAS", size: 100 }, logs: small, temp: small };
const grown = { temp: small, data: { type: "SAS", size: 120 }, cache: { type: "SSD", size: 50 } };
const consents = { pool: { forceDestroy: true, description: "for all" }, set: { forceDestroy: true } };

beforeAll(async () => {
  office = await openOffice("life", officeWith(three));
}, firstStartMs);
afterAll(() => office?.close());

/** Runs a command, and keeps what it printed for the search for secrets. */
async function run(command: "up" | "preview" | "destroy", ...flags: string[]) {
  const ended = await office.stack[command](flags);
  printed.push(ended.stdout, ended.stderr);
  return ended;
}

test("after an `up` the same program, also with its disks in another order, is an empty preview without one request", async () => {
  expect(await run("up", "--skip-preview")).toMatchObject({ exitCode: 0, stderr: "" });
  const [pool] = office.simulator.state().pools;
  const { volumeIds } = (await office.stack.outputs()).outputs;
  expect(Object.values(Object(volumeIds)).sort()).toEqual(pool?.disks.map((disk) => disk.id).sort());
  expect(office.changes()).toEqual(["CreateDesktopPool", "AddDesktopPoolVolumes"]);

  const calls = office.calls();
  office.write(officeWith({ temp: small, logs: small, data: three.data }));
  expect(await run("preview", "--expect-no-changes")).toMatchObject({ exitCode: 0 });
  expect(office.calls()).toBe(calls);
});

test("a smaller disk is refused in the preview, with the line that keeps the data first and the one that loses it after it; the change of the pool is shown beside it", async () => {
  const calls = office.calls();
  office.write(officeWith({ ...three, data: { type: "SAS", size: 50 } }, { pool: { description: "for all" } }));
  const shrunk = await run("preview");
  expect(shrunk.exitCode).not.toBe(0);
  expect(diagnosticsOf(shrunk, "disks").join()).toMatch(
    /write `size: 100` to keep it.*`allowDataLoss: \{ data: "any text" \}`/,
  );
  expect(shrunk.stdout).toMatch(/DesktopPool office update .*\[diff: \+description\]/);
  expect(office.calls()).toBe(calls);
});

test("a deletion is a counted warning in the row, with key, size and number of desktops; the `up` does it, with live progress there", async () => {
  office.write(officeWith(grown, consents));
  const before = office.simulator.state().pools[0]?.disks ?? [];
  const preview = await run("preview");
  const words = /DELETES DATA: disk "logs" \(SAS, 30 GB, .*\) on every desktop of pool office \(2 desktops/;
  expect(preview.stdout).toMatch(new RegExp(`PoolVolumeSet disks +warning: ${words.source}`));
  const told = diagnosticsOf(preview, "disks");
  expect([told.filter((line) => words.test(line)).length, told.at(-1)]).toEqual([1, expect.stringMatching(words)]);

  const from = office.changes().length;
  const up = await run("up", "--skip-preview");
  expect(up).toMatchObject({ exitCode: 0 });
  expect(up.stdout).toMatch(/PoolVolumeSet disks .*adding 1 disk: \d+ % \(\d\/2 desktops\) \d\d:\d\d/);
  expect(office.changes().slice(from)).toEqual([
    "UpdateDesktopPool",
    "ExpandDesktopPoolVolumes",
    "AddDesktopPoolVolumes",
    "DeleteDesktopPoolVolumes",
  ]);
  const { volumeIds } = (await office.stack.outputs()).outputs;
  const now = office.simulator.state().pools[0]?.disks ?? [];
  const kept = now.filter((disk) => before.some(({ id }) => id === disk.id));
  expect(kept.map(({ id, size }) => ({ id, size })).sort((a, b) => a.size - b.size)).toEqual([
    { id: Object(volumeIds).temp, size: 30 },
    { id: Object(volumeIds).data, size: 120 },
  ]);

  const unchanged = await run("preview", "--refresh", "--diff", "--expect-no-changes");
  expect(unchanged).toMatchObject({ exitCode: 0 });
  // Hidden properties stood there as changed.
  expect(unchanged.stdout).not.toMatch(/workspace:(DesktopPool|PoolVolumeSet)|hidden/);
});

test("the last disks go with a consent for each, and a `destroy` leaves the service empty", async () => {
  office.write(
    officeWith(
      {},
      { ...consents, set: { forceDestroy: true, allowDataLoss: { data: "OPS-1", temp: "OPS-1", cache: "OPS-1" } } },
    ),
  );
  expect(await run("up", "--skip-preview")).toMatchObject({ exitCode: 0 });
  expect(office.simulator.state().pools[0]?.disks).toEqual([]);
  printed.push((await office.stack.exportState()).stdout);
  expect(await run("destroy", "--skip-preview")).toMatchObject({ exitCode: 0 });
  expect(office.simulator.state().pools).toEqual([]);
});

test("the secret key stands in no state, history, backup, output or log of all this", () => {
  const { secretKey, accessKey } = office.simulator.tenant;
  expect(printed.join()).toContain("office");
  expect(printed.join()).not.toContain(secretKey);
  expect(filesWith(office.engine, "PoolVolumeSet").length).toBeGreaterThan(3);
  expect(filesWith(office.engine, secretKey)).toEqual([]);
  expect(filesWith(office.engine, accessKey)).toEqual([]);
});
