// The same story in every backend: two runs meet, one is killed, its lock is freed, the next run heals, and nothing secret lies there.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Command } from "../../scripts/pulumi/command.ts";
import { firstStartMs } from "../engine/engine.ts";
import { page } from "./section.ts";
import { type Backend, openStage, type Stage, secrets } from "./stage.ts";

const lockKey = /^\.pulumi\/locks\/organization\/program\/office\/[\w-]+\.json$/;
const stateKey = ".pulumi/stacks/program/office.json";

interface State {
  checkpoint: { latest: { resources: { type: string; id: string; outputs: { volumeIds: unknown } }[] } };
}

interface Met {
  readonly stage: Stage;
  readonly backend: Backend;
  /** The locks of the stack, as they are written. */
  locks(): Promise<string[]>;
}

/** Answers what the further stories of a backend look at. */
export function storiesOf(open: () => Promise<Backend & { close(): Promise<void> }>): () => Met {
  let backend: Awaited<ReturnType<typeof open>>;
  let stage: Stage;
  let first: Command;
  beforeAll(async () => {
    backend = await open();
    stage = await openStage(backend);
  }, firstStartMs);
  afterAll(async () => {
    await stage?.close();
    await backend?.close();
  });

  const stored = () => backend.stored();
  const locks = async () => Object.entries(await stored()).flatMap(([key, text]) => (lockKey.test(key) ? [text] : []));

  test("a second run at the same time is refused, reads who is at work and what to type, and does nothing", async () => {
    first = await stage.hungUp();
    const calls = stage.simulator.ledger().calls.length;
    const second = await stage.stack.up(["--skip-preview"]);
    const [lock = "", ...more] = await locks();
    expect([second.exitCode === 0, more]).toEqual([false, []]);
    const { pid, username, hostname } = JSON.parse(lock);
    const said = second.stdout + second.stderr;
    expect(said).toContain(`created by ${username}@${hostname} (pid ${pid}) at `);
    expect(first.processes().map(({ parent }) => parent)).toContain(pid);
    const [words = "?"] = /the stack is currently locked by 1 lock.*$/m.exec(said) ?? [];
    expect(page).toContain(words);
    expect(stage.simulator.ledger().calls).toHaveLength(calls);
  });

  test("a killed run leaves its lock; what the page says for it frees it, and takes over what that run had made", async () => {
    first.killEverything();
    await first.finished;
    stage.simulator.clearFaults();
    expect(await locks()).toHaveLength(1);
    const said = await stage.follows("After a kill");
    expect(said).toMatch(/takes disk .* \(SAS, 100 GB\), which an interrupted run added, as key "data"/);
    expect(stage.changes()).toEqual(["CreateDesktopPool", "AddDesktopPoolVolumes"]);
    expect(await locks()).toEqual([]);
  });

  test("the backend holds what the service has: one pool, and the one disk of it", async () => {
    const state: State = JSON.parse((await stored())[stateKey] ?? "");
    const of = (kind: string) => state.checkpoint.latest.resources.filter(({ type }) => type.endsWith(`:${kind}`));
    const { pools } = stage.simulator.state();
    expect(of("DesktopPool").map(({ id }) => id)).toEqual(pools.map(({ id }) => id));
    const disks = pools.flatMap((pool) => pool.disks.map(({ id }) => id));
    expect(of("PoolVolumeSet").map(({ outputs }) => outputs.volumeIds)).toEqual([{ data: disks[0] }]);
    expect(disks).toHaveLength(1);
    // A folder has a second file beside each, of its kind.
    const keys = Object.keys(await stored()).filter((key) => !key.endsWith(".attrs"));
    const places = keys.map((key) => key.split("/").slice(0, 2).join("/"));
    expect([...new Set(places)].filter((place) => !page.includes(`\`${place}`))).toEqual([]);
    expect(places).toEqual(expect.arrayContaining([".pulumi/stacks", ".pulumi/backups", ".pulumi/history"]));
  });

  test("no secret stands there in clear: not that of the config, not the service's keys, not the passphrase", async () => {
    const texts = Object.entries(await stored());
    const { accessKey, secretKey } = stage.simulator.tenant;
    const withWord = (word: string) => texts.flatMap(([key, text]) => (text.includes(word) ? [key] : []));
    expect([...Object.values(secrets), accessKey, secretKey].flatMap(withWord)).toEqual([]);
    expect(withWord("v1:")).toContain(stateKey); // Encrypted, it is there.
  });

  return () => ({ stage, backend, locks });
}
