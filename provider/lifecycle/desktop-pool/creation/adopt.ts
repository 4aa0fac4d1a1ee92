/** Taking over a pool that exists, with no changing call: every field that can be read is compared first, and a difference refuses. */
import type { Report } from "../../../progress/report.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import { waitForQuietPool } from "../../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool } from "../../../workspace/types.ts";
import { countedDesktops } from "../../counted.ts";
import type { Plain, Run } from "../../hooks.ts";
import type { Adopt } from "../arguments/adopt.ts";
import { identityTag } from "../arguments/inputs.ts";
import { othersOf } from "../fields/others.ts";
import { dayOf, isThere, type Seen, saidOf } from "../state/state.ts";
import { brokenWords } from "../words/unfinished-words.ts";
import { differenceWords } from "./difference-words.ts";
import { differencesOf } from "./differences.ts";
import { poolsNamed } from "./find.ts";

export interface Adopting {
  readonly service: WorkspaceService;
  readonly run: Run;
  readonly report: Report;
  readonly until: Until;
  readonly inputs: Plain;
}

/** The id of the pool, and outputs that are true of it. */
export async function adopted(adopting: Adopting, adopt: Adopt): Promise<{ id: string; outs: Plain }> {
  const { service, report, until, inputs } = adopting;
  const seen = await quietPool(adopting, await idOf(service, adopt, until));
  const { pool, desktops } = seen;
  // A read that fails is a failure, never an empty list.
  const users =
    inputs.authorizedObjects === undefined ? undefined : await service.listDesktopPoolAuthorizedObjects(pool.id, until);
  const count = desktops.filter(isThere).length;
  const differing = differencesOf(inputs, { pool, count, users });
  const reasons = [
    ...whose(adopting, pool),
    ...(differing.length === 0 ? [] : [differenceWords(pool, inputs, differing)]),
  ];
  if (reasons.length > 0)
    throw workspaceError(
      "refused",
      `pool ${pool.name} (${pool.id}) was not taken over, nothing was changed: ${reasons.join("\n")}`,
    );
  const said = saidOf(seen, service.place, { today: dayOf(service), olds: {} });
  for (const line of brokenWords(said.brokenDesktops)) await report.warn(line);
  await report.done(
    `took over pool ${pool.name} (${pool.id}) with ${countedDesktops(count)} as it is; nothing was changed`,
  );
  return { id: pool.id, outs: { ...inputs, ...said, ...othersOf(inputs, { pool, users }), unfinished: {} } };
}

async function idOf(service: WorkspaceService, adopt: Adopt, until: Until): Promise<string> {
  if ("poolId" in adopt) return adopt.poolId;
  const [found, ...more] = await poolsNamed(service, adopt.name, until);
  if (found !== undefined && more.length > 0)
    throw workspaceError(
      "refused",
      `adopt: more than one desktop pool is named "${adopt.name}": ${[found, ...more].map(({ id }) => id).join(", ")}: write \`adopt: { poolId }\` with the one that is meant. Nothing was changed`,
    );
  if (found !== undefined) return found.id;
  throw workspaceError(
    "refused",
    `adopt: there is no desktop pool named "${adopt.name}" in project ${service.place.projectId} of ${service.place.region}: correct the name, or remove \`adopt\` to make a new pool. Nothing was changed`,
  );
}

/** What is under way may change what is compared. */
async function quietPool({ service, report, until }: Adopting, id: string): Promise<Seen> {
  const onProgress = () => report.progress("waiting: something is under way on the pool");
  const pool = await waitForQuietPool(service, id, { deadline: until.deadline, onProgress });
  if (pool !== undefined) return { pool, desktops: await service.listPoolDesktopsDetail(id, until) };
  throw workspaceError(
    "refused",
    `adopt: there is no desktop pool ${id} in project ${service.place.projectId} of ${service.place.region}: correct the id, or remove \`adopt\` to make a new pool. Nothing was changed`,
  );
}

/** Why it may be somebody else's. Where no tags come back, that cannot be seen. */
function whose({ run, inputs }: Adopting, { id, tags }: Pool): string[] {
  const owner = tags?.[identityTag];
  const isOthers = owner !== undefined && owner !== "" && owner !== inputs.identity;
  return [
    ...(run.isHeld(id) ? ["another resource of this program has it: one pool belongs to one resource"] : []),
    ...(isOthers && inputs.takeFrom !== owner ? [ownerWords(owner)] : []),
  ];
}

const ownerWords = (owner: string): string =>
  `its tag ${identityTag} says that another program or stack has made it or owns it: two of them would undo each other's changes. ` +
  `If this is the same resource, renamed or moved, add \`aliases\` to it. If the other one has let it go, or will (\`pulumi state delete 'URN'\` or \`retainOnDelete\` there), write \`takeFrom: "${owner}"\``;
