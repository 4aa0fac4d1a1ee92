/** What other people do meanwhile, and how a job may go: drawn by chance, and told to the simulator as faults. */
import type { AnyAct, FaultEffect } from "../../simulator/index.ts";
import type { Office } from "./office.ts";
import type { Post, Prepared } from "./posts.ts";

export const others = {
  nobody: () => {},
  "another's call of the same kind just before": (office, post, { another }) => {
    if (another !== undefined) onCall(office, post, { act: another });
  },
  "another's call of the same kind, for which ours is refused": (
    { simulator },
    { operation },
    { another, rival = another },
  ) => {
    // It takes our first try, so that the loss meets the next.
    if (rival !== undefined)
      simulator.fault({ route: operation, actor: simulator.tenant.accessKey, effect: { act: rival } });
  },
  "another's call of the same kind while it is looked for": (office, _post, { another }) => {
    if (another !== undefined) onLook(office, another);
  },
  "another's disk while it is looked for": (office) =>
    onLook(office, { do: "addDisk", pool: office.poolId, size: 70, type: "SAS" }),
  "another's tags while it is looked for": (office) =>
    onLook(office, { do: "setTags", pool: office.poolId, tags: [{ key: "cost", value: "7" }] }),
  "a person who comes while it is looked for": (office) =>
    onLook(office, { do: "attachUser", pool: office.poolId, desktop: office.desktops.at(-1)?.id ?? "", user: "eve" }),
  "a job that fails": (office, post) => onCall(office, post, { job: { outcome: "fail" } }),
  "a job that fails for one desktop": (office, post) =>
    onCall(office, post, { job: { outcome: "partial", failDesktops: 1 } }),
  "an earlier job of the same kind": () => {},
} satisfies Readonly<Record<string, (office: Office, post: Post, prepared: Prepared) => void>>;

export type Other = keyof typeof others;
export const otherNames = Object.keys(others);

/** Beside the fault that loses the answer. */
function onCall({ simulator }: Office, { operation }: Post, effect: FaultEffect): void {
  simulator.fault({ route: operation, actor: simulator.tenant.accessKey, times: 1, also: true, effect });
}

/** At a read that comes some time after the first change. */
function onLook({ simulator, chance }: Office, act: AnyAct): void {
  simulator.fault({ method: "GET", nth: chance.int(4, 14), effect: { act } });
}
