// Pulumi's provider process, with shim and gRPC, gets SIGKILL when the service has made a change and not yet answered: the next process comes to the same end.

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { theirs } from "../crash/happenings.ts";
import { closeHosts, type Host } from "./host.ts";
import type { Bag } from "./operations.ts";
import { openSite, poolArgs, type Site, setArgs } from "./programs.ts";

let site: Site;

beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.simulator.close());
afterAll(closeHosts);

/** Who does not know whether a deletion was done looks for a while, in real time. */
const answerWithinMs = 120_000;
const data = { type: "SAS", size: 100 };
const logs = { type: "SSD", size: 30 };
const consent = { forceDestroy: true };
const before = { data, logs };

/** What a state holds of one resource; nothing before its creation. */
interface Made {
  readonly id: string;
  readonly outs: Bag;
}

interface Case {
  readonly name: string;
  /** The change that the process does not outlive. */
  readonly operation: string;
  readonly kind: "set" | "pool";
  /** Absent: the creation is killed. Arguments: the update to them. */
  readonly change?: Bag | "delete";
}

const cases: readonly Case[] = [
  { name: "a set is made", operation: "AddDesktopPoolVolumes", kind: "set" },
  {
    name: "a disk is added",
    operation: "AddDesktopPoolVolumes",
    kind: "set",
    change: { ...before, more: { type: "SAS", size: 20 } },
  },
  {
    name: "a disk is enlarged",
    operation: "ExpandDesktopPoolVolumes",
    kind: "set",
    change: { ...before, data: { ...data, size: 120 } },
  },
  { name: "a disk goes", operation: "DeleteDesktopPoolVolumes", kind: "set", change: { data } },
  { name: "a set is destroyed", operation: "DeleteDesktopPoolVolumes", kind: "set", change: "delete" },
  { name: "a pool is made", operation: "CreateDesktopPool", kind: "pool" },
  { name: "a pool's field changes", operation: "UpdateDesktopPool", kind: "pool", change: { description: "east" } },
  { name: "a pool grows", operation: "ExpandDesktopPool", kind: "pool", change: { size: 3 } },
  { name: "a pool's desktops go", operation: "BatchDeleteDesktops", kind: "pool", change: "delete" },
  { name: "a pool goes", operation: "DeleteDesktopPool", kind: "pool", change: "delete" },
];

/** Looks now and then: who turns the loop without a pause takes the core that the host needs to come that far. */
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await pause(10);
};

/** Another program's pool, made by a call, so that there is a job that tells how old its disks can be. */
async function theirPool(): Promise<string> {
  site.simulator.act({ do: "call", operation: "CreateDesktopPool", body: theirs });
  const isThere = () => site.simulator.state().pools[0]?.desktops.length === theirs.size;
  await until(isThere);
  return site.simulator.state().pools[0]?.id ?? "";
}

/** What happened to pools, desktops and disks, in the order of its kinds. */
const happened = (): string[] =>
  site.simulator
    .ledger()
    .effects.filter(({ kind }) => !kind.startsWith("job-"))
    .map(({ kind, type, size }) => [kind, type, size].join(" ").trim())
    .sort();

/** One operation of the engine on the resource, as it would ask for it. */
async function worked(
  host: Host,
  { kind, change }: Case,
  poolId: string,
  made: Made | undefined,
): Promise<Made | undefined> {
  const argsOf = (changed: Bag): Bag =>
    kind === "set" ? setArgs(poolId, changed, consent) : poolArgs({ ...consent, ...changed });
  if (made === undefined) return host.create(argsOf(kind === "set" ? before : {}));
  if (change === "delete") {
    await host.delete(made.id, made.outs);
    return undefined;
  }
  const news = argsOf(change ?? {});
  const outs = await host.update(made.id, made.outs, news);
  expect(await host.diff(made.id, outs, news)).toEqual({ changes: false, replaces: [] });
  return { id: made.id, outs };
}

/** Its beginning and its operation, killed in the middle of it or not; answers all that happened. */
async function played(one: Case, isKilled: boolean): Promise<string[]> {
  const { simulator } = site;
  const poolId = one.kind === "set" ? await theirPool() : "";
  const made =
    one.change === undefined ? undefined : await worked(site.host, { ...one, change: {} }, poolId, undefined);
  if (isKilled) {
    const doomed = await site.anotherHost({ answerWithinMs });
    simulator.fault({ route: one.operation, effect: { hold: true } });
    const lost = worked(doomed, one, poolId, made).then(
      () => "it lived",
      () => "killed",
    );
    await simulator.whenHeld(1);
    await doomed.kill();
    expect(await lost).toBe("killed");
    await simulator.whenHeld(0);
    simulator.clearFaults();
  }
  await worked(await site.anotherHost({ answerWithinMs }), one, poolId, made);
  return happened();
}

test.each(cases)(
  "$name, the host is killed before it hears so, and the next one ends as if it had not been",
  async (one) => {
    const whole = await played(one, false);
    await site.simulator.close();
    site = await openSite();
    expect(await played(one, true)).toEqual(whole);
  },
);
