/** `POST /volumes`: the call that adds, the disks that it brings, and whose they are. */
import type { Declared, StepOf, Volume } from "../../../volumes/types.ts";
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { addingVolumes } from "../../../workspace/lost-answers.ts";
import type { Accepted, Until } from "../../../workspace/service.ts";
import { claim, supersede } from "../../volume-set/claims.ts";
import { originOfNew } from "../../volume-set/origins.ts";
import { tellApart, type Whose } from "../../volume-set/whose.ts";
import type { Seen } from "../desktops/look.ts";
import { type Outcome, run } from "./run-call.ts";
import { diskCount, endOfJob } from "./words.ts";
import { theDesktop, type Work } from "./work.ts";

type Adds = readonly StepOf<"add">[];

export async function addVolumes(work: Work, steps: Adds): Promise<unknown> {
  const { draft } = work;
  const before = draft.seen.own.map((v) => v.id);
  for (const step of steps) supersede(draft, step);
  const outcome = await run(work, {
    operation: "add",
    disks: steps.map(begun),
    what: `adding ${diskCount(steps.length)} to ${theDesktop(work)}`,
    change: changeOf(work, steps),
    isDone: (seen) => whose(steps, seen, before).missing.length === 0,
  });
  const found = whose(steps, outcome.seen, before);
  claimNew(work, steps, found, outcome);
  return outcome.failure ?? notTold(work, found, outcome);
}

const begun = ({ key, declared: { type, size, deletionProtection } }: StepOf<"add">) => ({
  key,
  type,
  size,
  ...(deletionProtection === true ? { deletionProtection } : {}),
});

/**
 * A region may know the list only by the other of its two names: what it refuses for that has changed nothing, and is sent by the
 * other. After a lost answer that name goes alone: only one try follows a minute of silence, and the first name would use it up.
 */
function changeOf({ service, poolId, desktopId }: Work, steps: Adds) {
  const desktopVolumes = [{ desktopId, volumes: steps.map((s) => bodyOf(s.declared)) }];
  const change = addingVolumes(service, { poolId, desktopVolumes });
  const byOtherName = (until: Until) => service.addVolumes({ desktopVolumes, key: "addDesktopVolumesReq" }, until);
  let send = async (until: Until): Promise<Accepted | undefined> => {
    try {
      return await change.send(until);
    } catch (error) {
      if (!isOfOtherName(error)) throw error;
      return byOtherName(until).catch((second) => {
        if (isWorkspaceError(second, "bad_request")) throw error;
        send = byOtherName;
        throw second;
      });
    }
  };
  return { ...change, send: (until: Until) => send(until) };
}

/** No page gives this refusal a code of its own, so its sentence tells: it misses the list. */
const isOfOtherName = (error: unknown): boolean =>
  isWorkspaceError(error, "bad_request") && /desktop_volumes|empty|no disk/i.test(error.message);

const bodyOf = ({ type, size, iops, throughput, kmsId }: Declared) => ({
  type,
  size,
  ...(iops === undefined ? {} : { iops }),
  ...(throughput === undefined ? {} : { throughput }),
  ...(kmsId === undefined ? {} : { kmsId }),
});

const whose = (steps: Adds, { own }: Seen, before: readonly string[]): Whose =>
  tellApart(
    steps.map((s) => [s.key, s.declared] as const),
    own.filter((v) => !before.includes(v.id)),
  );

/** The answer names no disk: what is new on the desktop and fits, is ours. */
function claimNew({ draft, run: { hold }, urn }: Work, steps: Adds, { given, missing }: Whose, outcome: Outcome): void {
  const { failure } = outcome;
  const origin = originOfNew(outcome);
  for (const step of steps) {
    const { key, declared } = step;
    const volume = given.get(key);
    if (volume === undefined) continue;
    hold(urn, [volume.id]);
    if (supersede(draft, step, { id: volume.id, origin })) continue;
    claim(draft, key, volume.id, origin);
    if (failure === undefined || declared.deletionProtection === true) draft.recorded[key] = declared;
  }
  if (missing.length === 0 || failure !== undefined) draft.pending = [];
}

/** A job that did not fail, and a desktop that does not show whose disk is whose. */
function notTold(work: Work, { unclear, missing }: Whose, outcome: Outcome): Error | undefined {
  const reasons = [
    ...unclear.map(
      ({ keys, volumes }) =>
        `${diskCount(keys.length)} added for ${quoted(keys)}, but ${volumes.length} such are new on ${theDesktop(work)}: ${named(volumes)}. ` +
        "Somebody else added an equal one at the same time: write the `id` of the right disk under each of these keys",
    ),
    ...(missing.length === 0
      ? []
      : [
          `${endOfJob(`the add of ${quoted(missing)}`, outcome)} ${theDesktop(work)} shows no such new disk: look at it in the console, then run \`pulumi up\` again`,
        ]),
  ];
  return reasons.length === 0 ? undefined : workspaceError("bad_answer", reasons.join("\n"));
}

const named = (volumes: readonly Volume[]): string =>
  volumes.map((v) => `${v.id} (${v.type}, ${v.size} GB)`).join(", ");
const quoted = (keys: readonly string[]): string => keys.map((k) => `"${k}"`).join(", ");
