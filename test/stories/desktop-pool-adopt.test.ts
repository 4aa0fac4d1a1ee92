/** A pool that exists is taken over with no changing call, or refused with what to write. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import {
  changes,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  tagsOf,
  thePool,
} from "../world/desktop-pools.ts";
import { office } from "../world/programs.ts";

/** Somebody has made the pool, as the program of the stories would. */
async function theirs(attributes: Plain = {}, dialects: Record<string, string> = {}): Promise<Story> {
  const at = await story({ dialects });
  const body = {
    name: "office",
    type: "DYNAMIC",
    size: 3,
    product_id: "workspace.c2.large",
    image_type: "private",
    image_id: "image-1",
    root_volume: { type: "SAS", size: 80 },
    subnet_ids: ["subnet-1"],
    ...attributes,
  };
  at.world.simulator.act({ do: "call", operation: "CreateDesktopPool", body });
  at.world.clock.advance(3_600_000);
  return at;
}
const ours = ({ world }: Story): string[] =>
  world.simulator
    .ledger()
    .calls.filter((call) => call.change && call.actor !== "another-person")
    .map((call) => `${call.operation} ${call.status}`);
const adopt = (at: Story) => ({ adopt: { poolId: thePool(at).id } });

test("a pool is taken over by its id with no changing call, and the next preview is empty", async () => {
  const at = await theirs();
  const program = pool(adopt(at));
  expect(said(await at.stack.preview(program), "note")).toMatch(
    /takes over desktop pool .* as it is, with no changing call: every field is compared first/,
  );
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(ours(at)).toEqual([]);
  expect(at.stack.state.get("office")?.id).toBe(thePool(at).id);
  expect(at.stack.outs("office")).toMatchObject({ poolName: "office", size: 3, desktopCount: 3, unfinished: {} });
  await expectSettled(at, program);
  await expectSettled(at, pool());
  expect(ours(at)).toEqual([]);
});

test("by its exact name too, and without a `name` of the program none is ever made up or sent", async () => {
  const at = await theirs();
  at.world.simulator.act({ do: "createPool", pool: "office-2" });
  const program = pool({ name: undefined, adopt: { name: "office" } });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(at.stack.state.get("office")?.id).toBe(thePool(at).id);
  expect(at.stack.outs("office").name).toBeUndefined();
  await expectSettled(at, program);
  expect((await at.stack.up(pool({ name: undefined, description: "x" }))).errors).toEqual([]);
  expect(thePool(at).name).toBe("office");
  expect(ours(at)).toEqual(["UpdateDesktopPool 200"]);
});

test("every difference refuses, in a table with the lines to paste; pasted, they take the pool over", async () => {
  const at = await theirs({ description: "their words", tags: [{ key: "team", value: "it" }], size: 2 });
  const program = pool({
    ...adopt(at),
    imageId: "image-2",
    rootVolume: { type: "SSD", size: 100 },
    tags: { team: "hr", floor: "2" },
  });
  const refused = await at.stack.up(program);
  const words = refused.errors.join();
  expect(words).toMatch(/was not taken over, nothing was changed/);
  expect(words).toMatch(/field +the program says +the pool has/);
  expect(words).toMatch(/size +3 +2/);
  expect(words).toMatch(/imageId +"image-2" +"image-1"/);
  expect(words).toMatch(/rootVolume\.type +"SSD" +"SAS"/);
  for (const line of [
    "size: 2,",
    'imageId: "image-1",',
    'rootVolume: { type: "SAS", size: 80 },',
    'description: "their words",',
    'tags: { team: "it" },',
  ])
    expect(words).toContain(`  ${line}`);
  expect(ours(at)).toEqual([]);
  expect(at.stack.state.size).toBe(0);
  const pasted = pool({
    ...adopt(at),
    size: 2,
    imageId: "image-1",
    rootVolume: { type: "SAS", size: 80 },
    description: "their words",
    tags: { team: "it" },
  });
  expect((await at.stack.up(pasted)).errors).toEqual([]);
  await expectSettled(at, pasted);
  expect(ours(at)).toEqual([]);
});

test("a field that the program states and the pool has not is told to be left out", async () => {
  const at = await theirs();
  const refused = await at.stack.up(pool({ ...adopt(at), description: "ours", tags: { team: "it" } }));
  expect(refused.errors.join()).toContain("(leave out description)");
  expect(refused.errors.join()).toContain("(leave out tags)");
  expect(ours(at)).toEqual([]);
});

test("tags of others stay, and an adopted pool gets our identity with its first change of tags, not before", async () => {
  const at = await theirs({ tags: [{ key: "cost", value: "42" }] });
  expect((await at.stack.up(pool(adopt(at)))).errors).toEqual([]);
  expect(tagsOf(at)).toEqual({ cost: "42" });
  const tagged = pool({ ...adopt(at), tags: { team: "it" } });
  expect((await at.stack.up(tagged)).errors).toEqual([]);
  expect(tagsOf(at)).toEqual({ cost: "42", team: "it", "pulumi-identity": at.stack.outs("office").identity });
  await expectSettled(at, tagged);
});

test("a pool that carries another program's identity needs `takeFrom` with that very identity", async () => {
  const at = await theirs({ tags: [{ key: "pulumi-identity", value: "theirs" }] });
  const refused = await at.stack.up(pool(adopt(at)));
  expect(refused.errors.join()).toMatch(/another program or stack.*add `aliases`.*write `takeFrom: "theirs"`/);
  expect((await at.stack.up(pool({ ...adopt(at), takeFrom: "other" }))).errors.join()).toContain('takeFrom: "theirs"');
  const program = pool({ ...adopt(at), takeFrom: "theirs" });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(ours(at)).toEqual([]);
  await expectSettled(at, program);
});

test("afterwards `adopt` is inert: it may stay or go; one that names another pool is refused", async () => {
  const at = await theirs();
  at.world.simulator.act({ do: "createPool", pool: "lab" });
  expect((await at.stack.up(pool(adopt(at)))).errors).toEqual([]);
  const lab = thePool(at, "lab").id;
  expect((await at.stack.preview(pool())).did).toEqual([]);
  expect((await at.stack.preview(pool({ adopt: { poolId: lab } }))).errors.join()).toContain(
    `adopt names pool ${lab}, but this resource has pool ${thePool(at).id}`,
  );
  const named = await at.stack.up(pool({ adopt: { name: "lab" } }));
  expect(named.errors.join()).toContain('adopt names a pool "lab", which is not the pool of this resource');
  expect((await at.stack.up(pool({ adopt: { name: "office" } }))).errors).toEqual([]);
  expect(ours(at)).toEqual([]);
});

test("an `adopt` that is added to a pool that was made here is compared with it", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "createPool", pool: "lab" });
  const wrong = pool({ adopt: { poolId: thePool(at, "lab").id } });
  expect(said(await at.stack.preview(wrong))).toContain("REFUSED: adopt names pool");
  expect((await at.stack.up(wrong)).errors.join()).toContain("refused before any change: adopt names pool");
  expect((await at.stack.up(pool(adopt(at)))).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  await expectSettled(at, pool(adopt(at)));
});

test("two resources that are to take over one pool are refused in the preview, and by an `up` before the second takes it", async () => {
  const at = await theirs();
  const twice = { ...pool(adopt(at)), other: { kind: "DesktopPool", args: { ...office, ...adopt(at) } } };
  expect((await at.stack.preview(twice)).errors.join()).toMatch(
    /adopt: urn:\S*::office is to take over this very pool: one pool belongs to one resource/,
  );
  expect((await at.stack.up(twice)).errors.join()).toContain("one pool belongs to one resource");
  expect(ours(at)).toEqual([]);
});

test("a pool that another resource of the program has is not taken a second time", async () => {
  const at = await story({ program: pool() });
  const twice = { ...pool(), other: { kind: "DesktopPool", args: { ...office, ...adopt(at) } } };
  const up = await at.stack.up(twice);
  expect(up.errors.join()).toContain("another resource of this program has it");
  expect([...at.stack.state.keys()]).toEqual(["office"]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("a pool that is not there is told so, and none is made in its place", async () => {
  const at = await story();
  const byId = await at.stack.up(pool({ adopt: { poolId: "b".repeat(36) } }));
  expect(byId.errors.join()).toMatch(/there is no desktop pool b+ in project .*Nothing was changed/);
  const byName = await at.stack.up(pool({ adopt: { name: "studio" } }));
  expect(byName.errors.join()).toMatch(/there is no desktop pool named "studio" in project .*Nothing was changed/);
  expect(changes(at)).toEqual([]);
});

test("a name that a stranger's pool has is refused with `aliases` first, then with the very line that adopts it", async () => {
  const at = await theirs();
  const refused = (await at.stack.up(pool())).errors.join();
  expect(refused).toMatch(/add `aliases` instead; to take that pool over as it is, write `adopt: \{ poolId: "/);
  expect(refused).toContain(`adopt: { poolId: "${thePool(at).id}" }`);
  expect((await at.stack.up(pool(adopt(at)))).errors).toEqual([]);
});

test("where the region returns no tags, subnets or unit, what can be read is compared, and the pool can be adopted", async () => {
  const at = await theirs({}, { "tags-returned": "no" });
  expect((await at.stack.up(pool({ ...adopt(at), imageId: "image-9" }))).errors.join()).toContain('"image-1"');
  const program = pool({ ...adopt(at), tags: { team: "it" }, vpcId: "vpc-9" });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(ours(at)).toEqual([]);
  await expectSettled(at, program);
});

test("what is under way on the pool is waited for before it is compared", async () => {
  const at = await theirs();
  const service = await at.world.process().connect({});
  await service.expandDesktopPool(thePool(at).id, { add: 2 }, { deadline: at.world.clock.now() + 60_000 });
  expect((await at.stack.up(pool({ ...adopt(at), size: 5 }))).errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(5);
  await expectSettled(at, pool({ ...adopt(at), size: 5 }));
});

test("with autoscale `size` is a floor in an adoption too, and autoscale that the program does not say is a difference", async () => {
  const at = await theirs({ enable_autoscale: true });
  expect((await at.stack.up(pool(adopt(at)))).errors.join()).toContain("enableAutoscale: true,");
  const program = pool({ ...adopt(at), enableAutoscale: true, size: 1 });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(ours(at)).toEqual([]);
  await expectSettled(at, program);
});

test("an adopted pool is grown, shrunk and deleted as one that was made here, with the consents that the adoption gave", async () => {
  const at = await theirs();
  const consents = { ...adopt(at), forceDestroy: true };
  expect(said(await at.stack.preview(pool(consents)), "note")).toContain(
    "from now on a deletion of this resource deletes every desktop",
  );
  expect((await at.stack.up(pool(consents))).errors).toEqual([]);
  expect((await at.stack.up(pool({ ...consents, size: 4 }))).errors).toEqual([]);
  expect((await at.stack.up(pool({ ...consents, size: 2, scaleDown: { reason: "OPS-1" } }))).errors).toEqual([]);
  expect(effects(at, "desktop-deleted")).toHaveLength(2);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test("`adopt` takes either an id or a name, and says so in the preview", async () => {
  const at = await story();
  for (const adopting of [{}, { poolId: "a", name: "b" }])
    expect((await at.stack.preview(pool({ adopt: adopting }))).errors.join()).toContain(
      "adopt is {}; it has to hold either poolId or name".replace("{}", JSON.stringify(adopting)),
    );
  expect(at.world.simulator.ledger().calls).toEqual([]);
});

test("an adopted pool is not replaced while `adopt` is in the program: the new one could not be taken over", async () => {
  const at = await theirs();
  const consents = { ...adopt(at), forceDestroy: true, allowReplace: true };
  expect((await at.stack.up(pool(consents))).errors).toEqual([]);
  const other = { rootVolume: { type: "SSD", size: 80 } };
  const refused = await at.stack.up(pool({ ...consents, ...other }));
  expect(refused.errors.join()).toContain("the pool is to be replaced, but `adopt` is still in the program");
  expect(ours(at)).toEqual([]);
  const program = pool({ forceDestroy: true, allowReplace: true, ...other });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(ours(at)).toEqual(["BatchDeleteDesktops 202", "DeleteDesktopPool 204", "CreateDesktopPool 200"]);
  await expectSettled(at, program);
});

test("`--replace` of an adopted pool is refused with the line that has to go, and without it the pool goes on as it is", async () => {
  const at = await theirs();
  const program = pool({ ...adopt(at), forceDestroy: true });
  expect((await at.stack.up(program)).errors).toEqual([]);
  const up = await at.stack.up(program, { replace: ["office"] });
  expect(up.errors.join()).toMatch(/nothing was deleted: .*names this very pool.*remove `adopt`/);
  expect((await at.stack.up(pool({ forceDestroy: true }))).errors).toEqual([]);
  await expectSettled(at, pool({ forceDestroy: true }));
  expect(ours(at)).toEqual([]);
});
