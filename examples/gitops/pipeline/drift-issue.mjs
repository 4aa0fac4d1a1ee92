// `node pipeline/drift-issue.mjs`: one open issue while there is drift, with the reasons of last night; closed when there is none.
import { existsSync, readFileSync } from "node:fs";
import { all, github } from "./github.mjs";

// No report, no news: whether there is drift could not be found out, and the failed step before this one says why.
if (!existsSync("drift.md")) process.exit(0);

const title = `Drift of stack ${process.env.PULUMI_STACK}`;
const label = "workspace: drift";
const body = readFileSync("drift.md", "utf8");

const open = (await all(`/issues?state=open&labels=${encodeURIComponent(label)}`)).find(
  (issue) => issue.title === title,
);
if (open && body === "") await github("PATCH", `/issues/${open.number}`, { state: "closed" });
else if (open) await github("PATCH", `/issues/${open.number}`, { body });
else if (body !== "") await github("POST", "/issues", { title, body, labels: [label] });
