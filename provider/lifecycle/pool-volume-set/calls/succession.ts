/** A replacement on its way: the old disk goes when every desktop has the new one. */
import { workspaceError } from "../../../workspace/errors.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { canBeProven, notProven } from "../desktops/proof.ts";
import { failedWords } from "../words/unfinished-words.ts";
import type { Work } from "./work.ts";

/** Nothing is deleted before every desktop has what takes its place. */
export async function unprovenSuccessors(work: Work): Promise<Error | undefined> {
  const { service, poolId, until, draft } = work;
  const ids = new Set(Object.values(draft.replacing).flatMap((r) => r.new ?? []));
  const touched = draft.touched.filter((t) => t.operation === "add" && ids.has(t.id));
  const since = service.clock.now();
  while (touched.length > 0) {
    const desktops = await service.listPoolDesktopsDetail(poolId, until);
    const missing = notProven(touched, desktops, draft.pool.dataVolumes);
    if (missing.length === 0 || !canBeProven(desktops)) return undefined;
    if (service.clock.now() - since >= staleForMs)
      return workspaceError("job_failed", ["the old disk was not deleted", ...missing.map(failedWords)].join(": "));
    await service.clock.sleep(lookEveryMs);
  }
  return undefined;
}
