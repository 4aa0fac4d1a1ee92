import { expect, test } from "@jest/globals";
import type { AnyAct } from "../../simulator/index.ts";
import { bodies, changes, expectSettled, pool, story, tagsOf, thePool } from "../world/desktop-pools.ts";

const full = pool({
  description: "front",
  tags: { team: "it" },
  securityGroups: [{ id: "a" }, { id: "b" }],
  enableAutoscale: true,
  autoscalePolicy: { minIdle: 2 },
  subnetIds: ["s1", "s2"],
});

const drift: readonly {
  field: string;
  attributes: NonNullable<Extract<AnyAct, { do: "setPool" }>["attributes"]>;
  shown: unknown;
}[] = [
  { field: "description", attributes: { description: "other" }, shown: "other" },
  { field: "description", attributes: { description: "" }, shown: "" },
  { field: "securityGroups", attributes: { security_groups: [{ id: "c" }] }, shown: [{ id: "c" }] },
  { field: "enableAutoscale", attributes: { enable_autoscale: false }, shown: false },
  {
    field: "autoscalePolicy",
    attributes: { autoscale_policy: { min_idle: 7, max_auto_created: 3 } },
    shown: { minIdle: 7 },
  },
  { field: "autoscalePolicy", attributes: { autoscale_policy: {} }, shown: {} },
  { field: "subnetIds", attributes: { subnet_ids: ["s1"] }, shown: ["s1"] },
  { field: "tags", attributes: { tags: [{ key: "team", value: "hr" }] }, shown: { team: "hr" } },
  { field: "tags", attributes: { tags: [] }, shown: {} },
];

test.each(drift)(
  "drift of $field to $shown is shown by a refresh and put right by the next `up`, and nothing else is",
  async ({ field, attributes, shown }) => {
    const at = await story({ program: full });
    at.world.simulator.act({ do: "setPool", pool: "office", attributes });
    expect((await at.stack.refresh()).did).toEqual(["office: refreshed"]);
    expect(at.stack.outs("office")[field]).toEqual(shown);
    expect(at.stack.state.get("office")?.inputs[field]).toEqual(shown);
    expect((await at.stack.refresh()).did).toEqual([]);
    expect((await at.stack.preview(full)).did).toEqual(["office: update"]);
    expect((await at.stack.up(full)).errors).toEqual([]);
    expect(bodies(at, "UpdateDesktopPool")).toHaveLength(1);
    expect(Object.keys(Object(bodies(at, "UpdateDesktopPool")[0]))).toHaveLength(1);
    expect(tagsOf(at)).toEqual({ team: "it", "pulumi-identity": at.stack.outs("office").identity });
    await expectSettled(at, full);
  },
);

test("fields that the program does not state are never drift: tags of others, a description, another order", async () => {
  const at = await story({ program: pool({ securityGroups: [{ id: "a" }, { id: "b" }], subnetIds: ["s1", "s2"] }) });
  const attributes = {
    description: "by hand",
    tags: [{ key: "cost", value: "42" }],
    security_groups: [{ id: "b" }, { id: "a" }],
    subnet_ids: ["s2", "s1"],
  };
  at.world.simulator.act({ do: "setPool", pool: "office", attributes });
  expect((await at.stack.refresh()).did).toEqual([]);
  await expectSettled(at, pool({ securityGroups: [{ id: "a" }, { id: "b" }], subnetIds: ["s1", "s2"] }));
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("a pool that was renamed by hand is drift of its name, and is never taken for gone", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "renamePool", pool: "office", name: "bureau" });
  await at.stack.refresh();
  expect(at.stack.outs("office")).toMatchObject({ name: "bureau", poolName: "bureau" });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(thePool(at, "office").id).toBe(at.stack.state.get("office")?.id);
  await expectSettled(at, pool());
});

test.each(["404", "400-WKS.0001"])(
  "a pool that is gone (%s) is dropped by a refresh, and made anew by the next `up`",
  async (status) => {
    const at = await story({ dialects: { "gone-status": status }, program: pool() });
    at.world.simulator.act({ do: "deletePool", pool: "office" });
    expect((await at.stack.refresh()).did).toEqual(["office: gone"]);
    expect((await at.stack.up(pool())).errors).toEqual([]);
    await expectSettled(at, pool());
  },
);

test("the state's own place is asked, so another project in the configuration never makes a pool look gone", async () => {
  const at = await story({ program: pool() });
  const config = { projectId: "ffffffffffffffffffffffffffffffff", region: "eu-west-101" };
  const refresh = await at.stack.refresh({ config });
  expect([...refresh.did, ...refresh.errors]).toEqual([]);
  expect(at.stack.state.has("office")).toBe(true);
});

test("an API that is not published, and an answer without sense, fail the refresh and drop nothing", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({
    route: "ShowDesktopPoolDetail",
    effect: { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } },
  });
  expect((await at.stack.refresh()).errors).toHaveLength(1);
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", times: 20, effect: { status: 200, body: {} } });
  expect((await at.stack.refresh()).errors).toHaveLength(1);
  expect(at.stack.outs("office")).toMatchObject({ size: 3, desktopCount: 3 });
});
