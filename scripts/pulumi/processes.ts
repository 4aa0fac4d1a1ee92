// What a process has started, and how to end all of it. Pulumi puts its plugins into process groups of their own,
// so a signal to the group of the CLI never reaches them: they are found by their parents.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";

export interface StartedProcess {
  pid: number;
  parent: number;
  command: string;
}

/** Children, their children and so on, nearest first. */
export function descendants(pid: number): StartedProcess[] {
  const all = process.platform === "linux" ? fromProc() : fromPs();
  const found: StartedProcess[] = [];
  const of = (parent: number) => all.filter((one) => one.parent === parent);
  for (let next = of(pid); next.length > 0; next = next.flatMap((one) => of(one.pid))) found.push(...next);
  return found;
}

/** SIGKILL for the process and all that it started. It is stopped first, so that it cannot start more meanwhile. */
export function killTree(pid: number): void {
  signal(pid, "SIGSTOP");
  for (const one of descendants(pid)) signal(one.pid, "SIGKILL");
  signal(pid, "SIGKILL");
}

/** Answers false if there is no such process any more. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    // EPERM: it is there, but it is somebody else's.
    return isNativeError(error) && "code" in error && error.code === "EPERM";
  }
}

/** Slim containers have no `ps`, but every Linux has /proc. */
function fromProc(): StartedProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The second field is a name in brackets that may hold anything, also brackets; the parent is the second after it.
        const afterName = readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /s, "");
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return [{ pid: Number(name), parent: Number(afterName.split(" ")[1]), command }];
      } catch {
        return []; // It ended while we were reading.
      }
    });
}

function fromPs(): StartedProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
