// A job of examples/gitops/gitlab/.gitlab-ci.yml: its lines, after those of every job, and its variables. Without the installation.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { example, type Place } from "./place.ts";

type Texts = Record<string, string>;

export interface GitlabJob {
  rules?: readonly Record<string, unknown>[];
  script?: readonly string[];
  resource_group?: string;
  interruptible?: boolean;
  environment?: string;
  needs?: readonly string[];
  artifacts?: { paths: readonly string[] };
  allow_failure?: { exit_codes: number[] };
  variables?: Texts;
}

export interface GitlabFile {
  image: { name: string };
  stages: string[];
  variables: Texts;
  default: { before_script: string[] };
  [job: string]: unknown;
}

export const gitlab: GitlabFile = parse(readFileSync(join(example, "gitlab", ".gitlab-ci.yml"), "utf8"));

const words = ["image", "stages", "variables", "default"];
export const gitlabJobs = (): Record<string, GitlabJob> =>
  Object.fromEntries(
    Object.entries(gitlab).flatMap(([name, job]) =>
      words.includes(name) || typeof job !== "object" || job === null ? [] : [[name, { ...job }]],
    ),
  );

/** What GitLab itself sets. */
const predefined = { GITLAB_CI: "true", CI_DEFAULT_BRANCH: "main" };

/** What the project's CI/CD variables hold comes to every job, as it does there. */
export function gitlabJob(place: Pick<Place, "store">, name: string): { lines: string[]; env: Texts } {
  const { script = [], variables } = gitlabJobs()[name] ?? {};
  const lines = [...gitlab.default.before_script, ...script].filter((line) => !line.startsWith("npm ci"));
  return { lines, env: { ...predefined, ...filled({ ...gitlab.variables, ...variables }), ...place.store } };
}

function filled(texts: Texts): Texts {
  const fill = (text: string): string =>
    Object.entries(predefined).reduce((sofar, [name, value]) => sofar.replaceAll(`$${name}`, value), text);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));
}
