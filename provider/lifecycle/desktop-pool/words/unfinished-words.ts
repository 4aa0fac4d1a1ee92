/** What an earlier run left open on a pool, and which line puts it right. */
import type { PoolDesktop } from "../../../workspace/types.ts";
import { namedDesktop } from "../size/choice.ts";
import type { FailedDesktops, Pending, Unfinished } from "../state/state.ts";
import { told } from "./user-words.ts";

export function unfinishedWords({ pending, missing, failed }: Unfinished): string[] {
  return [
    ...(pending === undefined
      ? []
      : [`UNFINISHED: ${begun(pending)}: \`pulumi up\` looks at what became of it and does only what is missing`]),
    ...(missing === undefined
      ? []
      : [`UNFINISHED: ${count(missing)} still to be made: \`pulumi up\` makes them${because(failed ?? [])}`]),
  ];
}

const begun = ({ operation, jobId }: Pending): string =>
  `${operation} (${jobId === undefined ? "its answer was lost" : `job ${jobId}`})`;

/** Before the first call: until it shows what became of them, nobody can tell how many desktops the pool has. */
export function stillGoingWords(pending: Pending, going: readonly PoolDesktop[], failure?: Error): string {
  const [desktops, are] = going.length === 1 ? ["desktop", "is"] : ["desktops", "are"];
  const failed = failure === undefined ? "" : `${failure.message} `;
  return (
    `${begun(pending)}: ${failed}${desktops} ${told(going.map(namedDesktop))} ${are} still listed as going, and whether it was done is not known. ` +
    "Nothing was changed: run `pulumi up` again, it looks first; if it stays so, ask the service's support what became of it"
  );
}

const count = (n: number): string => (n === 1 ? "1 desktop is" : `${n} desktops are`);

const because = (failed: FailedDesktops): string =>
  failed.length === 0
    ? ""
    : `; the last attempt failed: ${failed.map((f) => `${f.name ?? f.desktopId}: ${f.reason ?? "no reason given"}`).join("; ")}`;

/** Broken desktops count, and are never deleted unasked. */
export function brokenWords(broken: unknown): string[] {
  if (typeof broken !== "object" || broken === null || Object.keys(broken).length === 0) return [];
  const ids = Object.keys(broken);
  const named = Object.entries(broken).map(([id, name]) => `${String(name)} (${id})`);
  return [
    `desktops in status ERROR: ${named.join(", ")}. They count, and are never deleted unasked; to remove them, with everything on them, lower \`size\` by ${ids.length} together with ` +
      `\`scaleDown: { reason: "broken", which: { desktopIds: ${JSON.stringify(ids)} } }\`; a later \`up\` with the old \`size\` makes new ones`,
  ];
}
