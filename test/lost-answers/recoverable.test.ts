/** Which disks are taken for those of an interrupted run, by the service's record of jobs. */
import { expect, test } from "@jest/globals";
import { recoverableVolumes } from "../../provider/lifecycle/pool-volume-set/identity/recoverable.ts";
import { stateOf } from "../../provider/lifecycle/pool-volume-set/state/state.ts";
import { createRun } from "../../provider/lifecycle/run.ts";
import type { AnyAct } from "../../simulator/index.ts";
import { inRegion, type Region } from "./region.ts";

/** Another disk comes and goes on a thousand desktops, then one stays that nobody has named. */
function addAndDelete({ simulator, clock }: Region, rounds: number): void {
  const act = (operation: string, disk: Readonly<Record<string, unknown>>): void => {
    const one: AnyAct = { do: "call", operation, pool: "office", body: { volumes: [disk] } };
    simulator.act(one);
    clock.advance(600_000);
  };
  for (let round = 0; round < rounds; round += 1) {
    act("AddDesktopPoolVolumes", { type: "SAS", size: 70 });
    act("DeleteDesktopPoolVolumes", { id: simulator.state().pools[0]?.disks[0]?.id ?? "" });
  }
  act("AddDesktopPoolVolumes", { type: "SAS", size: 80 });
}

async function recovered({ service, clock, poolId }: Region): Promise<number> {
  const until = { deadline: clock.now() + 3_600_000 };
  const pool = await service.showDesktopPoolDetail(poolId, until);
  if (pool === undefined) throw new Error("the pool is gone");
  // An earlier job of ours tells the zone of the service's times.
  const state = stateOf({ lastAddJob: { id: "earlier", zone: 0 } });
  const found = await recoverableVolumes({
    service,
    state,
    pool,
    desktops: await service.listPoolDesktopsDetail(poolId, until),
    recoverWithinMs: 3_600_000,
    run: createRun(),
    until,
    ended: [],
  });
  return found.size;
}

test("a disk of a recent add job is recovered, where the record of jobs can be read", () =>
  inRegion({ desktops: 2 }, async (region) => {
    addAndDelete(region, 1);
    expect(await recovered(region)).toBe(1);
  }));

test(
  "a record of jobs too long to be read recovers no disk, and stops nothing",
  () =>
    inRegion({ desktops: 1000 }, async (region) => {
      addAndDelete(region, 11);
      expect(await recovered(region)).toBe(0);
    }),
  120_000,
);
