// What the Pulumi Kubernetes Operator v2 runs for a Stack object: `preview` or `up`, by the fields that its reference describes
// (`preview`, `refresh`, `stack`, `config`, `envRefs`). The operator itself, its pods and its Git checkout are not played.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Finished } from "../../scripts/pulumi/run.ts";
import { example, type Place } from "./place.ts";

interface Reference {
  type: string;
  literal?: { value: string };
  secret?: { name: string; key: string };
}

export interface StackObject {
  kind: string;
  metadata: { name: string };
  spec: {
    stack: string;
    branch: string;
    preview?: boolean;
    refresh?: boolean;
    continueResyncOnCommitMatch?: boolean;
    resyncFrequencySeconds?: number;
    destroyOnFinalize?: boolean;
    config: Record<string, string>;
    envRefs: Record<string, Reference>;
    workspaceTemplate: { spec: { image: string } };
  };
}

const file = readFileSync(join(example, "kubernetes", "stacks.yaml"), "utf8");

export const kubernetesObjects = (): StackObject[] => parseAllDocuments(file).map((document) => document.toJS());
export const stackObject = (name: string): StackObject | undefined =>
  kubernetesObjects().find(({ kind, metadata }) => kind === "Stack" && metadata.name === name);

/** Which entry of the store a key of a Secret stands for. */
const entries: Readonly<Record<string, string>> = {
  "office-reader accessKey": "HW_READER_ACCESS_KEY",
  "office-reader secretKey": "HW_READER_SECRET_KEY",
  "office-changer accessKey": "HW_ACCESS_KEY",
  "office-changer secretKey": "HW_SECRET_KEY",
  "office-state backendUrl": "PULUMI_BACKEND_URL",
  "office-state passphrase": "PULUMI_CONFIG_PASSPHRASE",
};

function textOf(place: Place, { literal, secret }: Reference): string {
  return literal?.value ?? place.store[entries[`${secret?.name} ${secret?.key}`] ?? ""] ?? "";
}

export function operatorPlays(place: Place, { spec }: StackObject): Promise<Finished> {
  const env = Object.fromEntries(Object.entries(spec.envRefs).map(([name, ref]) => [name, textOf(place, ref)]));
  const verb = spec.preview === true ? ["preview"] : ["up", "--yes", "--skip-preview"];
  const flags = [...verb, "--diff", ...(spec.refresh === true ? ["--refresh"] : []), "--stack", spec.stack];
  const config = Object.entries(spec.config).flatMap(([key, value]) => ["--config", `${key}=${value}`]);
  const typed = ["pulumi", "--non-interactive", "--color never", ...flags, ...config].join(" ");
  return place.play(typed, env).finished;
}
