import { expect, test } from "@jest/globals";
import { bodies, expectSettled, pool, type Story, said, story, tagsOf } from "../world/desktop-pools.ts";
import { justBefore, meddling } from "../world/kill.ts";

const bySomebody = (at: Story, others: Readonly<Record<string, string>>): void => {
  const all = { ...tagsOf(at), ...others };
  const tags = Object.entries(all).map(([key, value]) => ({ key, value: String(value) }));
  at.world.simulator.act({ do: "setTags", pool: "office", tags });
};
const onlyOurs = (at: Story): void => {
  const tags = Object.entries(tagsOf(at)).flatMap(([key, value]) =>
    key === "cost" ? [] : [{ key, value: String(value) }],
  );
  at.world.simulator.act({ do: "setTags", pool: "office", tags });
};
const own = (at: Story): object => {
  const { "pulumi-identity": _, ...tags } = tagsOf(at);
  return tags;
};

test("only the tags that the program changed are changed: what somebody else did to another one stays until a refresh shows it", async () => {
  const at = await story({ program: pool({ tags: { team: "it", floor: "2" } }) });
  bySomebody(at, { team: "hr" });
  const program = pool({ tags: { team: "it", floor: "3" } });
  const up = await at.stack.up(program);
  expect(own(at)).toEqual({ team: "hr", floor: "3" });
  expect(said(up, "note")).toMatch(/differs from the program in tags, changed by somebody else/);
  await at.stack.refresh();
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(own(at)).toEqual({ team: "it", floor: "3" });
  await expectSettled(at, program);
});

test("tags of others stay, and stand in the outputs by their keys", async () => {
  const at = await story({ program: pool({ tags: { team: "it" } }) });
  bySomebody(at, { cost: "42", area: "x" });
  await at.stack.refresh();
  expect(at.stack.outs("office").undeclaredTags).toEqual(["area", "cost"]);
  expect((await at.stack.preview(pool({ tags: { team: "it" } }))).did).toEqual([]);
});

test("with `exclusive` tags of others go: in the update that says it first, and later when a refresh has shown them", async () => {
  const at = await story({ program: pool({ tags: { team: "it" } }) });
  bySomebody(at, { cost: "42" });
  await at.stack.refresh();
  const program = pool({ tags: { team: "it" }, exclusive: true });
  expect(said(await at.stack.preview(program))).toMatch(
    /exclusive: every entry that others have added to tags of pool office is removed; tags when last read: cost/,
  );
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(own(at)).toEqual({ team: "it" });
  await expectSettled(at, program);
  bySomebody(at, { area: "x" });
  await at.stack.refresh();
  expect(at.stack.outs("office").tags).toEqual({ team: "it", area: "x" });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(own(at)).toEqual({ team: "it" });
  await expectSettled(at, program);
});

test("`exclusive` without `tags` removes none", async () => {
  const at = await story({ program: pool() });
  bySomebody(at, { cost: "42" });
  expect((await at.stack.up(pool({ exclusive: true }))).errors).toEqual([]);
  expect(own(at)).toEqual({ cost: "42" });
  expect(bodies(at, "UpdateDesktopPool")).toEqual([]);
  await expectSettled(at, pool({ exclusive: true }));
});

test("more tags than the service takes, with those of others, are refused before any change, naming them", async () => {
  const at = await story({ program: pool({ tags: { team: "it" } }) });
  bySomebody(at, Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`other${i}`, "x"])));
  const tags = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`own${i}`, "y"]));
  const up = await at.stack.up(pool({ tags, description: "x" }));
  expect(up.errors.join()).toMatch(
    /would have 24 tags, and the service takes 20; 15 of them are of others: other0, .*`exclusive: true`/,
  );
  expect(bodies(at, "UpdateDesktopPool")).toEqual([]);
  const program = pool({ tags, description: "x", exclusive: true });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(own(at)).toEqual(tags);
  await expectSettled(at, program);
});

test("a tag that somebody sets between the last look and the call stays", async () => {
  const at = await story({ program: pool({ tags: { team: "it" } }) });
  const program = pool({ tags: { team: "hr" } });
  const meanwhile = justBefore({ call: "updateDesktopPool" }, () => bySomebody(at, { cost: "42" }));
  expect((await at.stack.up(program, meanwhile)).errors).toEqual([]);
  expect(own(at)).toEqual({ team: "hr", cost: "42" });
  expect(bodies(at, "UpdateDesktopPool")).toHaveLength(1);
  await at.stack.refresh();
  await expectSettled(at, program);
});

test.each([1, 2, 3, 4])("a tag of others that read %i of the pool does not show yet stays", async (nth) => {
  const at = await story({ program: pool({ tags: { team: "it" } }) });
  const old = { ...tagsOf(at) };
  bySomebody(at, { cost: "42" });
  let reads = 0;
  const lagging = meddling(async (name, send) => {
    const answer = await send();
    const isOld = name === "showDesktopPoolDetail" && ++reads === nth;
    return isOld && typeof answer === "object" ? { ...answer, tags: old } : answer;
  });
  const program = pool({ tags: { team: "hr" } });
  expect((await at.stack.up(program, lagging)).errors).toEqual([]);
  expect(own(at)).toEqual({ team: "hr", cost: "42" });
  await at.stack.refresh();
  await expectSettled(at, program);
});

test("a tag that somebody removes between the last look and the call does not come back", async () => {
  const at = await story({ program: pool({ tags: { team: "it" } }) });
  bySomebody(at, { cost: "42" });
  const meanwhile = justBefore({ call: "updateDesktopPool" }, () => onlyOurs(at));
  expect((await at.stack.up(pool({ tags: { team: "hr" } }), meanwhile)).errors).toEqual([]);
  expect(own(at)).toEqual({ team: "hr" });
});

test("a tag that somebody sets after a call whose answer was lost stays, whether the service did the call or not", async () => {
  for (const effect of [{ dropBefore: true }, { dropAfter: true }] as const) {
    const at = await story({ program: pool({ tags: { team: "it" } }) });
    const program = pool({ tags: { team: "hr" } });
    at.world.simulator.fault({ route: "UpdateDesktopPool", times: 1, effect });
    let calls = 0;
    const meanwhile = meddling((name, send) =>
      send().finally(() => {
        if (name === "updateDesktopPool" && ++calls === 1) bySomebody(at, { cost: "42" });
      }),
    );
    expect((await at.stack.up(program, meanwhile)).errors).toEqual([]);
    expect(own(at)).toEqual({ team: "hr", cost: "42" });
    await at.stack.refresh();
    await expectSettled(at, program);
  }
});
