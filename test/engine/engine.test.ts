// The promises of the private engine itself: it is apart from the user's Pulumi, it leaves nothing behind, and a test can crash it.

import { existsSync, readdirSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import { firstStartMs, moment, startEngine } from "./engine.ts";

const settingsOfTheUser = {
  PULUMI_ACCESS_TOKEN: "leaked-token",
  PULUMI_BACKEND_URL: "https://pulumi.invalid",
  PULUMI_STACK: "leaked-stack",
  HW_ACCESS_KEY: "leaked-key",
};
let engine: Engine;

beforeAll(async () => {
  Object.assign(process.env, settingsOfTheUser);
  engine = await startEngine({ HW_REGION_NAME: "given" });
}, firstStartMs);

afterAll(() => engine?.dispose());

/** Only what is looked at: a whole environment has no place in the report of a failed test. */
const settings = `JSON.stringify(Object.fromEntries(Object.entries(process.env)
  .filter(([name]) => /^(PULUMI_[^C]|HW_|XDG_|HOME$)/.test(name))))`;

const skip = ["--skip-preview"];
const itsName = `(await import("pulumi-huaweicloud-workspace/package.json", { with: { type: "json" } })).default.name`;

/** A resource whose `create` is this body; it runs in the provider's process. */
const program = (create: string) => ({
  "index.js": `import * as pulumi from "@pulumi/pulumi";
    const provider = { async create(inputs) { ${create} } };
    class Thing extends pulumi.dynamic.Resource {
      constructor(name) { super(provider, name, { seen: undefined, wanted: new pulumi.Config("a").get("b") }); }
    }
    export const { seen, wanted } = new Thing("thing");
    export const program = ${settings};
    export const secret = new pulumi.Config("a").requireSecret("s");`,
});

/** By name, without what every version of the CLI may rewrite in place. */
function homeOfTheUser(): string[] {
  const home = join(userInfo().homedir, ".pulumi");
  const folders = ["", "logs", "stacks", "workspaces", ".pulumi"].map((name) => join(home, name));
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
}

test("neither the program nor the provider sees the user's settings, the provider finds the package of this repository, and the user's Pulumi home stays as it was", async () => {
  const before = homeOfTheUser();
  const stack = await engine.stack({
    name: "apart",
    program: program(
      `return { id: "1", outs: { ...inputs, seen: ${settings}, wanted: inputs.wanted + " " + ${itsName} } };`,
    ),
    config: { "a:b": "x=1,y" },
    secrets: { "a:s": "hidden words" },
  });
  expect(await stack.up(skip)).toMatchObject({ exitCode: 0, stderr: "" });
  const { outputs } = await stack.outputs();
  expect(outputs).toMatchObject({ wanted: "x=1,y pulumi-huaweicloud-workspace", secret: "hidden words" });
  for (const text of [String(outputs.seen), String(outputs.program)]) {
    expect(text).not.toMatch(/leaked|pulumi\.invalid/);
    expect(JSON.parse(text)).toMatchObject({ HOME: join(engine.root, "home"), HW_REGION_NAME: "given" });
  }
  expect((await stack.exportState()).stdout).not.toContain("hidden words");
  expect(await stack.destroy(skip)).toMatchObject({ exitCode: 0 });
  expect(homeOfTheUser()).toEqual(before);
});

test("a provider or a whole engine that is killed in a create is an answer, and `cancel` frees the stack", async () => {
  const never = `console.log("CREATE BEGAN"); await new Promise((resolve) => setInterval(() => {}, 1000));`;
  const stack = await engine.stack({ name: "crash", program: program(never), secrets: { "a:s": "s" } });
  const crash = async (how: "killProvider" | "killEverything") => {
    const began = moment();
    const up = stack.spawnUp(["--skip-preview"], (line) => line.includes("CREATE BEGAN") && began.reach());
    await began.reached;
    const hit = up[how]();
    return { hit, ...(await up.finished) };
  };
  const withoutProvider = await crash("killProvider");
  expect(withoutProvider).toMatchObject({ hit: 1, exitCode: 1 });
  expect(withoutProvider.stdout).toContain("**creating failed**");
  expect(await crash("killEverything")).toMatchObject({ exitCode: 137 });
  stack.write(program(`return { id: "1", outs: { seen: "made" } };`));
  expect((await stack.up(skip)).stderr).toContain("the stack is currently locked by 1 lock(s)");
  expect(await stack.cancel()).toMatchObject({ exitCode: 0 });
  expect(await stack.up(skip)).toMatchObject({ exitCode: 0 });
});

test("an engine that is disposed of ends what still runs and takes its folder with it", async () => {
  const other = await startEngine();
  const running = moment();
  const folder = other.writeProgram({ "index.js": `console.log("RUNS"); setInterval(() => {}, 1000);` });
  const stack = await other.stack({ program: folder });
  expect(stack.folder).toBe(folder);
  const preview = stack.start(["preview"], (line) => line.includes("RUNS") && running.reach());
  await running.reached;
  await other.dispose();
  expect(await preview.finished).toMatchObject({ exitCode: 137 });
  expect(existsSync(other.root)).toBe(false);
});
