// Runs one command to its end. What a cancelled pipeline sends to this process is passed on, once, and the end is waited for:
// Pulumi then finishes the change that is under way, keeps what came of it, and frees its lock.
import { spawn } from "node:child_process";
import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM"];
let cancelled = false;

/** Pulumi without questions, on the stack of this pipeline. */
export const pulumi = (args, how) =>
  run("pulumi", ["--non-interactive", "--color", "never", ...args, "--stack", process.env.PULUMI_STACK], how);

/** `quiet`: what it prints on the standard output is only handed back. */
export function run(command, args, { quiet = false } = {}) {
  // In a group of its own: what is sent to our whole group would reach Pulumi twice, and at the second signal it leaves at once.
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const stdout = collected(child.stdout, quiet ? undefined : process.stdout);
  const stderr = collected(child.stderr, process.stderr);
  return new Promise((resolve) => {
    const pass = (signal) => {
      cancelled = true;
      console.error(`cancelled (${signal}): waiting for ${command} to end what is under way`);
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, pass);
    const end = (code, fault) => {
      for (const signal of signals) process.off(signal, pass);
      if (cancelled) process.exit(code || 130);
      resolve({ code, stdout: stdout(), stderr: stderr() + fault });
    };
    child.once("error", ({ message }) => {
      console.error(`${command} cannot be started: ${message}`);
      end(127, message);
    });
    child.once("close", (code, signal) => end(code ?? 128 + constants.signals[signal], ""));
  });
}

function collected(stream, shown) {
  const parts = [];
  stream.on("data", (part) => {
    parts.push(part);
    shown?.write(part);
  });
  return () => Buffer.concat(parts).toString();
}
