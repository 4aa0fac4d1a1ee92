// The engine's own log, which no documentation promises to a dynamic provider: this test says when a new SDK has taken it away.

import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { type EngineLog, startEngineLog } from "./engine-log.ts";
import { closeHosts } from "./host.ts";
import { openSite, poolOfAnother, type Site, setArgs, urn } from "./programs.ts";

let engine: EngineLog;
let site: Site;

beforeEach(async () => {
  engine = await startEngineLog();
  site = await openSite({ engine: engine.address });
});
afterEach(async () => {
  engine.close();
  await site.simulator.close();
});
afterAll(closeHosts);

const two = { data: { type: "SAS", size: 100 }, logs: { type: "SAS", size: 30 } };
const one = { data: two.data };

test("harm is a counted warning in the resource's row, the rest a line there, and nothing is printed beside", async () => {
  const poolId = poolOfAnother(site.simulator);
  const set = await site.host.create(setArgs(poolId, two));
  engine.lines.length = 0;
  await site.host.check(setArgs(poolId, two), setArgs(poolId, one));
  await site.host.diff(set.id, set.outs, setArgs(poolId, one));
  expect(engine.lines).toEqual([
    {
      severity: "WARNING",
      message: expect.stringMatching(/^DELETES DATA: disk "logs" \(SAS, 30 GB, .*\(2 desktops/),
      urn: urn("PoolVolumeSet", "disks"),
      ephemeral: false,
    },
  ]);
  expect(site.host.printed()).toMatch(/^\d+\n$/);
});

test("progress is live text in the row, ended by a line that stays", async () => {
  await site.host.create(setArgs(poolOfAnother(site.simulator), two));
  const live = engine.lines.filter((line) => line.ephemeral);
  expect(live).toContainEqual({
    severity: "INFO",
    message: expect.stringMatching(/^adding 2 disks: \d+ % \(\d\/2 desktops\) \d\d:\d\d$/),
    urn: urn("PoolVolumeSet", "disks"),
    ephemeral: true,
  });
  expect(engine.lines.at(-1)).toMatchObject({ severity: "INFO", ephemeral: false, urn: urn("PoolVolumeSet", "disks") });
});

test("a hook that knows no URN speaks at the stack and names its resource", async () => {
  const poolId = poolOfAnother(site.simulator);
  const set = await site.host.create(setArgs(poolId, two, { forceDestroy: true }));
  engine.lines.length = 0;
  const later = await site.anotherHost();
  await later.delete(set.id, set.outs);
  expect(engine.lines.at(-1)).toEqual({
    severity: "INFO",
    message: expect.stringMatching(/^PoolVolumeSet of pool office: deleted disk "data"/),
    urn: "",
    ephemeral: false,
  });
});

test("when the engine does not answer, the same words are printed and the operation is as good", async () => {
  const alone = await site.anotherHost({ engine: "127.0.0.1:1" });
  const poolId = poolOfAnother(site.simulator);
  const set = await alone.create(setArgs(poolId, two));
  await alone.check(setArgs(poolId, two), setArgs(poolId, one));
  await alone.diff(set.id, set.outs, setArgs(poolId, one));
  expect(alone.printed()).toMatch(/^PoolVolumeSet: adds disk "data" .* to every desktop/m);
  expect(alone.printed()).toMatch(/^WARNING: PoolVolumeSet: DELETES DATA: disk "logs"/m);
  expect(engine.lines).toEqual([]);
});
