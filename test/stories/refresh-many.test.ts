// A refresh of many sets shares the few requests a second of one project: the last of them waits long for its turn.

import { expect, test } from "@jest/globals";
import { poolVolumeSet } from "../../provider/lifecycle/pool-volume-set/index.ts";
import { inOffice } from "../world/office.ts";

test("bug: the sets that are read last in a large refresh had no time left, and the refresh failed", async () => {
  await inOffice({}, async ({ up, world, stack, outs, mark, calls }) => {
    await up({ data: { type: "SAS", size: 50 } });
    mark();
    const before = { at: world.clock.now(), outs: outs() };
    const context = world.process({ config: { maxRequestsPerSecond: "1" } });
    const one = () => poolVolumeSet.read(context, stack.state.get("disks")?.id ?? "", before.outs);
    const all = await Promise.all(Array.from({ length: 400 }, one));
    expect(all.filter((read) => read === undefined)).toEqual([]);
    expect(world.clock.now() - before.at).toBeGreaterThan(5 * 60_000);
    expect(calls()).toEqual([]);
  });
});
