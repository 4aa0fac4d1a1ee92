// Brings every branch office to what branches.json says: a stack each, some at a time, with a report at the end. A branch that fails
// does not keep the others from being done; one whose change would lose data is left to a person.
import { readFileSync } from "node:fs";
import { LocalWorkspace, type OutputMap } from "@pulumi/pulumi/automation/index.js";
import { type Branch, programOf } from "./branch.ts";

const branches: Record<string, Branch> = JSON.parse(readFileSync(new URL("branches.json", import.meta.url), "utf8"));
const atOnce = Number(process.env.FLEET_AT_ONCE ?? 2);

interface Done {
  readonly name: string;
  readonly end: "unchanged" | "changed" | "left to a person" | "failed";
  readonly words: string;
}

/** What the resources warn of in a preview begins with these words when data goes, or may go. */
const harm = /(?:DELETES DATA|TAKES OFF THE POOL|STOPS DESKTOPS|TAKES ACCESS|NOT KNOWN YET(?:, PEOPLE)?): .*/;

async function reconciled(name: string, branch: Branch): Promise<Done> {
  try {
    const program = programOf(name, branch);
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: name, projectName: "fleet", program },
      { workDir: import.meta.dirname },
    );
    const told: string[] = [];
    const { changeSummary } = await stack.preview({
      refresh: true,
      color: "never",
      onOutput: (text) => told.push(text),
    });
    const [hit] = harm.exec(told.join("")) ?? [];
    if (hit !== undefined) return { name, end: "left to a person", words: hit };
    // Of a resource that ends, Pulumi asks nobody in a preview.
    const ends = Object.keys(changeSummary).filter((op) => op === "delete" || op === "replace");
    if (ends.length > 0) return { name, end: "left to a person", words: `resources to ${ends.join(" and to ")}` };
    const changes = Object.entries(changeSummary).filter(([op]) => op !== "same" && op !== "refresh");
    if (changes.length === 0) return { name, end: "unchanged", words: "" };
    const { outputs } = await stack.up({ refresh: true, color: "never" });
    return { name, end: "changed", words: poolOf(outputs) };
  } catch (error) {
    return { name, end: "failed", words: reasonOf(error) };
  }
}

/** The command's whole output is in the message; what failed stands behind the resource's own `error:`. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [, reason = text] = /^ +error: (.*)$/m.exec(text) ?? [];
  return reason;
}

const poolOf = ({ poolId }: OutputMap): string => `pool ${String(poolId?.value)}`;

/** So many workers take one branch after the other. */
async function all(): Promise<Done[]> {
  const waiting = Object.entries(branches);
  const done: Done[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) done.push(await reconciled(...next));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done.sort((a, b) => a.name.localeCompare(b.name));
}

const report = await all();
for (const { name, end, words } of report) console.log(`${name}: ${end}${words === "" ? "" : `: ${words}`}`);
const ended = (end: Done["end"]) => report.some((one) => one.end === end);
if (ended("left to a person")) process.exitCode = 3;
if (ended("failed")) process.exitCode = 1;
