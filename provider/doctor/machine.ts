/** This machine: its Node, which runs the provider, and the Pulumi that starts it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Line, ok, warning, wrong } from "./line.ts";

/** The oldest that the package's peer dependency allows. */
const leastPulumi = [3, 216] as const;

/** A command that hangs tells nothing either. */
const answerMs = 20_000;

export async function machineLines(env: NodeJS.ProcessEnv): Promise<Line[]> {
  return [ok("node", `Node.js ${process.versions.node}`), await pulumiLine(env)];
}

async function pulumiLine(env: NodeJS.ProcessEnv): Promise<Line> {
  const told = await pulumiVersion(env);
  if (told === undefined)
    return warning(
      "pulumi",
      "no `pulumi` on the PATH that tells its version: install the Pulumi CLI to run programs here",
    );
  const [, major = "0", minor = "0"] = /^v?(\d+)\.(\d+)\./.exec(told) ?? [];
  const isOld = Number(major) < leastPulumi[0] || (Number(major) === leastPulumi[0] && Number(minor) < leastPulumi[1]);
  if (isOld) return wrong("pulumi", `Pulumi ${told} is too old: install ${leastPulumi.join(".")} or newer`);
  return ok("pulumi", `Pulumi ${told}`);
}

async function pulumiVersion(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "1" };
    const { stdout } = await promisify(execFile)("pulumi", ["version"], { env: quiet, timeout: answerMs });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
