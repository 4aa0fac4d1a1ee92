// What goes wrong in an `up` of the real CLI, and that the next one puts it right: jobs that fail, processes that are killed. Then an
// access key that was replaced since the last `up`: Pulumi hands a plain `refresh` and `destroy` the old one. What a key is that goes in
// mid-run, stands in test/stories/credentials-rotated.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { storedIn } from "./four.ts";
import { diagnosticsOf, filesWith, officeWith } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let office: Story;
const data = { type: "SAS", size: 100 };
const accessKey = "SIMULATORAK";
const secretKey = "simulator-secret-key";
const deadKey = "made-up-rotated-key";
const program = (volumes: Readonly<Record<string, unknown>>) =>
  officeWith(volumes, { pool: { forceDestroy: true }, set: { forceDestroy: true } });

beforeAll(async () => {
  const secrets = { "huaweicloud:secretKey": secretKey };
  office = await openStory("failure", program({ data }), {
    config: { "huaweicloud:accessKey": accessKey },
    secrets,
  });
}, firstStartMs);
afterAll(() => office?.close());

/** Runs an `up` until the service holds the answer to this call, and kills it there. */
async function killedIn(route: string, how: "killProvider" | "killEverything") {
  office.simulator.fault({ route, effect: { hold: true } });
  const up = office.stack.spawnUp(["--skip-preview"]);
  await office.simulator.whenHeld(1);
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
  expect((await office.stack.outputs()).outputs).toEqual({
    poolId: pools()[0]?.id,
    volumeIds: { data: pools()[0]?.disks[0]?.id },
  });
});

test("the provider is killed between an add and its answer: the next `up` finds the disk and adds no second one", async () => {
  office.write(program({ data, logs: { type: "SAS", size: 30 } }));
  const killed = await killedIn("AddDesktopPoolVolumes", "killProvider");
  expect(killed).toMatchObject({ hit: 1, exitCode: expect.any(Number) });
  expect(killed.exitCode).not.toBe(0);
  // The creations that were killed before are over for the state.
  expect(killed.stdout).not.toContain("pending operations");
  expect(await office.stack.up(["--skip-preview"])).toMatchObject({ exitCode: 0 });
  expect(effects("disk-added")).toBe(2);
  expect(pools()[0]?.disks.map((disk) => disk.size)).toEqual([100, 30]);
});

test("a job that fails on a desktop fails the `up` with desktop and reason; it is remembered through a refresh, and the next `up` says it again and repairs it", async () => {
  office.simulator.fault({
    route: "ExpandDesktopPoolVolumes",
    effect: { job: { outcome: "partial", code: "WKS.9", reason: "host is full" } },
  });
  const desktop = office.simulator.state().pools[0]?.desktops.at(-1)?.name ?? "";
  office.write(program({ data: { type: "SAS", size: 120 }, logs: { type: "SAS", size: 30 } }));
  const up = await office.stack.up(["--skip-preview"]);
  expect(up.exitCode).not.toBe(0);
  expect(diagnosticsOf(up, "disks").join("\n")).toContain("host is full");
  expect(diagnosticsOf(up, "disks").join("\n")).toContain(desktop);

  expect(await office.stack.refresh(["--skip-preview"])).toMatchObject({ exitCode: 0 });
  const next = await office.stack.up(["--skip-preview"]);
  expect(diagnosticsOf(next, "disks").join("\n")).toMatch(new RegExp(`warning: UNFINISHED: .*${desktop}`));
  expect(next).toMatchObject({ exitCode: 0 });
  const sizes = office.simulator.state().pools[0]?.desktops.map((each) => each.disks.map((disk) => disk.size));
  expect(sizes).toEqual(Array(2).fill(expect.arrayContaining([120, 30])));
  expect(effects("disk-deleted")).toBe(0);
});

test("a plain `refresh` and `destroy` after the key was replaced fail, name `--run-program`, and drop nothing from the state", async () => {
  // An `up` that has nothing to ask keeps the configuration of its day in the state: from now on that key is a dead one.
  await office.stack.setConfig({ secrets: { "huaweicloud:secretKey": deadKey } });
  await office.does("up");
  await office.stack.setConfig({ secrets: { "huaweicloud:secretKey": secretKey } });
  office.did();
  const there = () => pools().map(({ id, disks }) => [id, ...disks.map((disk) => disk.id)]);
  const before = [await storedIn(office.stack), there()];
  for (const verb of ["refresh", "destroy"] as const) {
    const failed = await office.fails(verb);
    expect(failed.text).toMatch(/are those of huaweicloud:accessKey.*if it was changed since, add --run-program/);
    expect(failed.text).not.toContain(deadKey);
  }
  expect([[await storedIn(office.stack), there()], office.did()]).toEqual([before, []]);
});

test("`--refresh` has the old one too; with `--run-program` it asks with the present one, and finds nothing to do", async () => {
  expect((await office.fails("preview", "--refresh")).text).toContain("add --run-program");
  await office.does("preview", "--refresh", "--run-program", "--expect-no-changes");
  expect(office.did()).toEqual([]);
});

test("a secret key that came from the configuration stands encrypted in the state, and in clear in no file", () => {
  expect(filesWith(office.engine, "PoolVolumeSet").length).toBeGreaterThan(3);
  expect(filesWith(office.engine, secretKey)).toEqual([]);
  expect(filesWith(office.engine, deadKey)).toEqual([]);
});

test("with keys in the environment the old copy counts for nothing: a plain `destroy` ends, and the service holds nothing", async () => {
  office.engine.env.HW_ACCESS_KEY = accessKey;
  office.engine.env.HW_SECRET_KEY = secretKey;
  await office.does("destroy");
  expect(office.did()).toEqual(["DeleteDesktopPoolVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(pools()).toEqual([]);
});
