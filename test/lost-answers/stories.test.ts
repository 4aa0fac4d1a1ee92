import { expect, test } from "@jest/globals";
import {
  actingOnPool,
  addingPoolDisks,
  addingVolumes,
  creatingPool,
  deletingDesktops,
  deletingPoolDisks,
  expandingPool,
  expandingPoolDisks,
  notifyingPool,
  rebuildingPool,
  resizingPool,
} from "../../provider/workspace/lost-answers.ts";
import type { AnyAct } from "../../simulator/index.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { inRegion, type Region } from "./region.ts";

const handleType = "FOR_EXPAND_AND_ALL";
const volumes = [{ type: "SAS", size: 100 }];
const anothersAdd = (size: number): AnyAct => ({
  do: "call",
  operation: "AddDesktopPoolVolumes",
  pool: "office",
  body: { volumes: [{ type: "SAS", size }] },
});
const adding = ({ service, poolId }: Region) => addingPoolDisks(service, { poolId, handleType, volumes });
const disks = ({ simulator }: Region) => (simulator.state().pools[0]?.disks ?? []).map(({ size }) => size).sort();
const newPool = {
  name: "new",
  type: "DYNAMIC",
  size: 1,
  productId: "p",
  imageType: "private",
  imageId: "i",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["s"],
  tags: { "pulumi-identity": "ours" },
};
const words = async (work: Promise<unknown>): Promise<string> => String(await errorOf(work));

test("another's job that our first try was refused for is not taken for the trace of the second", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { act: anothersAdd(70) });
    region.fault("AddDesktopPoolVolumes", { dropBefore: true }, { nth: 2 });
    expect(await region.send(adding(region))).toMatchObject({ jobId: expect.any(String) });
    expect(region.calls("AddDesktopPoolVolumes").slice(0, 2)).toEqual([409, 0]);
    expect([region.begun("addDesktopPoolVolumes"), disks(region)]).toEqual([1, [100, 70].sort()]);
  }));

test("a refusal that got lost is found out, though another's job of the same kind has just gone well", () =>
  inRegion({}, async (region) => {
    region.simulator.fault({
      route: "AddDesktopPoolVolumes",
      actor: region.simulator.tenant.accessKey,
      also: true,
      effect: { act: anothersAdd(70) },
    });
    region.fault("AddDesktopPoolVolumes", { dropAfter: true });
    await region.send(adding(region));
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0, 200]);
    expect([region.begun("addDesktopPoolVolumes"), disks(region)]).toEqual([1, [100, 70].sort()]);
  }));

test("another's add while ours is looked for is not ours: ours is sent when its disk has not come", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropBefore: true });
    region.simulator.fault({ route: "ListItaSubJobs", nth: 3, effect: { act: anothersAdd(70) } });
    await region.send(adding(region));
    expect([region.begun("addDesktopPoolVolumes"), disks(region)]).toEqual([1, [100, 70].sort()]);
  }));

test("a restart that ours was refused for is not taken for ours", () =>
  inRegion({}, async (region) => {
    const { service, poolId } = region;
    const body = { op_type: "reboot", type: "SOFT" };
    const act: AnyAct = { do: "call", operation: "ExecuteDesktopPoolAction", pool: "office", body };
    region.fault("ExecuteDesktopPoolAction", { act });
    region.fault("ExecuteDesktopPoolAction", { dropBefore: true });
    await region.send(actingOnPool(service, { poolId, opType: "os-stop" }));
    expect(region.begun("executeDesktopsAction")).toBe(1);
  }));

test("our job has ended when another's begins: ours is the older one", () =>
  inRegion({ dialects: { "add-record": "at-job-end" } }, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropAfter: true });
    // The seventh list is the look after the job's minute.
    region.simulator.fault({ route: "ListItaSubJobs", nth: 7, effect: { act: anothersAdd(70) } });
    const { jobId } = await region.send(adding(region));
    const begun = region.simulator.ledger({ kind: "job-started" }).effects;
    expect(begun.map((effect) => effect.actor)).toEqual([region.simulator.tenant.accessKey, "another-person"]);
    expect(jobId).toBe(begun[0]?.jobId);
  }));

test("a resize of named desktops shows on them, where the pool keeps its product", () =>
  inRegion({ dialects: { "desktop-ids-template": "no" } }, async (region) => {
    const { service, poolId, desktopIds } = region;
    region.fault("ResizeDesktopPool", { dropAfter: true });
    const change = {
      poolId,
      handleType,
      productId: "larger",
      mode: "STOP_DESKTOP",
      desktopIds: desktopIds.slice(1),
    } as const;
    await region.send(resizingPool(service, change));
    expect(region.calls("ResizeDesktopPool")).toEqual([0]);
  }));

test("a job that runs is a trace, though the pool says that nothing is under way", () =>
  inRegion({ jobSeconds: 300, dialects: { "add-record": "at-job-end" } }, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropAfter: true });
    region.simulator.fault({
      route: "ShowDesktopPoolDetail",
      times: "always",
      effect: { setFields: { ".status": "STEADY" } },
    });
    await region.send(adding(region));
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0]);
  }));

test("a job that went well and has left no new disk is told: it is not known whose it was", () =>
  inRegion({ jobSeconds: 2 }, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropAfter: true });
    region.simulator.fault({ route: "AddDesktopPoolVolumes", also: true, effect: { job: { outcome: "lie" } } });
    expect(await words(region.send(adding(region)))).toMatch(
      /a job that adds disks went well, and pool .* has no new one/,
    );
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0]);
  }));

test("desktops that are being deleted are a trace, where neither jobs nor the pool tell", () =>
  inRegion({ jobSeconds: 200 }, async (region) => {
    const { service, simulator, poolId, desktopIds } = region;
    simulator.fault({
      route: "ListItaSubJobs",
      times: "always",
      effect: { status: 400, body: { error_code: "WKS.0002" } },
    });
    simulator.fault({
      route: "ShowDesktopPoolDetail",
      times: "always",
      effect: { setFields: { ".status": "STEADY" } },
    });
    region.fault("BatchDeleteDesktops", { dropAfter: true });
    const how = { desktopIds, deleteUsers: false, emailNotification: false, forceDelete: false };
    expect(await region.send(deletingDesktops(service, poolId, how))).toEqual({});
    expect(region.calls("BatchDeleteDesktops")).toEqual([0]);
  }));

test("a pool that shows only after more than a minute is found when the second call is refused for its name", () =>
  inRegion({}, async (region) => {
    const { service, simulator } = region;
    region.fault("CreateDesktopPool", { dropAfter: true });
    const nothing = { status: 200, body: { total_count: 0, desktop_pools: [] } };
    simulator.fault({ route: "ListDesktopPools", nth: 2, times: 7, effect: nothing });
    expect(await region.send(creatingPool(service, newPool))).toMatchObject({ jobId: expect.any(String) });
    expect(region.calls("CreateDesktopPool")).toEqual([0, 400]);
  }));

test("an equal disk that nobody's job has made is not taken for ours, and ours is not sent again", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropBefore: true });
    const act: AnyAct = { do: "addDisk", pool: "office", type: "SAS", size: 100 };
    region.simulator.fault({ route: "ShowDesktopPoolDetail", nth: 3, effect: { act } });
    const said = await words(region.send(adding(region)));
    expect(said).toMatch(/adding 1 disk.*cannot be told: equal disks appeared on pool .*It was not sent again/);
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0]);
  }));

test("where jobs are not listed, a size or an absence proves itself, and a new disk proves nothing", () =>
  inRegion({ volumes: [{ type: "SAS", size: 50 }] }, async (region) => {
    const { simulator, service, poolId } = region;
    simulator.fault({
      route: "ListItaSubJobs",
      times: "always",
      effect: { status: 400, body: { error_code: "WKS.0002" } },
    });
    const id = simulator.state().pools[0]?.disks[0]?.id ?? "";
    const change = { poolId, handleType } as const;
    for (const operation of ["ExpandDesktopPoolVolumes", "DeleteDesktopPoolVolumes", "AddDesktopPoolVolumes"])
      region.fault(operation, { dropAfter: true });
    expect(
      await region.send(expandingPoolDisks(service, { ...change, volumes: [{ id, type: "SAS", size: 80 }] })),
    ).toEqual({});
    expect(
      await region.send(deletingPoolDisks(service, { ...change, volumes: [{ id, type: "SAS", size: 80 }] })),
    ).toEqual({});
    expect(await words(region.send(adding(region)))).toContain("no job of this call did it");
    expect(disks(region)).toEqual([100]);
    expect(["expand", "delete", "add"].map((verb) => region.begun(`${verb}DesktopPoolVolumes`))).toEqual([1, 1, 1]);
  }));

test("a message is not shown twice where the service was never seen to list messages", () =>
  inRegion({}, async (region) => {
    const { service, poolId } = region;
    region.fault("SendDesktopPoolNotifications", { dropBefore: true });
    const said = await words(region.send(notifyingPool(service, { poolId, notifications: "Save your work" })));
    expect(said).toMatch(/telling the users of pool .*leaves no trace.*It was not sent again/);
    expect(region.calls("SendDesktopPoolNotifications")).toEqual([0]);
    // Once it was, the list tells that there is none.
    await region.send(notifyingPool(service, { poolId, notifications: "Save your work" }));
    region.fault("SendDesktopPoolNotifications", { dropBefore: true });
    await region.send(notifyingPool(service, { poolId, notifications: "Save your work now" }));
    expect(region.begun("sendNotifications")).toBe(2);
  }));

test("a restart that was over and forgotten before anybody looked is not done again", () =>
  inRegion(
    { jobSeconds: 2, jobsForgottenAfter: 5, dialects: { "sub-jobs-visible": "when-running" } },
    async (region) => {
      const { service, poolId } = region;
      region.fault("ExecuteDesktopPoolAction", { dropAfter: true });
      const said = await words(region.send(actingOnPool(service, { poolId, opType: "reboot" })));
      expect(said).toMatch(/reboot of the desktops.*something was done on the pool meanwhile/);
      expect(region.begun("executeDesktopsAction")).toBe(1);
    },
  ));

test("disks that some of several desktops have got, by a job that is forgotten, are not given again", () =>
  inRegion({ jobsForgottenAfter: 5 }, async (region) => {
    const { service, simulator, poolId, desktopIds } = region;
    region.fault("AddVolumes", { dropAfter: true });
    simulator.fault({ route: "AddVolumes", also: true, effect: { job: { outcome: "partial", failDesktops: 1 } } });
    const desktopVolumes = desktopIds.map((desktopId) => ({ desktopId, volumes }));
    expect(await words(region.send(addingVolumes(service, { poolId, desktopVolumes })))).toContain(
      "equal disks appeared on",
    );
    expect(region.begun("addVolumes")).toBe(1);
    expect(simulator.state().pools[0]?.desktops.map((desktop) => desktop.disks.length)).toEqual([1, 0]);
  }));

test("a rebuild with the image that the pool has leaves only its job to be seen, and is done once", () =>
  inRegion({}, async (region) => {
    const { service, simulator, poolId } = region;
    const imageId = String(simulator.state().pools[0]?.attributes.image_id);
    region.fault("RebuildDesktopPool", { status: 502, after: true });
    await region.send(rebuildingPool(service, { poolId, handleType, imageId }));
    region.clock.advance(3_600_000);
    expect(simulator.ledger({ kind: "desktop-rebuilt" }).effects).toHaveLength(2);
  }));

test("another's pool that takes the name meanwhile is told, and is not ours", () =>
  inRegion({}, async (region) => {
    const { service, simulator } = region;
    region.fault("CreateDesktopPool", { dropBefore: true });
    simulator.fault({ route: "ListDesktopPools", nth: 3, effect: { act: { do: "createPool", pool: "new" } } });
    expect(await words(region.send(creatingPool(service, newPool)))).toContain("pools of this name have appeared");
    expect(region.calls("CreateDesktopPool")).toEqual([0]);
  }));

test("desktops that another's expansion has made are not counted as ours", () =>
  inRegion({}, async (region) => {
    const { service, simulator, poolId } = region;
    const act: AnyAct = { do: "call", operation: "ExpandDesktopPool", pool: "office", body: { size: 3 } };
    region.fault("ExpandDesktopPool", { dropBefore: true });
    simulator.fault({ route: "ListItaSubJobs", nth: 3, effect: { act } });
    await region.send(expandingPool(service, poolId, { add: 1 }));
    region.clock.advance(3_600_000);
    expect(region.begun("expandDesktopPool")).toBe(1);
    expect(simulator.state().pools[0]?.desktops).toHaveLength(6);
  }));

test.each([true, false])("an answer that never comes is a lost one (done: %s)", (after) =>
  inRegion({ answerMs: 400 }, async (region) => {
    region.fault("AddDesktopPoolVolumes", { stall: true, ...(after ? { after } : {}) });
    await region.send(adding(region));
    expect(region.calls("AddDesktopPoolVolumes")).toHaveLength(after ? 1 : 2);
    expect([region.begun("addDesktopPoolVolumes"), disks(region)]).toEqual([1, [100]]);
  }),
);

test("a look that fails is no silence: the minute begins anew after it", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropBefore: true });
    region.fault("ShowDesktopPoolDetail", { status: 503 }, { nth: 4, times: 4 });
    const at = region.clock.now();
    await region.send(adding(region));
    const [, second] = region.simulator.ledger().calls.filter((call) => call.operation === "AddDesktopPoolVolumes");
    expect(Date.parse(second?.at ?? "") - at).toBeGreaterThan(120_000);
    expect(region.begun("addDesktopPoolVolumes")).toBe(1);
  }));

test("what is not known when the time is up is said, with what to do", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropBefore: true });
    const said = await words(region.send(adding(region), 0.5));
    expect(said).toMatch(/the answer was lost and the time is up .* run `pulumi up` again: it looks first/);
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0]);
  }));

test("a change that is refused is not looked for", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { refusal: { code: "WKS.9999", status: 400, message: "no quota" } });
    expect(await words(region.send(adding(region)))).toContain("WKS.9999");
    expect(region.calls("ShowDesktopPoolDetail")).toHaveLength(1);
  }));

test("a pool that somebody deletes while a change is looked for answers the question", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropBefore: true });
    region.simulator.fault({ route: "ListItaSubJobs", nth: 3, effect: { act: { do: "deletePool", pool: "office" } } });
    expect(await region.send(adding(region))).toEqual({});
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0]);
  }));
