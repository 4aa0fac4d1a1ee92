/** Disks of the pool that are in no key: told when they change, never touched. */
import type { Report } from "../../../progress/report.ts";
import type { Volume } from "../../../volumes/types.ts";
import { strangeDisk } from "../../../volumes/words.ts";
import { onUndeclared } from "../arguments/inputs.ts";
import type { State } from "../state/state.ts";

export async function tellUndeclared(
  report: Report,
  { undeclaredVolumes, poolName, inputs }: Pick<State, "undeclaredVolumes" | "poolName" | "inputs">,
  now: readonly Volume[],
): Promise<void> {
  const known = new Set(undeclaredVolumes.map((v) => v.id));
  const isSame = now.length === known.size && now.every((v) => known.has(v.id));
  if (isSame || now.length === 0) return;
  const where = poolName === "" ? "on the pool" : `on pool ${poolName}`;
  const line = `${where}, in no key: ${now.map(strangeDisk).join(", ")}; never touched; write its \`id\` under a key to take one over`;
  if (onUndeclared(inputs) === "report") await report.note(line);
  else await report.warn(`${line}; \`onUndeclared\` is "fail": until then the next change stops before any call`);
}
