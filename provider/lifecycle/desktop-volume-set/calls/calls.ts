/** The calls that change disks that exist: one for each kind, its job awaited, the draft true at every moment. */
import type { Declared, StepOf } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import { changingQos, deletingDesktopDisks, expandingDesktopDisks } from "../../../workspace/lost-answers.ts";
import { forget, succeed } from "../../volume-set/claims.ts";
import type { OwnVolume, Seen } from "../desktops/look.ts";
import { run } from "./run-call.ts";
import { diskCount, endOfJob } from "./words.ts";
import { theDesktop, type Work } from "./work.ts";

type Desired = Readonly<Record<string, Declared>>;

const begun = ({ key, volume: { id, type, size } }: { readonly key: string; readonly volume: OwnVolume }) => ({
  key,
  id,
  type,
  size,
});

const diskIn = ({ own }: Seen, id: string): OwnVolume | undefined => own.find((v) => v.id === id);

export async function expandVolumes(
  work: Work,
  steps: readonly StepOf<"expand">[],
  desired: Desired,
): Promise<unknown> {
  const { service, poolId, desktopId, draft } = work;
  const isSmall = (seen: Seen) => (step: StepOf<"expand">) => (diskIn(seen, step.volume.id)?.size ?? 0) < step.size;
  const growths = steps.map(({ volume, size }) => ({ desktopId, volumeId: volume.id, newSize: size }));
  const outcome = await run(work, {
    operation: "expand",
    disks: steps.map((step) => ({ ...begun(step), size: step.size })),
    what: `expanding ${diskCount(steps.length)} of ${theDesktop(work)}`,
    change: expandingDesktopDisks(service, { poolId, desktopVolumesExpansion: growths }),
    isDone: (seen) => !steps.some(isSmall(seen)),
  });
  draft.pending = [];
  const small = steps.filter(isSmall(outcome.seen));
  for (const { key } of steps.filter((step) => !small.includes(step))) grow(work, key, desired[key]);
  if (outcome.failure !== undefined || small.length === 0) return outcome.failure;
  return asBefore(work, outcome.seen, small, (there) => {
    const sizes = there.map(({ key, volume, size }) => `"${key}" (${volume.id}) with its old size and not ${size} GB`);
    return `${endOfJob("the expansion", outcome)} ${theDesktop(work)} still shows ${sizes.join(", ")}`;
  });
}

const named = ({ key, volume }: StepOf<"expand" | "speed">): string => `"${key}" (${volume.id})`;

/** Another try would not change a disk that somebody has taken meanwhile, and does change one that is there. */
function asBefore<S extends StepOf<"expand" | "speed">>(
  work: Work,
  seen: Seen,
  steps: readonly S[],
  stillShows: (there: readonly S[]) => string,
): Error {
  const isThere = ({ volume }: S) => diskIn(seen, volume.id) !== undefined;
  const there = steps.filter(isThere);
  const gone = steps.filter((step) => !isThere(step)).map(named);
  const taken = `${theDesktop(work)} does not show ${gone.join(", ")} any more: run \`pulumi refresh\`, then \`pulumi up\``;
  const reasons = [
    ...(gone.length === 0 ? [] : [taken]),
    ...(there.length === 0 ? [] : [`${stillShows(there)}: run \`pulumi up\` again`]),
  ];
  return workspaceError("bad_answer", reasons.join("\n"));
}

/** Its speed is as the program says only when that is proven too. */
function grow({ draft: { recorded } }: Work, key: string, declared: Declared | undefined): void {
  if (declared === undefined) return;
  const { iops, throughput } = recorded[key] ?? declared;
  const { iops: _i, throughput: _t, ...grown } = declared;
  recorded[key] = {
    ...grown,
    ...(iops === undefined ? {} : { iops }),
    ...(throughput === undefined ? {} : { throughput }),
  };
}

/** A call sets one speed, for as many disks as are to have it. */
export async function changeSpeeds(work: Work, steps: readonly StepOf<"speed">[], desired: Desired): Promise<unknown> {
  const speedOf = ({ iops, throughput }: StepOf<"speed">): string => `${iops} ${throughput}`;
  for (const speed of new Set(steps.map(speedOf))) {
    const some = steps.filter((step) => speedOf(step) === speed);
    const failure = await changeSpeed(work, some, desired);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function changeSpeed(work: Work, steps: readonly StepOf<"speed">[], desired: Desired): Promise<unknown> {
  const { service, poolId, draft } = work;
  const [{ iops, throughput } = { iops: 0, throughput: 0 }] = steps;
  const volumeIds = steps.map(({ volume }) => volume.id);
  const isSlow = (seen: Seen) => (step: StepOf<"speed">) => !hasSpeed(diskIn(seen, step.volume.id), step);
  const outcome = await run(work, {
    operation: "speed",
    disks: steps.map(begun),
    what: `changing the speed of ${diskCount(steps.length)} of ${theDesktop(work)}`,
    change: changingQos(service, { poolId, volumeIds, qos: { iops, throughput } }),
    isDone: (seen) => !steps.some(isSlow(seen)),
  });
  draft.pending = [];
  const slow = outcome.failure === undefined ? steps.filter(isSlow(outcome.seen)) : steps;
  for (const { key } of steps.filter((step) => !slow.includes(step))) {
    const declared = desired[key];
    if (declared !== undefined) draft.recorded[key] = declared;
  }
  if (outcome.failure !== undefined || slow.length === 0) return outcome.failure;
  return asBefore(work, outcome.seen, slow, (there) => {
    const end = endOfJob("the change of speed", outcome);
    return `${end} ${theDesktop(work)} still shows another one for ${there.map(named).join(", ")}`;
  });
}

/** Older regions tell no speed: there the job's own word has to do. */
const hasSpeed = (disk: OwnVolume | undefined, { iops, throughput }: StepOf<"speed">): boolean =>
  disk !== undefined && (disk.iops ?? iops) === iops && (disk.throughput ?? throughput) === throughput;

export async function deleteVolumes(work: Work, steps: readonly StepOf<"delete">[]): Promise<unknown> {
  const { service, poolId, desktopId, draft } = work;
  const isThere = (seen: Seen) => (step: StepOf<"delete">) => diskIn(seen, step.volume.id) !== undefined;
  const volumeIds = steps.map(({ volume }) => volume.id);
  const outcome = await run(work, {
    operation: "delete",
    disks: steps.map(begun),
    what: `deleting ${diskCount(steps.length)} of ${theDesktop(work)}`,
    change: deletingDesktopDisks(service, { poolId, desktopId, volumeIds }),
    isDone: (seen) => !steps.some(isThere(seen)),
  });
  draft.pending = [];
  const left = steps.filter(isThere(outcome.seen));
  for (const step of steps.filter((deletion) => !left.includes(deletion))) {
    const { key, consent, successor } = step;
    if (successor === undefined) forget(draft, key);
    else succeed(draft, step, successor);
    if (consent !== undefined) draft.spent[key] = consent;
  }
  if (outcome.failure !== undefined || left.length === 0) return outcome.failure;
  const disks = left.map(({ volume: v }) => `${v.id} (${v.type}, ${v.size} GB)`).join(", ");
  const words = `${endOfJob(`the deletion of ${disks}`, outcome)} ${theDesktop(work)} still shows them`;
  return workspaceError("bad_answer", `${words}: run \`pulumi up\` again`);
}
