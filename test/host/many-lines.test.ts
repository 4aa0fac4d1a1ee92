// More lines than a failed `up` can store: it hung for ever, because what it told Pulumi was too long for the way there.

import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { failureOf } from "./failures.ts";
import { closeHosts } from "./host.ts";
import { openSite, poolOfAnother, retiredArgs, type Site } from "./programs.ts";

let site: Site;

beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.simulator.close());
afterAll(closeHosts);

/** Desktops that went long ago. */
const gone = Object.fromEntries(
  Array.from({ length: 1_100 }, (_, at) => {
    const number = String(at).padStart(4, "0");
    return [`former-${number}`, `0000${number}-0000-4000-8000-000000000000`];
  }),
);

test("retiring one of 1,100 that fails is told, the state stays as it was, and the next `up` ends it without touching another", async () => {
  const { host, simulator } = site;
  const poolId = poolOfAnother(simulator);
  const [one, other] = simulator.state().pools[0]?.desktops ?? [];
  const before = retiredArgs(poolId, gone);
  const made = await host.create(before);
  const after = retiredArgs(poolId, { ...gone, [String(one?.name)]: String(one?.id) });
  simulator.fault({ route: "BatchDeleteDesktops", effect: { job: { outcome: "fail", reason: "it hangs" } } });
  const failure = await failureOf(host.update(made.id, made.outs, after));
  expect(failure.partial).toBeUndefined();
  expect(failure.message).toMatch(/it hangs.*`desktops` \(\d+ bytes\) is too long for the state of a failure/s);
  const later = await site.anotherHost();
  const outs = await later.update(made.id, made.outs, after);
  expect(Object.keys(Object(outs.desktops))).toHaveLength(1_101);
  expect(simulator.ledger({ kind: "desktop-deleted" }).effects.map((e) => e.desktop)).toEqual([one?.id]);
  expect(simulator.state().pools[0]?.desktops.map((d) => d.id)).toEqual([other?.id]);
  expect(await later.diff(made.id, outs, after)).toEqual({ changes: false, replaces: [] });
});
