// The scripts of examples/gitops by themselves: a missing setting, a verdict that cannot be had, and whose lock may be taken away.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { type Finished, run } from "../../scripts/pulumi/run.ts";
import { gitlabJob } from "./gitlab.ts";
import { jenkinsStage } from "./jenkins.ts";
import { example } from "./place.ts";

const store = {
  HW_REGION_NAME: "ap-southeast-1",
  HW_ACCESS_KEY: "FAKEACCESSKEY",
  HW_SECRET_KEY: "fake-secret-key",
  PULUMI_BACKEND_URL: "file:///somewhere",
  PULUMI_CONFIG_PASSPHRASE: "fake-passphrase",
};
const { PATH = "" } = process.env;
const settings = (env: Record<string, string>): Promise<Finished> =>
  run(process.execPath, [join(example, "pipeline", "settings.mjs")], { env: { PATH, ...env } });

const kept: (() => void)[] = [];
afterEach(() => {
  for (const done of kept.splice(0)) done();
});

test.each(Object.keys(store))(
  "a pipeline without %s stops before anything else, names it, and says where it is set",
  async (name) => {
    const { [name]: _gone, ...others }: Record<string, string> = store;
    const all = [
      { ...others, PULUMI_STACK: "prod", [name]: "", GITHUB_ACTIONS: "true" },
      gitlabJob({ store: others }, "apply").env,
      { ...jenkinsStage({ store: others }, "Apply").env, HW_REGION_NAME: others.HW_REGION_NAME ?? "" },
    ];
    const ends = await Promise.all(all.map(settings));
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
    for (const { stdout, stderr } of ends) {
      expect(stderr).toMatch(new RegExp(`^(?:\\w+ or )*${name} (?:or \\w+ )*is not set: .*\\. Set it `, "m"));
      expect(stdout + stderr).not.toContain("fake-");
    }
    expect(
      ends.map(({ stderr }) => /Set it (.*?) → |Set it (as a credential)/.exec(stderr)?.slice(1).join("")),
    ).toEqual(["in the repository's Settings", "in the project's Settings", "as a credential"]);
  },
);

test("with all of them it goes on; a line break that was pasted with a key is found", async () => {
  const all = { ...store, PULUMI_STACK: "prod" };
  expect(await settings(all)).toMatchObject({ exitCode: 0, stderr: "" });
  const padded = await settings({ ...all, HW_SECRET_KEY: "fake-secret-key\n" });
  expect([padded.exitCode, padded.stderr]).toEqual([1, expect.stringMatching(/^HW_SECRET_KEY begins or ends with/)]);
});

/** What a function of lock.mjs answers, in a process of its own. */
async function asked(expression: string, env: Record<string, string> = {}): Promise<unknown> {
  const module = JSON.stringify(join(example, "pipeline", "lock.mjs"));
  const code = `const lock = await import(${module}); console.log(JSON.stringify(${expression}) ?? "null");`;
  const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", code], {
    env: { PATH, ...env },
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** A process of this name that sleeps, under a parent that never looks what became of it. */
async function sleeper(name: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  symlinkSync("/bin/sleep", join(folder, name));
  const parent = spawn("bash", ["-c", `"${join(folder, name)}" 600 & echo $!; exec sleep 600`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (line) => resolve(Number(line))));
  kept.push(() => {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It is gone already.
    }
    parent.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  while (nameOf(pid) !== name) await new Promise((resolve) => setTimeout(resolve, 20));
  return pid;
}
const nameOf = (pid: number) => readFileSync(`/proc/${pid}/comm`, "utf8").trim();
const stateOf = (pid: number) => /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];

test("a pulumi that runs is at work; one that was killed and not yet reaped is not, nor is another program or nobody", async () => {
  const [pulumi, other] = [await sleeper("pulumi"), await sleeper("postgres")];
  expect([await asked(`lock.isAtWork(${pulumi})`), await asked(`lock.isAtWork(${other})`)]).toEqual([true, false]);
  process.kill(pulumi, "SIGKILL");
  while (stateOf(pulumi) !== "Z") await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await asked(`lock.isAtWork(${pulumi})`)).toBe(false);
  expect(await asked("lock.isAtWork(4194305)")).toBe(false);
});

test("a lock is taken away from the dead and from earlier runs of this pipeline, and from nobody else", async () => {
  const living = await sleeper("pulumi");
  const start = Date.parse("2026-11-22T10:00:00Z");
  const holder = (who: string, env: Record<string, string> = {}) =>
    asked(`lock.heldBy(${JSON.stringify(`\\n  file:///x/y.json: created by ${who}`)}, ${start}) ?? null`, env);
  const rule = { PIPELINE_LOCKS: "^runner@" };
  expect(await holder(`root@${hostname()} (pid 4194305) at 2026-11-22T09:00:00Z`)).toBeNull();
  expect(await holder(`root@${hostname()} (pid ${living}) at 2026-11-22T09:00:00Z`, rule)).toContain(`pid ${living}`);
  expect(await holder("runner@runnervm1 (pid 7) at 2026-11-22T09:00:00Z", rule)).toBeNull();
  expect(await holder("runner@runnervm1 (pid 7) at 2026-11-22T10:00:01Z", rule)).toContain("runner@runnervm1");
  expect(await holder("runner@runnervm1 (pid 7) at 2026-11-22T09:00:00Z")).toContain("runner@runnervm1");
  expect(await holder("ada@laptop (pid 7) at 2026-11-22T09:00:00Z", rule)).toBe(
    "ada@laptop (pid 7) since 2026-11-22T09:00:00Z",
  );
});

test("a preview that is no preview is no verdict of safe", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gate-"));
  kept.push(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(example, "..", "..", "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "preview.json"), '{ "steps": [');
  const { HOME = "" } = process.env;
  const gate = await run(process.execPath, [join(example, "pipeline", "gate.mjs"), "--tell"], {
    cwd: folder,
    env: { PATH, HOME },
  });
  expect(gate.exitCode).toBe(1);
  expect(readFileSync(join(folder, "summary.md"), "utf8")).toMatch(
    /There is no verdict[\s\S]*breaks off after 12 characters/,
  );
  expect(JSON.parse(readFileSync(join(folder, "verdict.json"), "utf8"))).toMatchObject({ word: "error", harm: "" });
});
