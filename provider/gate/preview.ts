/** What `pulumi preview --json` has written: the steps, and what the resources said about them. */
import { z } from "zod";

const resourceSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  retainOnDelete: z.boolean().optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
});

const stepSchema = z.object({ op: z.string(), urn: z.string(), oldState: resourceSchema.optional() });

const diagnosticSchema = z.object({ urn: z.string().optional(), message: z.string(), severity: z.string() });

const previewSchema = z.object({
  steps: z.array(stepSchema).default([]),
  diagnostics: z.array(diagnosticSchema).default([]),
  changeSummary: z.record(z.string(), z.number()).default({}),
});

export type Preview = z.infer<typeof previewSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** Throws with what to do, when it is no preview or only the beginning of one. */
export function previewIn(text: string): Preview {
  const parsed = previewSchema.safeParse(json(text));
  if (!parsed.success)
    throw new Error(
      `this is JSON, but no preview (${parsed.error.issues[0]?.path.join(".") || "the whole"}): ${whence}`,
    );
  if (parsed.data.steps.length === 0 && parsed.data.diagnostics.length === 0)
    throw new Error(`the preview has no steps, not even that of the stack: ${whence}`);
  return parsed.data;
}

const whence =
  "write it with `pulumi preview --refresh --json > preview.json`, look at what that printed on its standard error, and give the whole file";

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
