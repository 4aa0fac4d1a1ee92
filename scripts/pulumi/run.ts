// Runs one command to its end and hands back what it printed. A command that fails, or is not there, is an answer, not a throw.

import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { killTree } from "./processes.ts";

export interface Finished {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Kills the command and everything that it started. */
  timeoutMs?: number;
  /** Called with each line of stdout and stderr as it comes. */
  onLine?: (line: string) => void;
}

export interface Running {
  /** Undefined if the command could not be started. */
  pid: number | undefined;
  finished: Promise<Finished>;
}

export function run(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  return start(command, args, options).finished;
}

export function start(command: string, args: readonly string[], options: RunOptions): Running {
  const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  return { pid: child.pid, finished: ended(child, command, options) };
}

function ended(child: ChildProcess, command: string, options: RunOptions): Promise<Finished> {
  const stdout = collect(child.stdout, options.onLine);
  const stderr = collect(child.stderr, options.onLine);
  return new Promise((resolve) => {
    let timedOut = "";
    const timer = setTimeout(() => {
      timedOut = `${command} took longer than ${(options.timeoutMs ?? 0) / 1000} s and was stopped`;
      if (child.pid !== undefined) killTree(child.pid);
    }, options.timeoutMs ?? 0x7fffffff);
    const end = (exitCode: number, fault: string) => {
      clearTimeout(timer);
      resolve({ exitCode, stdout: stdout(), stderr: [stderr(), fault].filter((text) => text !== "").join("\n") });
    };
    child.once("error", (error) => end(127, error.message));
    child.once("close", (code, signal) => end(code ?? exitCodeOf(signal), timedOut));
  });
}

/** As a shell counts it: 130 for SIGINT, 137 for SIGKILL. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

function collect(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void = () => {}): () => string {
  let text = "";
  let open = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => {
    text += chunk;
    const lines = (open + chunk).split("\n");
    open = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  stream?.on("end", () => open !== "" && onLine(open));
  return () => text;
}
