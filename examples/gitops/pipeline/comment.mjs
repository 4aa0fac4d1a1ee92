// `node pipeline/comment.mjs`: the summary as the one comment of this stack on the pull request, written anew each time, and its label.
import { readFileSync } from "node:fs";
import { all, github } from "./github.mjs";

const pullRequest = `/issues/${process.env.PULL_REQUEST}`;
const mark = `<!-- workspace-gate ${process.env.PULUMI_STACK} -->`;
const body = `${mark}\n${readFileSync("summary.md", "utf8")}\nStack \`${process.env.PULUMI_STACK}\`, commit ${process.env.GITHUB_SHA}.\n`;

const earlier = (await all(`${pullRequest}/comments`)).find((comment) => comment.body.startsWith(mark));
if (earlier) await github("PATCH", `/issues/comments/${earlier.id}`, { body });
else await github("POST", `${pullRequest}/comments`, { body });

// The label is a service to the eye: without it the comment and the verdict are the same.
try {
  await setLabel();
} catch ({ message }) {
  console.error(`The label was not set; the verdict is the same without it. ${message}`);
}

/** One label a stack: another stack's pipeline has its own on the same pull request. The new one comes before the old one goes. */
async function setLabel() {
  const own = `workspace: ${process.env.PULUMI_STACK}: `;
  const label = JSON.parse(readFileSync("verdict.json", "utf8")).label.replace(/^workspace: /, own);
  const labels = (await all(`${pullRequest}/labels`)).map(({ name }) => name);
  if (!labels.includes(label)) await github("POST", `${pullRequest}/labels`, { labels: [label] });
  for (const name of labels)
    if (name.startsWith(own) && name !== label)
      await github("DELETE", `${pullRequest}/labels/${encodeURIComponent(name)}`);
}
