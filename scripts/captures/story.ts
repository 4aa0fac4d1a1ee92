// What is played, in the order of the page. Each part is a run of the real CLI against the simulator; some need what the one before left.

import type { Simulator } from "huaweicloud-workspace-simulator";
import { type Block, logBlock, momentBlock, type Section, screenBlock } from "./page.ts";
import { changeOf, type Disks, programWith } from "./program.ts";
import type { Stage } from "./stage.ts";

const first: Disks = { data: '{ type: "SAS", size: 100 }', scratch: '{ type: "SSD", size: 50 }' };
const changed: Disks = { data: '{ type: "SAS", size: 120 }', logs: '{ type: "SAS", size: 30 }' };
const grown: Disks = { ...changed, data: '{ type: "SAS", size: 150 }' };
const more: Disks = { ...grown, cache: '{ type: "SSD", size: 20 }' };
const followed: Disks = { ...more, logs: '{ type: "SAS", size: 60 }' };

export const firstDisks = first;

const plainUp = ["up", "--yes", "--skip-preview"];

/** In a narrower window Pulumi shows nothing of the progress. */
const wide = 160;

export async function play(stage: Stage): Promise<Section[]> {
  return [
    await firstUp(stage),
    ...(await harm(stage)),
    await progress(stage),
    await partialFailure(stage),
    await repair(stage),
    await recovery(stage),
    await drift(stage),
  ];
}

async function firstUp({ stack }: Stage): Promise<Section> {
  const { stdout, exitCode } = await stack.up(["--skip-preview"]);
  return {
    title: "The program, and its first `up` in the log of a pipeline",
    blocks: [
      { language: "ts", text: programWith(first) },
      logBlock(["up", "--yes", "--skip-preview"], stdout, exitCode),
    ],
    words:
      "A log has a line for each thing that happens. Of the progress of one task only its last line is shown here, and the dots of Pulumi are left out.",
  };
}

async function harm(stage: Stage): Promise<Section[]> {
  stage.write(changed);
  const preview = await stage.types(["preview", "--refresh"]);
  const json = await stage.stack.preview(["--refresh", "--show-replacement-steps", "--json"]);
  const gate = await stage.gate(json.stdout);
  return [
    {
      title: "Preview: one disk grows, one is new, one leaves the program",
      blocks: [diff(first, changed), screenBlock(["preview", "--refresh"], preview)],
      words:
        "The line that begins with `DELETES DATA` names the disk, its size, and how many desktops lose what is on it.",
    },
    {
      title: "Gate: the same preview, judged for a pipeline",
      blocks: [
        {
          language: "text",
          text: `$ pulumi preview --refresh --show-replacement-steps --json > preview.json\n$ npx pulumi-huaweicloud-workspace gate preview.json\n[exit code ${gate.exitCode}]`,
        },
        { language: "md", text: gate.stdout },
      ],
      words:
        "The pipeline goes by the exit code; the summary is for the pull request. See [the command line](command-line.md#gate).",
    },
  ];
}

async function progress(stage: Stage): Promise<Section> {
  stage.time.stopAtFirstDesktop("expandDesktopPoolVolumes");
  const watched = { pattern: /\(1\/3 desktops\)/, seen: stage.time.goOn };
  const up = await stage.types(plainUp, { columns: wide, watched });
  return {
    title: "Up: live progress, and the line at its end",
    blocks: [momentBlock(plainUp, up.moment ?? ""), screenBlock(plainUp, up, wide)],
    words:
      "Pulumi shows progress in the last column of the row and cuts it off where the window ends: with 80 columns nothing of it is left, and the first block is from a window of 160. " +
      "A log shows all of it (`--non-interactive`). The second block is the same `up` when it is done.",
  };
}

async function partialFailure(stage: Stage): Promise<Section> {
  const effect = {
    job: { outcome: "partial", failDesktops: 1, code: "EVS.0042", reason: "no room on the host" },
  } as const;
  stage.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect });
  stage.write(grown);
  return {
    title: "Partial failure: a job that fails on one desktop of three",
    blocks: [diff(changed, grown), screenBlock(plainUp, await stage.types(plainUp))],
    words: "The error says which desktop, what the service said of it, what is true now, and what the next `up` does.",
  };
}

async function repair(stage: Stage): Promise<Section> {
  return {
    title: "Repair: the next `up` does what is missing",
    blocks: [screenBlock(plainUp, await stage.types(plainUp))],
    words:
      "Nothing was changed in the program. What was left open stands in the state, in words too, until it is proven done.",
  };
}

async function recovery(stage: Stage): Promise<Section> {
  stage.write(more);
  stage.time.stopAtFirstDesktop("addDesktopPoolVolumes");
  const killed = stage.stack.spawnUp(["--skip-preview"]);
  await stage.time.stopped();
  killed.killEverything();
  await killed.finished;
  stage.time.goOn();
  const cancel = ["cancel", "--yes"];
  return {
    title: "Recovery: Pulumi was killed in the middle of a job",
    blocks: [
      diff(grown, more),
      screenBlock(plainUp, await stage.types(plainUp)),
      screenBlock(cancel, await stage.types(cancel)),
      screenBlock(plainUp, await stage.types(plainUp)),
    ],
    words:
      "The runner was stopped (SIGKILL) when one desktop of three had the new disk. The lock stays, `pulumi cancel` frees it, and the next `up` finds the disk and adds no second one. " +
      "The long warning is Pulumi's own, and says only that it was interrupted.",
  };
}

async function drift(stage: Stage): Promise<Section> {
  const { simulator } = stage;
  simulator.act({ do: "expandDisk", pool: "office", disk: diskOf(simulator, 30), size: 60 });
  simulator.act({ do: "deleteDisk", pool: "office", disk: diskOf(simulator, 20) });
  await settled(simulator);
  const preview = ["preview", "--refresh"];
  const refused = await stage.types(preview);
  stage.write(followed);
  const accepted = await stage.types(preview);
  return {
    title: "Drift: somebody changed the pool in the console",
    blocks: [screenBlock(preview, refused), diff(more, followed), screenBlock(preview, accepted)],
    words:
      "Somebody enlarged `logs` to 60 GB and deleted `cache`; the program is as before. A disk cannot be made smaller, so the preview fails and names the line to write. " +
      "With that line it goes on, and says that the new `cache` will be empty.",
  };
}

const diskOf = (simulator: Simulator, size: number): string =>
  simulator.state().pools.flatMap(({ disks }) => disks.filter((disk) => disk.size === size))[0]?.id ?? "";

async function settled(simulator: Simulator): Promise<void> {
  while (simulator.state().jobs.length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
}

const diff = (before: Disks, after: Disks): Block => ({ language: "diff", text: changeOf(before, after) });
