// The service is busy with the pool: 409 `WKS.00010032`, 400 `WKS.0407`. The same call is sent again until it is taken, and nothing
// else goes out for it; at its deadline nothing was done.

import { describe, expect, test } from "@jest/globals";
import type { Until, WorkspaceService } from "../../provider/workspace/service.ts";
import type { KnownVolume } from "../../provider/workspace/types.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { addDisk, type Process, simulatorForFile } from "./process.ts";

interface Target {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly volumes: readonly KnownVolume[];
}

interface Change {
  readonly route: string;
  /** What the ledger says once when it is taken. */
  readonly effect: string;
  readonly send: (target: Target, until: Until) => Promise<unknown>;
}

const handleType = "FOR_EXPAND_AND_ALL";
const changes: readonly Change[] = [
  {
    route: "AddDesktopPoolVolumes",
    effect: "disk-added",
    send: ({ service, poolId }, until) => addDisk(service, poolId, until),
  },
  {
    route: "ExpandDesktopPoolVolumes",
    effect: "job-started",
    send: ({ service, poolId, volumes }, until) =>
      service.expandDesktopPoolVolumes(
        { poolId, handleType, volumes: volumes.map((volume) => ({ ...volume, size: 200 })) },
        until,
      ),
  },
  {
    route: "DeleteDesktopPoolVolumes",
    effect: "job-started",
    send: ({ service, poolId, volumes }, until) =>
      service.deleteDesktopPoolVolumes({ poolId, handleType, volumes }, until),
  },
  {
    route: "DeleteDesktopPool",
    effect: "pool-deleted",
    send: ({ service, poolId }, until) => service.deleteDesktopPool(poolId, until),
  },
];
const codes = ["WKS.00010032", "WKS.0407"] as const;
const lengths = Array.from({ length: 25 }, (_, index) => index + 1);
const cases = changes.flatMap((change) =>
  codes.flatMap((code) => lengths.map((times) => [change.route, code, times, change] as const)),
);

const begin = simulatorForFile();

async function started({ effect }: Change): Promise<Process & { readonly target: Target }> {
  const process = await begin({ pools: 0 });
  const { simulator, service } = process;
  const desktops = effect === "pool-deleted" ? 0 : 1;
  simulator.act({ do: "createPool", pool: "busy", desktops, volumes: [{ size: 100, type: "SAS" }] });
  const [pool] = simulator.state().pools;
  const volumes = (pool?.disks ?? []).map(({ id, type, size }) => ({ id, type, size }));
  return { ...process, target: { service, poolId: pool?.id ?? "", volumes } };
}

const taken = ({ simulator }: Process, { effect }: Change) =>
  simulator.ledger().effects.filter(({ kind, actor }) => kind === effect && actor !== "another-person").length;

describe(`busy for a while, ${cases.length} cases`, () => {
  test.each(cases)("%s, %s, %d times: sent again until it is taken, once", async (route, code, times, change) => {
    const { target, ...process } = await started(change);
    process.simulator.fault({ route, times, effect: { refusal: { code } } });
    await change.send(target, process.within(6 * 3_600));
    expect(process.calls().map(({ operation }) => operation)).toEqual(Array(times + 1).fill(route));
    expect(process.calls().map(({ status }) => status < 300)).toEqual([...Array(times).fill(false), true]);
    expect(taken(process, change)).toBe(1);
  });
});

test.each(changes.flatMap((change) => codes.map((code) => [change.route, code, change] as const)))(
  "%s, %s for ever: busy at its deadline, and nothing was done",
  async (route, code, change) => {
    const { target, ...process } = await started(change);
    process.simulator.fault({ route, times: "always", effect: { refusal: { code } } });
    const error = await errorOf(change.send(target, process.within(600)));
    expect(error).toMatchObject({ kind: "busy", serviceCode: code });
    expect(process.calls().every(({ second, operation }) => second <= 600 && operation === route)).toBe(true);
    expect(taken(process, change)).toBe(0);
  },
);
