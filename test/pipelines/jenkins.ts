// A stage of examples/gitops/jenkins/Jenkinsfile: its `sh` steps in their order, and its environment, with the credentials that it names.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { example, type Place } from "./place.ts";

type Texts = Record<string, string>;

export const jenkinsfile = readFileSync(join(example, "jenkins", "Jenkinsfile"), "utf8");

/** Which entry of the store a credential stands for: `hw-access-key` → `HW_ACCESS_KEY`. */
const entryOf = (id: string): string => id.replaceAll("-", "_").toUpperCase();

/** What stands between the braces after these words. */
export function blockOf(text: string, words: string): string {
  const from = text.indexOf(words);
  const start = text.indexOf("{", from + words.length - 1) + 1;
  let depth = 1;
  let end = start;
  for (; depth > 0 && from >= 0 && end < text.length; end += 1) depth += { "{": 1, "}": -1 }[text[end] ?? ""] ?? 0;
  return from < 0 ? "" : text.slice(start, end - 1);
}

export function jenkinsStage(place: Pick<Place, "store">, name: string): { lines: string[]; env: Texts } {
  const stage = blockOf(jenkinsfile, `stage('${name}')`);
  const outer = blockOf(jenkinsfile.slice(0, jenkinsfile.indexOf("stages {")), "environment {");
  const set = [outer, blockOf(stage, "environment {")].join("\n");
  const plain = [...set.matchAll(/(\w+) = '([^']*)'/g)].map(([, key = "", value = ""]) => [key, value]);
  const secret = [...set.matchAll(/(\w+) = credentials\('([^']*)'\)/g)].map(([, key = "", id = ""]) => [
    key,
    place.store[entryOf(id)] ?? "",
  ]);
  const lines = [...stage.matchAll(/\bsh(?:\(script:)? ?'([^']*)'/g)].map(([, line = ""]) => line);
  return {
    lines,
    env: { JENKINS_URL: "https://jenkins.example.com/", ...Object.fromEntries([...plain, ...secret]) },
  };
}
