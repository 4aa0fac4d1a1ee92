/** Finding a pool by its exact name: the service's own filter is fuzzy, and a creation answers no id. */
import { mayBeMissing, workspaceError } from "../../../workspace/errors.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolSummary } from "../../../workspace/types.ts";
import type { Plain, Run } from "../../hooks.ts";
import { identityTag } from "../arguments/inputs.ts";
import { ofTheCreation } from "../fields/field-table.ts";
import { says, valueAt } from "../fields/values.ts";

const lookEveryMs = 5_000;

export async function poolsNamed(service: WorkspaceService, name: string, until: Until): Promise<Pool[]> {
  const listed = await service.listDesktopPools({ name }, until);
  const exact = listed.filter((p) => p.name === name);
  const found = await Promise.all(exact.map((p) => service.showDesktopPoolDetail(p.id, until)));
  return found.filter((p) => p !== undefined);
}

/** What a creation looks at: the pools of its name, and rows of all the others. */
export async function poolsBefore(
  service: WorkspaceService,
  name: string,
  until: Until,
): Promise<{ readonly named: readonly Pool[]; readonly others: readonly PoolSummary[] }> {
  const listed = await service.listDesktopPools({}, until);
  const exact = listed.filter((p) => p.name === name);
  const found = await Promise.all(exact.map((p) => service.showDesktopPoolDetail(p.id, until)));
  return { named: found.filter((p) => p !== undefined), others: listed.filter((p) => p.name !== name) };
}

/** A project in which pools come and go all the time is not read through for one warning. */
const mostRead = 20;

/** Pools of other names that are ours: the run that made them was interrupted, and the program has got another name since. */
export async function leftBehind(
  service: WorkspaceService,
  others: readonly PoolSummary[],
  claim: Claim,
  until: Until,
): Promise<string[]> {
  const recent = others.filter((pool) => isRecent(pool, claim)).slice(0, mostRead);
  const shown = await Promise.all(recent.map((pool) => shownOf(service, pool, until)));
  return shown
    .filter((pool) => pool !== undefined)
    .filter((pool) => isOurs(pool, claim.inputs.identity) === true && !claim.run.isHeld(pool.id))
    .map(
      ({ name, id, createdTime }) =>
        `desktop pool ${name} (${id}), made by this resource at ${String(createdTime)}, is not the one that is made now: an interrupted run of another \`name\` has left it, or \`retainOnDelete\`; ` +
        "it is not touched: take it over with a resource of its own (`adopt`), or delete it in the console",
    );
}

/** What is listed a moment after it was asked for need not be shown yet. */
async function shownOf(service: WorkspaceService, { id }: PoolSummary, until: Until): Promise<Pool | undefined> {
  try {
    return await service.showDesktopPoolDetail(id, until);
  } catch (error) {
    if (mayBeMissing(error)) return undefined;
    throw error;
  }
}

async function poolsShown(service: WorkspaceService, name: string, until: Until): Promise<Pool[]> {
  const listed = await service.listDesktopPools({ name }, until);
  const shown = await Promise.all(listed.filter((p) => p.name === name).map((p) => shownOf(service, p, until)));
  return shown.filter((p) => p !== undefined);
}

/** Whether a pool of the name has come to be; a row of one that is provably gone is none. */
export async function isNameTaken(service: WorkspaceService, name: string, until: Until): Promise<boolean> {
  try {
    return (await poolsNamed(service, name, until)).length > 0;
  } catch (error) {
    if (mayBeMissing(error)) return true;
    throw error;
  }
}

interface Awaiting {
  readonly until: Until;
  /** The service has answered with a job. If its answer was lost, a pool of this name may be somebody else's. */
  readonly isCertain: boolean;
}

/** A pool that was just asked for need not be listed at once. */
export async function awaitPool(
  service: WorkspaceService,
  inputs: Plain,
  { until, isCertain }: Awaiting,
): Promise<Pool> {
  for (;;) {
    const named = await poolsShown(service, String(inputs.name), until);
    const found = named.find((pool) => mayBeOurs(pool, inputs, isCertain));
    if (found !== undefined) return found;
    const [other] = named;
    if (other !== undefined && !isCertain)
      throw workspaceError("refused", `somebody else was faster: ${strange(other, "")}`);
    if (service.clock.now() >= until.deadline) {
      throw workspaceError(
        "timeout",
        `pool ${String(inputs.name)} was asked for and does not show: look for it in the console; the next \`pulumi up\` finds it by its name`,
      );
    }
    await service.clock.sleep(lookEveryMs);
  }
}

/** Where no tags come back, a pool whose creation was not confirmed has at least to be the one that was asked for. */
function mayBeOurs(pool: Pool, inputs: Plain, isCertain: boolean): boolean {
  const ours = isOurs(pool, inputs.identity);
  return ours ?? (isCertain || differing(pool, inputs).length === 0);
}

const differing = (pool: Pool, inputs: Plain) =>
  ofTheCreation.flatMap(({ path, of }) => {
    const [is, wanted] = [of(pool), valueAt(inputs, path)];
    return wanted === undefined || is === undefined || says(wanted, is) ? [] : [{ path, is, wanted }];
  });

/** Nothing where the region returns no tags: there it cannot be told. */
export const isOurs = ({ tags }: Pool, identity: unknown): boolean | undefined =>
  tags === undefined ? undefined : tags[identityTag] === identity;

interface Claim {
  readonly inputs: Plain;
  readonly recoverWithinMs: number;
  readonly run: Run;
  readonly serverNow: number;
}

/** Two clocks of the service need not agree to the second. */
const clockTolerance = 5 * 60_000;

/** A time without a zone settles nothing. */
const createdAt = ({ createdTime = "" }: Pick<Pool, "createdTime">): number =>
  /(Z|[+-]\d\d:?\d\d)$/.test(createdTime) ? Date.parse(createdTime) : Number.NaN;

function isRecent(
  pool: Pick<Pool, "createdTime">,
  { recoverWithinMs, serverNow }: Pick<Claim, "recoverWithinMs" | "serverNow">,
): boolean {
  const age = serverNow - createdAt(pool);
  return age >= -clockTolerance && age <= recoverWithinMs;
}

/** The pool that an interrupted run of ours has left, or the reason why the one of this name is not taken. */
export function resumable(pool: Pool, { inputs, run, ...when }: Claim): { readonly refused?: string } {
  if (isOurs(pool, inputs.identity) !== true) return { refused: strange(pool, "") };
  if (run.isHeld(pool.id)) return { refused: strange(pool, ", and another resource of this run has it") };
  if (!isRecent(pool, when)) return { refused: strange(pool, `, made by this program ${whenWords(pool)}`) };
  const others = differing(pool, inputs);
  if (others.length === 0) return {};
  const listed = others.map(
    ({ path, is, wanted }) => `${path} is ${JSON.stringify(is)}, the program says ${JSON.stringify(wanted)}`,
  );
  return { refused: strange(pool, `, left by an interrupted run, but ${listed.join("; ")}`) };
}

const whenWords = ({ createdTime }: Pool): string =>
  createdTime === undefined
    ? "at a time that the service does not tell, so not within `recoverWithin`"
    : `at ${createdTime}, longer ago than \`recoverWithin\``;

const strange = ({ name, id }: Pool, more: string): string =>
  `there is a desktop pool named ${name} already (${id})${more}. If you renamed or moved the resource, add \`aliases\` instead; ` +
  `to take that pool over as it is, write \`adopt: { poolId: "${id}" }\`; otherwise choose another \`name\``;
