/**
 * A state that a newer release wrote may say things in words that this one does not know. To act on half of it could lose disks,
 * and to read it anew would write the other half away: so nothing is done with it at all.
 */
import { workspaceError } from "../workspace/errors.ts";
import type { DiffResult, Hooks, Plain } from "./hooks.ts";

export interface Written {
  /** Name of the resource's kind, as it reads in a sentence. */
  readonly kind: string;
  /** The newest form of the state that this release knows. */
  readonly schema: number;
}

/** The hooks, refusing every state that is newer. `diff` says so and throws nothing: a refresh calls it too. */
export function refusingNewer(written: Written, hooks: Hooks): Hooks {
  const guard = (outs: Plain): void => {
    const words = newerWords(written, outs);
    if (words !== undefined) throw workspaceError("refused", words);
  };
  return {
    ...hooks,
    async diff(context, id, olds, news) {
      const words = newerWords(written, olds);
      if (words === undefined) return hooks.diff(context, id, olds, news);
      const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
      if (context.run.wasChecked(urn)) await context.report({ urn, name: written.kind }).warn(`REFUSED: ${words}`);
      return { changes: true } satisfies DiffResult;
    },
    async read(context, id, olds) {
      guard(olds);
      return hooks.read(context, id, olds);
    },
    async update(context, id, olds, news) {
      guard(olds);
      return hooks.update(context, id, olds, news);
    },
    async delete(context, id, olds) {
      guard(olds);
      return hooks.delete(context, id, olds);
    },
  };
}

function newerWords({ kind, schema }: Written, outs: Plain): string | undefined {
  const found = typeof outs.schema === "number" ? outs.schema : schema;
  if (found <= schema) return undefined;
  return (
    `the state of this ${kind} was written by a newer release of pulumi-huaweicloud-workspace (its form is ${found}, this release knows up to ${schema}); ` +
    "nothing was read or changed: update the package (`npm install pulumi-huaweicloud-workspace@latest`), then run the same command again"
  );
}
