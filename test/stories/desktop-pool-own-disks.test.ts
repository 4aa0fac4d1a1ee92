/** A disk that somebody gave to one desktop goes neither by an order of free desktops nor with the pool, unless the program says so. */
import { expect, test } from "@jest/globals";
import type { Context, Plain } from "../../provider/lifecycle/hooks.ts";
import { bodies, changes, desktopIds, effects, pool, type Story, story, thePool } from "../world/desktop-pools.ts";
import { createStack, type Program, type Stack } from "../world/stack.ts";
import { kinds } from "../world/world.ts";

const data = { type: "SAS", size: 100 };
const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);
const poolDisk = (set: Plain = {}): Program => ({
  disks: { kind: "PoolVolumeSet", args: { poolId: { id: "office" }, volumes: { data }, ...set } },
});
const desk = (desktopId: string | undefined, own: Plain = data, set: Plain = {}): Program => ({
  desk: { kind: "DesktopVolumeSet", args: { desktopId, volumes: { own }, ...set } },
});
const down = (size: number, reason: string, more: Plain = {}): Program =>
  pool({ size, scaleDown: { reason, which: "idle", ...more } });

test.each([
  { how: "as large as the pool's", own: data },
  { how: "of another size", own: { type: "SAS", size: 20 } },
])(
  "where the pool's disk is for later desktops only, a disk $how that one desktop has is its own: no order takes it, whoever is left",
  async ({ own }) => {
    const later = poolDisk({ handleType: "ONLY_FOR_EXPAND" });
    const at = await story({ program: pool() });
    const [first, second, third] = desktopIds(at);
    const ofDesk = desk(third, { ...own, deletionProtection: true });
    const sets = { ...ofDesk, ...later };
    for (const program of [ofDesk, sets]) expect((await at.stack.up({ ...pool(), ...program })).errors).toEqual([]);
    expect((await at.stack.up({ ...down(2, "OPS-1"), ...sets })).errors).toEqual([]);
    expect((await at.stack.up({ ...down(1, "OPS-2"), ...sets })).errors).toEqual([]);
    expect(gone(at)).toEqual([second, first]);
    const refused = await at.stack.up({ ...down(0, "OPS-3"), ...sets });
    expect(refused.errors.join()).toMatch(/does not tell whether its data disks are its own, goes only by its id/);
    expect(desktopIds(at)).toEqual([third]);
  },
);

test("where the region does not tell which disks are the pool's, desktops with disks go by their ids only", async () => {
  const at = await story({ dialects: { "desktop-pool-disk-id": "no" }, program: { ...pool(), ...poolDisk() } });
  const refused = await at.stack.up({ ...down(2, "OPS-1"), ...poolDisk() });
  expect(refused.errors.join()).toContain("this region does not tell whether its data disks are its own");
  const [first] = desktopIds(at);
  expect(
    (await at.stack.up({ ...down(2, "OPS-1", { which: { desktopIds: [first] } }), ...poolDisk() })).errors,
  ).toEqual([]);
  expect(gone(at)).toEqual([first]);
});

const consented = (forceDestroy: unknown = true): Program => pool({ forceDestroy });

/** Pulumi deletes at the same time what does not depend on each other. */
async function deletedAtOnce(at: Story, names: readonly string[]): Promise<readonly unknown[]> {
  const context = at.world.process();
  const ended = await Promise.allSettled(names.map((name) => deleted(at.stack, context, name)));
  return ended.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []));
}

async function deleted({ state }: Stack, context: Context, name: string): Promise<void> {
  const { kind = "", id = "", outs = {} } = state.get(name) ?? {};
  await kinds[kind]?.delete(context, id, outs);
}

test("a protected disk of a set that does not name its pool keeps the pool too, though both are deleted at once", async () => {
  const at = await story({ program: consented() });
  const [, second] = desktopIds(at);
  const kept = desk(second, { ...data, deletionProtection: true }, { forceDestroy: true });
  expect((await at.stack.up({ ...consented(), ...kept })).errors).toEqual([]);
  const disk = thePool(at).desktops[1]?.disks[0]?.volumeId;
  const refused = (await deletedAtOnce(at, ["office", "desk"])).join("\n");
  expect(refused).toContain("is protected: set `deletionProtection: false`");
  expect(refused).toContain(
    `have data disks of their own: ${disk} (SAS, 100 GB) on desktop office-0002; delete them by`,
  );
  expect(refused).toContain('`forceDestroy: "with-disks"` on the resource first');
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "AddVolumes 200"]);
  expect((await at.stack.up({ ...consented("with-disks"), ...kept })).errors).toEqual([]);
  await deletedAtOnce(at, ["office"]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test("a set that does not name its pool, and may go, goes first, and the pool after it", async () => {
  const at = await story({ program: consented() });
  const [, second] = desktopIds(at);
  expect((await at.stack.up({ ...consented(), ...desk(second, data, { forceDestroy: true }) })).errors).toEqual([]);
  expect(await deletedAtOnce(at, ["office", "desk"])).toEqual([]);
  expect(
    changes(at)
      .slice(2)
      .map((line) => line.replace(/ \d+$/, "")),
  ).toEqual(["DeleteDesktopVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test.each([
  { when: "still goes on", minutes: 0 },
  { when: "has ended", minutes: 60 },
])(
  "a set whose add is open, and $when, takes its disk away before the pool goes, though both are deleted at once",
  async ({ minutes }) => {
    const at = await story({ program: consented() });
    const [, second] = desktopIds(at);
    at.world.simulator.fault({ route: "AddVolumes", effect: { job: { slow: 200 } } });
    const open = desk(second, data, { forceDestroy: true, timeouts: { create: "10m" } });
    expect((await at.stack.up({ ...consented(), ...open })).errors.join()).toContain("has not ended");
    at.world.clock.advance(minutes * 60_000);
    expect(await deletedAtOnce(at, ["office", "desk"])).toEqual([]);
    expect(
      changes(at)
        .slice(2)
        .map((line) => line.replace(/ \d+$/, "")),
    ).toEqual(["DeleteDesktopVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
    expect(at.world.simulator.state().pools).toEqual([]);
  },
);

test.each(["yes", "no"])(
  "a disk that another stack has given to a desktop refuses the deletion of the pool (disks told apart: %s)",
  async (told) => {
    const at = await story({ dialects: { "desktop-pool-disk-id": told }, program: consented() });
    const other = createStack(at.world, { stackName: "other" });
    expect((await other.up(desk(desktopIds(at)[2]))).errors).toEqual([]);
    expect((await at.stack.destroy()).errors.join()).toMatch(
      /nothing was deleted: desktops of pool office .* on desktop office-0003/,
    );
    expect((await other.up({ ...desk(desktopIds(at)[2], data, { forceDestroy: true }) })).errors).toEqual([]);
    expect((await other.destroy()).errors).toEqual([]);
    expect((await at.stack.destroy()).errors).toEqual([]);
    expect(bodies(at, "BatchDeleteDesktops")).toHaveLength(1);
  },
);

test("what the pool itself has given to its desktops, and a narrower deletion has left there, does not keep it", async () => {
  const set = poolDisk({ forceDestroy: true });
  const at = await story({ program: { ...consented(), ...set } });
  expect(
    (await at.stack.up({ ...consented(), ...poolDisk({ forceDestroy: true, handleType: "ONLY_FOR_EXPAND" }) })).errors,
  ).toEqual([]);
  expect((await at.stack.up(consented())).errors).toEqual([]);
  expect(thePool(at).desktops.flatMap((d) => d.disks)).toHaveLength(3);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(at.world.simulator.state().pools).toEqual([]);
});
