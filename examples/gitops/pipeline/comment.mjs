// `node pipeline/comment.mjs`: the summary as the one comment of this pipeline on the pull request, written anew each time, and its label.
import { readFileSync } from "node:fs";
import { all, github } from "./github.mjs";

const pullRequest = `/issues/${process.env.PULL_REQUEST}`;
const mark = `<!-- workspace-gate ${process.env.PULUMI_STACK} -->`;
const body = `${mark}\n${readFileSync("summary.md", "utf8")}\nStack \`${process.env.PULUMI_STACK}\`, commit ${process.env.GITHUB_SHA}.\n`;
const { label } = JSON.parse(readFileSync("verdict.json", "utf8"));

const earlier = (await all(`${pullRequest}/comments`)).find((comment) => comment.body.startsWith(mark));
if (earlier) await github("PATCH", `/issues/comments/${earlier.id}`, { body });
else await github("POST", `${pullRequest}/comments`, { body });

const labels = (await all(`${pullRequest}/labels`)).map(({ name }) => name);
for (const name of labels)
  if (name.startsWith("workspace: ") && name !== label)
    await github("DELETE", `${pullRequest}/labels/${encodeURIComponent(name)}`);
if (!labels.includes(label)) await github("POST", `${pullRequest}/labels`, { labels: [label] });
