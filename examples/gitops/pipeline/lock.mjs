// Whose lock is it, and has that run ended? A lock is taken away only if its process is proven dead on this machine, or if it was
// a run of this pipeline, of which the pipeline's own rule lets only one live: this one.
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** The words of backends without a service: files, object stores, databases. Pulumi Cloud has others, and there a person decides. */
const words = /created by (.+)@(\S+) \(pid (\d+)\) at (\S+)/g;

export const isLocked = ({ code, stderr }) => code !== 0 && /is currently locked by \d+ lock/.test(stderr);

/** The first holder that may still be at work; nothing if all have ended. */
export function heldBy(text, startedAt) {
  const holders = [...text.matchAll(words)].map(([, user, host, pid, at]) => ({ user, host, pid: Number(pid), at }));
  const living = holders.find((holder) => !hasEnded(holder, startedAt));
  if (holders.length === 0) return "somebody that the message above does not name";
  return living && `${living.user}@${living.host} (pid ${living.pid}) since ${living.at}`;
}

function hasEnded({ user, host, pid, at }, startedAt) {
  if (host === hostname()) return !isAtWork(pid);
  const ours = process.env.PIPELINE_LOCKS ?? "";
  return ours !== "" && new RegExp(ours).test(`${user}@${host}`) && Date.parse(at) < startedAt;
}

/** A number may belong to another process by now, and a killed one stays in the list, as a zombie, until its parent has looked. */
export function isAtWork(pid) {
  if (process.platform !== "linux") return isThere(pid);
  const stat = statOf(pid);
  const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(stat) ?? [];
  return name === "pulumi" && state !== "Z" && state !== "X";
}

/** Empty if there is no such process, or none any more when it is read. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH") return "";
    throw error;
  }
}

function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
