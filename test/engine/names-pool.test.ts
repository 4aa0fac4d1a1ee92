// Names that change, and names that are the same in two places, with the real CLI, where the pool itself is named by them.
// A pool with a `name`, and a set that changes its name, stand in consent.test.ts and names.test.ts.

import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Finished } from "../../scripts/pulumi/run.ts";
import { firstStartMs } from "./engine.ts";
import { diagnosticsOf, imports, poolArgs } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const { name: _, ...nameless } = poolArgs;

/** A pool whose name is made up, and a set on it. */
const program = (pool: string, options = "", consent = true): string => `${imports}
const pool = new DesktopPool("${pool}", ${JSON.stringify({ ...nameless, recoverWithin: "1s", forceDestroy: true })}, { ${options} });
new PoolVolumeSet("disks", { pool, recoverWithin: "1s", volumes: { data: { type: "SAS", size: 100 } }, forceDestroy: ${consent} });
export const poolId = pool.id;
`;

beforeAll(async () => {
  story = await openStory("names-pool", program("office", "", false));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const pools = () => story.simulator.state().pools;
const there = () => pools().map(({ name, id, disks }) => [name, id, ...disks.map((disk) => disk.id)]);

/** A command on a stack of another name, in the same folder. */
const on = (stack: string, ...args: string[]): Promise<Finished> =>
  story.engine.start([...args, "--stack", stack], { cwd: story.stack.folder }).finished;

/** A new stack, of the name that the first one had. */
const initialized = (): Promise<Finished> =>
  story.engine.start(["stack", "init", "names-pool"], { cwd: story.stack.folder }).finished;

test("a new name without alias makes another pool where the name is made up: the preview names `aliases`, the set stops the `up`, and the old pool keeps everything", async () => {
  const before = there();
  story.write(program("bureau", "", false));
  const preview = await story.does("preview");
  expect(preview.under("bureau")).toMatch(
    /creates desktop pool bureau-[a-z2-7]{6} with 2 desktops; if you renamed or moved the resource, add `aliases` instead/,
  );
  expect(preview.under("disks")).toMatch(/REFUSED: which pool it will be is not known yet.* give it `aliases`/);
  const up = await story.fails("up");
  expect(up.under("disks")).toMatch(
    /poolId changes from .*: if the pool resource was renamed .*, undo that .* give it `aliases`; otherwise set it back/,
  );
  expect(story.did()).toEqual(["CreateDesktopPool"]);
  expect(there()).toEqual([...before, [expect.stringMatching(/^bureau-/), expect.any(String)]]);
});

test("with the alias the new name is no change, and the pool keeps the name that was made for it once; the other pool goes with its line", async () => {
  const [own] = there();
  story.write(program("studio", 'aliases: [{ name: "office" }]', false));
  await story.does("up");
  expect([story.did(), there()]).toEqual([["BatchDeleteDesktops", "DeleteDesktopPool"], [own]]);
  story.write(program("office", 'aliases: [{ name: "studio" }]'));
  await story.does("up");
  story.write(program("office"));
  expect([story.did(), there()]).toEqual([[], [own]]);
});

test("a stack that gets another name is no change, and goes on with the same pool and disks", async () => {
  const before = there();
  await story.types("stack", "rename", "moved");
  expect(await on("moved", "preview", "--refresh", "--expect-no-changes")).toMatchObject({ exitCode: 0 });
  expect([story.did(), there()]).toEqual([[], before]);
});

test("a new stack of the old name has the same identity, and yet takes nothing: the pool is refused in words that name `aliases` and `adopt`", async () => {
  const before = there();
  expect(await initialized()).toMatchObject({ exitCode: 0 });
  await on("names-pool", "config", "set", "huaweicloud:maxRequestsPerSecond", "1000");
  const up = await on("names-pool", "up", "--yes", "--skip-preview");
  expect(up.exitCode).not.toBe(0);
  expect(diagnosticsOf(up, "office").join("\n")).toMatch(
    /there is a desktop pool named office-[a-z2-7]{6} already .*add `aliases` instead; to take that pool over as it is, write `adopt: /,
  );
  expect([story.did(), there()]).toEqual([[], before]);
});

test("the same program from a second backend, after `recoverWithin`, steals nothing and makes nothing twice, neither pool nor disks", async () => {
  const [before, first] = [there(), story.engine.env.PULUMI_BACKEND_URL];
  story.engine.env.PULUMI_BACKEND_URL = `${first}-second`;
  mkdirSync(new URL(story.engine.env.PULUMI_BACKEND_URL));
  expect(await initialized()).toMatchObject({ exitCode: 0 });
  const up = await on("names-pool", "up", "--yes", "--skip-preview");
  expect(diagnosticsOf(up, "office").join("\n")).toContain("longer ago than `recoverWithin`");

  // Its set alone, on the pool by its id.
  const set = `const set = { poolId: "${before[0]?.[1]}", recoverWithin: "1s", volumes: { data: { type: "SAS", size: 100 } } };`;
  story.write(`${imports}\n${set}\nnew PoolVolumeSet("disks", set);`);
  const disks = await on("names-pool", "up", "--yes", "--skip-preview");
  expect(diagnosticsOf(disks, "disks").join("\n")).toMatch(/matches key .*data.*write `id: ".*"`.*or `adopt: false`/);
  expect([story.did(), there()]).toEqual([[], before]);

  story.engine.env.PULUMI_BACKEND_URL = first;
  expect(await on("moved", "destroy", "--yes", "--skip-preview")).toMatchObject({ exitCode: 0 });
  expect([pools(), story.did()]).toEqual([
    [],
    ["DeleteDesktopPoolVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"],
  ]);
});
