/** What `pulumi preview --json` has written: the steps, and what the resources said about them. */
import { z } from "zod";

const resourceSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  retainOnDelete: z.boolean().optional(),
  /** True of what a replacement has deleted already, before it broke off; but Pulumi also sets it while it previews a replacement. */
  pendingReplacement: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
});

const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: resourceSchema.optional(),
  newState: resourceSchema.optional(),
});

const diagnosticSchema = z.object({ urn: z.string().optional(), message: z.string(), severity: z.string() });

const previewSchema = z.object({
  steps: z.array(stepSchema).default([]),
  diagnostics: z.array(diagnosticSchema).default([]),
  changeSummary: z.record(z.string(), z.number()).optional(),
});

export interface Preview {
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  readonly changeSummary: Readonly<Record<string, number>>;
}

export type Step = z.infer<typeof stepSchema>;
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** Throws with what to do, when it is no preview or only the beginning of one. */
export function previewIn(text: string): Preview {
  const parsed = previewSchema.safeParse(json(text));
  if (!parsed.success)
    throw new Error(
      `this is JSON, but no preview (${parsed.error.issues[0]?.path.join(".") || "the whole"}): ${whence}`,
    );
  const { steps, diagnostics, changeSummary } = parsed.data;
  if (steps.length === 0 && diagnostics.length === 0)
    throw new Error(`the preview has no steps, not even that of the stack: ${whence}`);
  // The sums come last, and the stack itself counts. Where an error is told, its words are worth more than this.
  if (changeSummary === undefined && diagnostics.every(({ severity }) => severity !== "error"))
    throw new Error(`the preview was cancelled before its end, for it has no sums (changeSummary): ${whence}`);
  return { steps, diagnostics, changeSummary: changeSummary ?? {} };
}

/** Without this option Pulumi leaves out what an earlier replacement has still to delete. */
const whence =
  "write it with `pulumi preview --refresh --show-replacement-steps --json > preview.json`, look at what that printed on its standard error, and give the whole file";

function json(text: string): unknown {
  if (text.trim() === "") throw new Error(`there is nothing to judge, the preview is empty: ${whence}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`the preview is no JSON, or breaks off after ${text.length} characters: ${whence}`);
  }
}

/** `urn:pulumi:dev::project::kind::disks` → `disks` */
export const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

const own = /^pulumi-nodejs:dynamic\/workspace:(\w+)$/;

/** The kind of one of our resources; nothing for those of other providers. */
export const kindOf = (urn: string): string | undefined =>
  own.exec(urn.split("::").at(-2)?.split("$").at(-1) ?? "")?.[1];
