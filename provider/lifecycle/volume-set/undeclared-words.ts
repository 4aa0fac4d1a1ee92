/** Disks that are in no key: told when they change, never touched. */
import type { Report } from "../../progress/report.ts";
import type { Volume } from "../../volumes/types.ts";
import { strangeDisk } from "../../volumes/words.ts";
import { onUndeclared } from "./disks.ts";
import type { SetState } from "./state-parts.ts";

export async function tellUndeclared(
  report: Report,
  { undeclaredVolumes, inputs }: Pick<SetState, "undeclaredVolumes" | "inputs">,
  now: readonly Volume[],
  where: string,
): Promise<void> {
  const known = new Set(undeclaredVolumes.map((v) => v.id));
  const isSame = now.length === known.size && now.every((v) => known.has(v.id));
  if (isSame || now.length === 0) return;
  const line = `on ${where}, in no key: ${now.map(strangeDisk).join(", ")}; never touched; write its \`id\` under a key to take one over`;
  if (onUndeclared(inputs) === "report") await report.note(line);
  else await report.warn(`${line}; \`onUndeclared\` is "fail": until then the next change stops before any call`);
}
