/** The hooks of both sets as a host calls them that says nothing of who the resource is: all of it works, and nothing is registered. */
import { expect, test } from "@jest/globals";
import { desktopVolumeSet } from "../../provider/lifecycle/desktop-volume-set/index.ts";
import { poolVolumeSet } from "../../provider/lifecycle/pool-volume-set/index.ts";
import { atDesk } from "../world/desks.ts";

const data = { type: "SAS", size: 100 };

test.each([
  ["a pool", poolVolumeSet, "poolId"],
  ["one desktop", desktopVolumeSet, "desktopId"],
] as const)(
  "a set of %s lives without a name: created, changed, refused elsewhere, read and deleted",
  async (_of, hooks, host) => {
    await atDesk({}, async ({ world, stack, desktop, disks }) => {
      const at =
        host === "poolId" ? String(stack.outs("office").id ?? world.simulator.state().pools[0]?.id) : desktop.id;
      const args = { identity: "set-1", [host]: at, volumes: { data }, forceDestroy: true };
      const context = () => world.process();
      const { inputs, failures } = await hooks.check(context(), {}, args);
      expect(failures).toEqual([]);
      const { id, outs } = await hooks.create(context(), inputs);
      expect(disks()[0]).toBe("SAS 100");
      const grown = { ...inputs, volumes: { data: { ...data, size: 200 } } };
      expect(await hooks.diff(context(), id, outs, grown)).toMatchObject({ changes: true });
      const after = await hooks.update(context(), id, outs, grown);
      expect(disks()[0]).toBe("SAS 200");
      await expect(hooks.update(context(), id, after.outs, { ...grown, [host]: "another" })).rejects.toThrow(
        /refused before any change: the set is on .*, the program says another: a set never moves/,
      );
      const read = await hooks.read(context(), id, after.outs);
      expect(read?.props).toMatchObject({ volumeIds: { data: expect.any(String) } });
      await hooks.delete(context(), id, after.outs);
      expect(disks()).toEqual(["", "", ""]);
    });
  },
);

test.each([
  ["a pool", poolVolumeSet, "poolId"],
  ["one desktop", desktopVolumeSet, "desktopId"],
] as const)("a second set of %s is refused by name in the same run", async (_of, hooks, host) => {
  await atDesk({}, async ({ world }) => {
    const context = world.process();
    const set = (urn: string) => ({ identity: urn, resourceUrn: urn, [host]: "h-1", volumes: {} });
    expect((await hooks.check(context, {}, set("urn:one"))).failures).toEqual([]);
    const { failures } = await hooks.check(context, {}, set("urn:two"));
    expect(failures.map((f) => f.reason)).toEqual([expect.stringContaining("urn:one: one")]);
    await expect(hooks.create(context, set("urn:two"))).rejects.toThrow(/urn:one: one .* Nothing was changed/);
  });
});
