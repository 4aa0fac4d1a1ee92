// What goes wrong in an `up` of the real CLI, and that the next one puts it right: jobs that fail, processes that are killed.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { diagnosticsOf, filesWith, type Office, officeWith, openOffice } from "./office.ts";

let office: Office;
const data = { type: "SAS", size: 100 };
const secretKey = "simulator-secret-key";

beforeAll(async () => {
  const secrets = { "huaweicloud:secretKey": secretKey };
  office = await openOffice("failure", officeWith({ data }), {
    config: { "huaweicloud:accessKey": "SIMULATORAK" },
    secrets,
  });
}, firstStartMs);
afterAll(() => office?.close());

/** Runs an `up` until the service holds the answer to this call, and kills it there. */
async function killedIn(route: string, how: "killProvider" | "killEverything") {
  office.simulator.fault({ route, effect: { hold: true } });
  const up = office.stack.spawnUp(["--skip-preview"]);
  while (office.simulator.held() === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const hit = up[how]();
  const ended = await up.finished;
  office.simulator.clearFaults();
  return { hit, ...ended };
}

const pools = () => office.simulator.state().pools;
const effects = (kind: string) => office.simulator.ledger({ kind }).effects.length;

test("everything is killed in the creation of the pool, then in that of the set: after `cancel` the next `up` goes on with what was begun", async () => {
  for (const route of ["CreateDesktopPool", "AddDesktopPoolVolumes"]) {
    expect(await killedIn(route, "killEverything")).toMatchObject({ exitCode: 137 });
    expect(await office.stack.cancel()).toMatchObject({ exitCode: 0 });
  }
  const up = await office.stack.up(["--skip-preview"]);
  expect(up).toMatchObject({ exitCode: 0 });
  expect([effects("pool-created"), effects("disk-added")]).toEqual([1, 1]);
  expect(up.stdout).toContain("pending operations");
  expect(await office.stack.refresh(["--skip-preview", "--clear-pending-creates"])).toMatchObject({ exitCode: 0 });
  const preview = await office.stack.preview(["--expect-no-changes"]);
  expect(preview).toMatchObject({ exitCode: 0 });
  expect(preview.stdout).not.toContain("pending operations");
  expect((await office.stack.outputs()).outputs).toEqual({
    poolId: pools()[0]?.id,
    volumeIds: { data: pools()[0]?.disks[0]?.id },
  });
});

test("the provider is killed between an add and its answer: the next `up` finds the disk and adds no second one", async () => {
  office.write(officeWith({ data, logs: { type: "SAS", size: 30 } }));
  const killed = await killedIn("AddDesktopPoolVolumes", "killProvider");
  expect(killed).toMatchObject({ hit: 1, exitCode: expect.any(Number) });
  expect(killed.exitCode).not.toBe(0);
  expect(await office.stack.up(["--skip-preview"])).toMatchObject({ exitCode: 0 });
  expect(effects("disk-added")).toBe(2);
  expect(pools()[0]?.disks.map((disk) => disk.size)).toEqual([100, 30]);
});

test("a job that fails on a desktop fails the `up` with desktop and reason; after a refresh the preview still says so, and the next `up` repairs it", async () => {
  office.simulator.fault({
    route: "ExpandDesktopPoolVolumes",
    effect: { job: { outcome: "partial", code: "WKS.9", reason: "host is full" } },
  });
  const desktop = office.simulator.state().pools[0]?.desktops.at(-1)?.name ?? "";
  office.write(officeWith({ data: { type: "SAS", size: 120 }, logs: { type: "SAS", size: 30 } }));
  const up = await office.stack.up(["--skip-preview"]);
  expect(up.exitCode).not.toBe(0);
  expect(diagnosticsOf(up, "disks").join("\n")).toContain("host is full");
  expect(diagnosticsOf(up, "disks").join("\n")).toContain(desktop);

  expect(await office.stack.refresh(["--skip-preview"])).toMatchObject({ exitCode: 0 });
  const preview = await office.stack.preview();
  expect(diagnosticsOf(preview, "disks").join("\n")).toMatch(new RegExp(`warning: UNFINISHED: .*${desktop}`));
  expect(await office.stack.up(["--skip-preview"])).toMatchObject({ exitCode: 0 });
  const sizes = office.simulator.state().pools[0]?.desktops.map((each) => each.disks.map((disk) => disk.size));
  expect(sizes).toEqual(Array(2).fill(expect.arrayContaining([120, 30])));
  expect(await office.stack.preview(["--expect-no-changes"])).toMatchObject({ exitCode: 0 });
  expect(effects("disk-deleted")).toBe(0);
});

test("a secret key that came from the configuration stands encrypted in the state, and in clear in no file", () => {
  expect(filesWith(office.engine, "PoolVolumeSet").length).toBeGreaterThan(3);
  expect(filesWith(office.engine, secretKey)).toEqual([]);
});
