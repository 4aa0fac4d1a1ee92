// How long Node needs to start and to load something, each in a process of its own, in turns, so that a busy machine is as busy for
// one as for the other. What Node has compiled earlier does not count: each process compiles anew.

import { spawnSync } from "node:child_process";
import { repository } from "../pulumi/parts.ts";

export interface Start {
  what: string;
  /** What the process runs. */
  code: string;
}

const sdk = `await import("@pulumi/pulumi");`;
const ours = `await import("pulumi-huaweicloud-workspace");`;
// A first operation loads what every operation needs. This one has nothing to check, and says so.
const provider = `
  const { run } = await import("pulumi-huaweicloud-workspace/runtime");
  await run("PoolVolumeSet", "check", undefined, [{}, {}]).catch(() => {});`;

export const starts: readonly Start[] = [
  { what: "Node alone", code: "" },
  { what: "@pulumi/pulumi", code: sdk },
  { what: "a program: @pulumi/pulumi and the package", code: sdk + ours },
  { what: "the provider's part of its process", code: provider },
];

/** The median of each, in milliseconds. */
export function medianStarts(rounds: number): number[] {
  const measured = Array.from({ length: rounds }, () => starts.map(startMs));
  return starts.map((_, i) => median(measured.map((round) => round[i] ?? 0)));
}

function startMs({ code }: Start): number {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const begunAt = performance.now();
  const ended = spawnSync(process.execPath, ["--input-type=module", "-e", `${code} process.exit();`], {
    cwd: repository,
    env,
    encoding: "utf8",
  });
  if (ended.status !== 0)
    throw new Error(`it does not load (run \`npm run build\` if it is not built): ${ended.stderr}`);
  return performance.now() - begunAt;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
