/** One pool, by its id or by its exact name: the service's own filter is fuzzy. Who misses is told what comes near. */
import { distance } from "fastest-levenshtein";
import { quoted, type WorkspaceError, workspaceError } from "../../workspace/errors.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Pool, PoolSummary } from "../../workspace/types.ts";

export type Wanted = { readonly poolId: string } | { readonly name: string };

/** Throws `not_found`, or `refused` where one name is that of several pools. */
export async function findPool(service: WorkspaceService, wanted: Wanted, until: Until): Promise<Pool> {
  const id = "poolId" in wanted ? wanted.poolId : await idOfName(service, wanted.name, until);
  const pool = await service.showDesktopPoolDetail(id, until);
  if (pool !== undefined) return pool;
  throw missing(`with the id ${quoted(id)}`, id, await service.listDesktopPools({}, until), service);
}

/** What a person types: an id or a name, whichever it is. All pools are looked at, so that a near one can be named. */
export async function findPoolByWord(service: WorkspaceService, word: string, until: Until): Promise<Pool> {
  const pools = await service.listDesktopPools({}, until);
  const found = pools.filter(({ id, name }) => id === word || name === word);
  const pool = await onlyOne(found, word, (id) => service.showDesktopPoolDetail(id, until));
  if (pool !== undefined) return pool;
  throw missing(`with the name or id ${quoted(word)}`, word, pools, service);
}

async function idOfName(service: WorkspaceService, name: string, until: Until): Promise<string> {
  const listed = await service.listDesktopPools({ name }, until);
  const found = await onlyOne(
    listed.filter((pool) => pool.name === name),
    name,
    async (id) => id,
  );
  if (found !== undefined) return found;
  throw missing(`with the name ${quoted(name)}`, name, await service.listDesktopPools({}, until), service);
}

/** Names are unique on the service: should two pools bear one, nobody can say which is meant. */
async function onlyOne<T>(found: readonly PoolSummary[], word: string, get: (id: string) => Promise<T>) {
  const [first, ...more] = found;
  if (first === undefined) return undefined;
  if (more.length === 0) return get(first.id);
  const list = found.map(({ id, name }) => `${quoted(name)} (${id})`).join(", ");
  throw workspaceError("refused", `${quoted(word)} means more than one pool: ${list}. Give the id of one of them.`);
}

function missing(what: string, word: string, pools: readonly PoolSummary[], service: WorkspaceService): WorkspaceError {
  const { region, projectId } = service.place;
  const near = nearest(word, pools).map(({ id, name }) => `${quoted(name)} (${id})`);
  const others =
    near.length === 0
      ? "There is no pool at all: look at region and project"
      : `${near.length === pools.length ? "There is" : "Nearest"}: ${near.join(", ")}`;
  return workspaceError("not_found", `There is no pool ${what} in project ${projectId}, region ${region}. ${others}.`);
}

const mostNear = 5;

/** Those that hold the word, in any case, come first. */
function nearest(word: string, pools: readonly PoolSummary[]): PoolSummary[] {
  const said = word.toLowerCase();
  const slips = (text: string) => (text.toLowerCase().includes(said) ? 0 : distance(said, text.toLowerCase()));
  return pools
    .map((pool) => ({ pool, far: Math.min(slips(pool.name), slips(pool.id)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, mostNear)
    .map(({ pool }) => pool);
}
