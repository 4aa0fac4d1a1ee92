// A machine for the finder: a home, a PATH with nothing but what a test puts there, no internet, and small scripts that
// answer as `pulumi`, its hosts and `go` do.

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPulumi } from "../../scripts/pulumi/find.ts";

export const parts = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;

export interface Machine {
  root: string;
  bin: string;
  env: NodeJS.ProcessEnv;
  /** The lines that the finder said. */
  said: string[];
  /** What the fake `go` was asked to build, one line each. */
  builds(): string[];
  find(options?: { say?: (line: string) => void }): ReturnType<typeof findPulumi>;
  dispose(): void;
}

export function machine(): Machine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-finder-")));
  const bin = join(root, "bin");
  for (const folder of ["bin", "home"]) mkdirSync(join(root, folder));
  const env = { PATH: bin, HOME: join(root, "home"), NODE_OPTIONS: fetchThat("throw new Error('no internet here')") };
  const said: string[] = [];
  const log = join(root, "builds");
  return {
    root,
    bin,
    env,
    said,
    builds: () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []),
    find: ({ say = () => {} } = {}) => findPulumi({ env, say: (line) => say(said[said.push(line) - 1] ?? "") }),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Puts a whole CLI of this version into a folder; `hosts` replaces the scripts of single parts, "" leaves one out. */
export function putCli(
  folder: string,
  version: string,
  hosts: Partial<Record<(typeof parts)[number], string>> = {},
): void {
  mkdirSync(folder, { recursive: true });
  const [cli, ...others] = parts;
  const scripts = {
    [cli]: `echo ${version}`,
    ...Object.fromEntries(others.map((part) => [part, "echo 4711"])),
    ...hosts,
  };
  for (const [name, body] of Object.entries(scripts))
    if (body !== "") putScript(join(folder, name), `#!/bin/sh\n${body}\n`);
}

/** A `go` that builds scripts instead. It notes each build; with `gate` it first waits until that pipe is written to. */
export function putGo(on: Machine, { version = "go1.26.8", fails = "", gate = "" } = {}): void {
  const script = `#!${process.execPath}
    const { appendFileSync, existsSync, readFileSync, mkdirSync, writeFileSync } = require("node:fs");
    const { dirname } = require("node:path");
    const args = process.argv.slice(2);
    if (args[0] === "env") return console.log(${JSON.stringify(version)});
    const target = args[args.indexOf("-o") + 1];
    appendFileSync(${JSON.stringify(join(on.root, "builds"))}, args.at(-1) + " " + existsSync("go.sum") + "\\n");
    if (${JSON.stringify(gate)} && target.endsWith("nodejs")) readFileSync(${JSON.stringify(gate)});
    if (${JSON.stringify(fails)}) { console.error(${JSON.stringify(fails)}); process.exit(1); }
    mkdirSync(dirname(target), { recursive: true });
    const answer = target.endsWith("nodejs") ? "4711" : "v3.250.0";
    writeFileSync(target, "#!/bin/sh\\necho " + answer + "\\n", { mode: 0o755 });`;
  putScript(join(on.bin, "go"), script);
}

/** A pipe that a fake `go` waits at, so that a test decides when a build ends. */
export function makeGate(on: Machine): { path: string; open: () => void } {
  const path = join(on.root, "gate");
  execFileSync("mkfifo", [path]);
  return { path, open: () => appendFileSync(path, "go on") };
}

/** Something that a test waits for instead of for a time. */
export function moment(): { reached: Promise<void>; reach: () => void } {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return { reached, reach: () => reach() };
}

/** Lets the download succeed: Pulumi's installer gets a script that installs a fake CLI of this version. */
export function serveInstaller(on: Machine, version: string): void {
  const made = join(on.root, "release");
  putCli(made, version);
  const script = `exec ${process.execPath} -e 'fs.cpSync("${made}", process.argv[1] + "/bin", { recursive: true })' "$3"`;
  on.env.NODE_OPTIONS = fetchThat(`return new Response(${JSON.stringify(script)})`);
}

/** Node options under which `fetch` does this; every Node process of the finder gets them. */
function fetchThat(body: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(`globalThis.fetch = async () => { ${body} };`)}`;
}

function putScript(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o755 });
}
