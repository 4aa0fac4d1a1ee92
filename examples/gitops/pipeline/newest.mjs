// Is what is checked out here still the newest commit of its branch? An approval may come days after its commit, and an old pipeline
// can be started once more: either would take back what has been applied since. The repository itself is asked, by git.
import { run } from "./pulumi.mjs";

const branch = (process.env.PIPELINE_BRANCH ?? "").trim();
// GitLab's address has the token of the job in it, which a checkout of newer runners has not.
const repository = process.env.CI_REPOSITORY_URL || "origin";

/** Ends with 1 unless it is. `*` is the name of no branch: it says that any commit may be applied. */
export async function stopUnlessNewest() {
  const reason = branch === "*" ? undefined : await reasonToStop();
  if (reason === undefined) return;
  console.error(`${reason} Nothing was changed.`);
  process.exit(1);
}

async function reasonToStop() {
  if (branch === "")
    return 'PIPELINE_BRANCH is not set: the branch whose newest commit is applied, such as main ("*" applies any commit).';
  const here = await commitHere();
  const newest = here && (await newestCommit());
  if (!newest) return `git does not tell which commit of ${branch} is the newest, or which one this is.`;
  return here === newest
    ? undefined
    : `This is commit ${short(here)}, and the newest one of ${branch} is ${short(newest)}: an older commit is not applied over it. Run the pipeline of the newest commit, and approve what that one would do.`;
}

const commitHere = async () => (await git("rev-parse", "--verify", "HEAD"))[0];

async function newestCommit() {
  const name = `\trefs/heads/${branch}`;
  const line = (await git("ls-remote", repository, `refs/heads/${branch}`)).find((found) => found.endsWith(name));
  return line?.slice(0, -name.length);
}

/** The lines of its answer: none if it fails, and then its own words stand in the log. */
async function git(...args) {
  const { code, stdout } = await run("git", args, { quiet: true });
  return code === 0 ? stdout.trimEnd().split("\n").filter(Boolean) : [];
}

const short = (commit) => commit.slice(0, 7);
