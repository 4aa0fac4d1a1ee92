/** The speed of a disk that exists, where the service has a call that changes it: in place, and no data is lost. */
import type { Declared, Outcome, Refusal, Volume } from "./types.ts";
import { fieldOf, namedDisk } from "./words.ts";

interface Found {
  readonly declared: Declared;
  readonly recorded: Declared | undefined;
  readonly volume: Volume;
}

const fields = ["iops", "throughput"] as const;

/** A line that was only taken away asks for nothing, and neither does drift that no preview has shown. */
export function planSpeed(key: string, found: Found, { steps, refusals }: Outcome): void {
  if (!fields.some((field) => isAsked(field, found))) return;
  const { declared, volume } = found;
  const [iops, throughput] = fields.map((field) => declared[field] ?? volume[field]);
  if (iops === undefined || throughput === undefined) refusals.push(half(key, found));
  else steps.push({ kind: "speed", key, volume, iops, throughput });
}

function isAsked(field: (typeof fields)[number], { declared, recorded, volume }: Found): boolean {
  const wanted = declared[field];
  return wanted !== undefined && wanted !== recorded?.[field] && wanted !== volume[field];
}

/** BatchModifyQosVolumes takes both, and what is not known cannot be kept. */
function half(key: string, { declared, volume }: Found): Refusal {
  const lacking = fields.filter((field) => declared[field] === undefined).map((field) => fieldOf(key, field));
  const why = `the service changes \`iops\` and \`throughput\` only together, and does not say what the disk has now`;
  return {
    key,
    reason: `the speed of ${namedDisk(key, volume)} cannot be changed by half: ${why}: write ${lacking.join()} too`,
  };
}
