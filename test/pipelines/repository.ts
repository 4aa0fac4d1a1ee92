// A real repository of git, and a checkout of its `main`: a pipeline asks the one which commit is the newest, and works in the other.

import { execFileSync } from "node:child_process";

export interface Repository {
  readonly bare: string;
  /** Commits all that lies in the checkout, pushes it, and answers its id. */
  commit(): string;
  /** What a pipeline of that commit has before it: an id, or `main`. */
  checkOut(commit: string): void;
}

const { PATH = "" } = process.env;
/** Nothing of the person who runs the tests: no signatures, no hooks. */
const env = { PATH, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

export function openRepository(checkout: string, bare: string): Repository {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
      cwd: checkout,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  git("init", "--quiet", "--bare", "--initial-branch=main", bare);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", bare);
  return {
    bare,
    commit() {
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message=A change");
      git("push", "--quiet", "origin", "HEAD:main");
      return git("rev-parse", "HEAD");
    },
    checkOut: (commit) => void git("checkout", "--quiet", commit),
  };
}
