/** A pool that was taken over and is to be replaced while `adopt` is still in the program: nothing is deleted of which nothing would come back. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { expectSettled, type Story, story, thePool } from "../world/desktop-pools.ts";
import { officeWith } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

const consents = { forceDestroy: true, allowReplace: true };
const volumes = { data: { type: "SAS", size: 100 } };

/** Somebody has made the pool; it is taken over, with a set on it, and both may be replaced. */
async function takenOver(adopt: (id: string) => Plain): Promise<{ at: Story; program: Program }> {
  const at = await story({});
  const body = {
    name: "office",
    type: "DYNAMIC",
    size: 3,
    product_id: "workspace.c2.large",
    image_type: "private",
    image_id: "image-1",
    root_volume: { type: "SAS", size: 80 },
    subnet_ids: ["subnet-1"],
  };
  at.world.simulator.act({ do: "call", operation: "CreateDesktopPool", body });
  at.world.clock.advance(3_600_000);
  const program = officeWith(volumes, consents, { ...consents, adopt: adopt(thePool(at).id) });
  expect((await at.stack.up(program)).errors).toEqual([]);
  return { at, program };
}

const there = (at: Story) => at.world.simulator.state().pools.map(({ id, disks }) => [id, disks.map((d) => d.id)]);
const deletions = (at: Story) =>
  at.world.simulator
    .ledger()
    .calls.filter(({ operation }) => /Delete/.test(operation))
    .map(({ operation }) => operation);

for (const [how, adopt] of Object.entries({
  "its id": (poolId: string) => ({ poolId }),
  "its name": () => ({ name: "office" }),
})) {
  test(`\`--replace\` of a pool that was taken over by ${how} is refused before the first deletion, also of the disks on it`, async () => {
    const { at, program } = await takenOver(adopt);
    const before = there(at);
    const { errors } = await at.stack.up(program, { replace: ["office"] });
    expect(errors).toEqual([
      expect.stringMatching(
        /^disks: nothing was deleted: pool office \(.*\) is to be replaced, but `adopt` .*: remove `adopt` and `takeFrom`/,
      ),
    ]);
    const { disks: _, ...poolAlone } = program;
    expect((await at.stack.up(poolAlone)).did).toEqual(["disks: delete"]);
    const alone = await at.stack.up(poolAlone, { replace: ["office"] });
    expect(alone.errors.join()).toMatch(/^office: nothing was deleted: pool office .* is to be replaced, but `adopt`/);
    expect(there(at)).toEqual(before.map(([id]) => [id, []]));
    expect(deletions(at)).toEqual(["DeleteDesktopPoolVolumes"]);
    await expectSettled(at, poolAlone);
  });
}

test("one that has another name since then is known by the words that took it over", async () => {
  const { at, program } = await takenOver(() => ({ name: "office" }));
  const { office, disks: _ } = program;
  if (office === undefined) throw new Error("no pool");
  const named = { office: { ...office, args: { ...office.args, name: "studio" } } };
  expect((await at.stack.up({ ...program, ...named })).errors).toEqual([]);
  expect((await at.stack.up(named)).errors).toEqual([]);
  const { errors } = await at.stack.up(named, { replace: ["office"] });
  expect(errors.join()).toMatch(/^office: nothing was deleted: pool studio .* is to be replaced, but `adopt`/);
  expect(at.world.simulator.state().pools).toHaveLength(1);
});

test("without `adopt` the same replacement is made, in the same `up`", async () => {
  const { at, program } = await takenOver((poolId) => ({ poolId }));
  const { office, disks } = program;
  if (office === undefined || disks === undefined) throw new Error("no program");
  const { adopt: _, ...args } = office.args;
  const [[old] = []] = there(at);
  const { errors, did } = await at.stack.up({ office: { ...office, args }, disks }, { replace: ["office"] });
  expect([errors, did]).toEqual([[], ["disks: delete", "office: delete", "office: create", "disks: create"]]);
  expect(there(at)).toEqual([[expect.any(String), [expect.any(String)]]]);
  expect(thePool(at).id).not.toBe(old);
});

test("another program's deletion on the pool that is just taken over goes its way: what was taken is held, and nothing is in between", async () => {
  const { at, program } = await takenOver((poolId) => ({ poolId }));
  const { office } = program;
  if (office === undefined) throw new Error("no pool");
  const renamed = await at.stack.up({ bureau: office });
  expect(renamed.did).toEqual(["bureau: create", "disks: delete", "office: delete"]);
  expect(there(at)).toEqual([[thePool(at).id, []]]);
});
