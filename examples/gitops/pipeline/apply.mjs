// `node pipeline/apply.mjs`: previews and judges once more, and applies what is safe or what was approved. Heals what a dead run has
// left, in this order: its lock, then `up --refresh`, which finds what that run made, and only then Pulumi's list of pending creations.
// A refresh before the `up` would let the dead run's disk look like a stranger's. An older commit is never applied over a newer one.
import { judge, plan, preview } from "./judge.mjs";
import { heldBy, isLocked } from "./lock.mjs";
import { stopUnlessNewest } from "./newest.mjs";
import { pulumi } from "./pulumi.mjs";

const startedAt = Date.now() - process.uptime() * 1000;
const flags = ["--yes", "--skip-preview", "--refresh", ...(plan ? ["--plan", "plan.json"] : [])];

await stopUnlessNewest();
await preview();
const { exitCode, harm } = await judge();
if (exitCode !== 0) stopUnlessApproved();
// A preview takes minutes, in which somebody may have pushed.
await stopUnlessNewest();
let up = await pulumi(["up", ...flags]);
if (isLocked(up)) up = await upAfterUnlocking(up);
if (up.code !== 0) process.exit(up.code);
process.exit(await clearPendingCreations());

function stopUnlessApproved() {
  const approved = (process.env.APPROVED_HARM ?? "").trim();
  if (exitCode !== 1 && approved === harm) return console.log(`approved: ${harm}`);
  if (exitCode !== 1 && approved !== "")
    console.error(
      "What was approved is not what would happen now: somebody has to look at the summary above and approve that.",
    );
  console.error("Stopped by the gate. Nothing was changed.");
  process.exit(exitCode);
}

async function upAfterUnlocking({ stderr }) {
  const holder = heldBy(stderr, startedAt);
  if (holder !== undefined) {
    console.error(
      `The stack is locked by ${holder}. Nothing was changed. If no Pulumi is at work there any more: pulumi cancel --yes --stack ${process.env.PULUMI_STACK}`,
    );
    process.exit(1);
  }
  console.log("The run that locked the stack has ended without freeing it: taking its lock away.");
  const { code } = await pulumi(["cancel", "--yes"]);
  return code === 0 ? pulumi(["up", ...flags]) : { code };
}

/** Pulumi keeps what a killed run was creating in its list, without a word, until it is told to forget it. */
async function clearPendingCreations() {
  const { code, stdout } = await pulumi(["stack", "export"], { quiet: true });
  if (code !== 0) return code;
  const pending = JSON.parse(stdout).deployment?.pending_operations ?? [];
  if (!pending.some(({ type }) => type === "creating")) return 0;
  return (await pulumi(["refresh", "--clear-pending-creates", "--yes", "--skip-preview"])).code;
}
