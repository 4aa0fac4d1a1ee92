/** After an expansion: the service may list an expanded disk under another id, and the draft follows it at once. */
import { claimsUnderNewIds, type Renumbered, renumbered, unclearSuccessors } from "../../../volumes/renumbered.ts";
import type { Claims, StepOf, Volume } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import type { Work } from "../calls/work.ts";
import type { Touched } from "../desktops/proof.ts";
import type { Draft } from "../state/draft.ts";
import { planned } from "../state/question.ts";
import { copiesOf, copiesUnderNewIds } from "./known-copies.ts";
import { newIds, tracesOf } from "./traces.ts";

export interface Followed {
  /** Former id → the id that the disk has now. */
  readonly ids: ReadonlyMap<string, string>;
  /** Where nobody can tell which record a disk has now: what to write. */
  readonly unclear?: Error;
}

/** To be asked while the call still stands in `draft.pending`: what it was to do tells one new record from another. */
export async function followIds(work: Work, steps: readonly StepOf<"expand">[]): Promise<Followed> {
  const { draft, service, poolId, until, run, urn } = work;
  const isListed = ({ volume: { id } }: { volume: Volume }) => draft.pool.dataVolumes.some((v) => v.id === id);
  if (steps.every(isListed)) return { ids: new Map() };
  draft.copies = { ...draft.copies, ...copiesOf(draft.volumeIds, draft.desktops, draft.copies) };
  draft.desktops = await service.listPoolDesktopsDetail(poolId, until);
  const seen = { volumes: draft.pool.dataVolumes, desktops: draft.desktops };
  const known = { from: "service", poolName: draft.pool.name, volumes: seen.volumes.map(planned) } as const;
  const traces = tracesOf({ ...draft, undeclaredVolumes: draft.before.undeclaredVolumes }, seen);
  const moved = renumbered({ known, claims: claimsOf(draft), traces });
  follow(draft, moved);
  run.hold(
    urn,
    moved.map(({ volume }) => volume.id),
  );
  const unclear = steps.flatMap(({ key }) => unclearSuccessors(key, { known, claims: claimsOf(draft), traces }) ?? []);
  const reasons = unclear.map((r) => r.reason).join("\n");
  return { ids: newIds(moved), ...(reasons === "" ? {} : { unclear: workspaceError("bad_answer", reasons) }) };
}

const claimsOf = ({ volumeIds, origins, recorded, vanished, replacing }: Draft): Claims => ({
  volumeIds,
  origins,
  recorded,
  vanished,
  replacing,
});

function follow(draft: Draft, moved: readonly Renumbered[]): void {
  const ids = newIds(moved);
  const now = claimsUnderNewIds(claimsOf(draft), moved);
  const under = (t: Touched): Touched => ({ ...t, id: ids.get(t.id) ?? t.id });
  draft.volumeIds = { ...now.volumeIds };
  draft.copies = copiesUnderNewIds(draft.copies, ids);
  draft.origins = { ...now.origins };
  draft.vanished = { ...now.vanished };
  draft.replacing = { ...now.replacing };
  draft.touched = draft.touched.map(under);
  draft.carried = draft.carried.map(under);
}
