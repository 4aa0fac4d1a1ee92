/** What a change does after a lost answer: a second try, a list too long to be read, parts that do not say whose they are. */
import { expect, test } from "@jest/globals";
import {
  actingOnPool,
  addingPoolDisks,
  atSightOfJob,
  expandingPool,
  expandingPoolDisks,
} from "../../provider/workspace/lost-answers.ts";
import type { AnyAct } from "../../simulator/index.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { inRegion, type Region } from "./region.ts";

const handleType = "FOR_EXPAND_AND_ALL";
const volumes = [{ type: "SAS", size: 100 }];
const adding = ({ service, poolId }: Region) => addingPoolDisks(service, { poolId, handleType, volumes });
const expanding = ({ service, poolId, simulator }: Region, size: number) => {
  const id = simulator.state().pools[0]?.disks[0]?.id ?? "";
  return expandingPoolDisks(service, { poolId, handleType, volumes: [{ id, type: "SAS", size }] });
};
const words = async (work: Promise<unknown>): Promise<string> => String(await errorOf(work));
const disks = ({ simulator }: Region) => (simulator.state().pools[0]?.disks ?? []).map(({ size }) => size);
const late = (code: string, jobSeconds = 120, hidden = "75") => ({
  jobSeconds,
  dialects: { "acceptance-invisible-seconds": hidden, "busy-add-code": code },
});

test.each(["WKS.00010032", "WKS.0407"])(
  "a disk whose acceptance shows only after a minute is added once, though the second try is only told to wait (%s)",
  (code) =>
    inRegion(late(code), async (region) => {
      region.fault("AddDesktopPoolVolumes", { dropAfter: true });
      const { jobId } = await region.send(adding(region));
      region.clock.advance(3_600_000);
      expect(region.calls("AddDesktopPoolVolumes")).toEqual([0, code === "WKS.0407" ? 400 : 409]);
      expect([region.begun("addDesktopPoolVolumes"), disks(region)]).toEqual([1, [100]]);
      expect(jobId).toBe(region.simulator.ledger({ kind: "job-started" }).effects[0]?.jobId);
    }),
);

test("a pool whose growth shows only after a minute grows once, also where the job is trace enough", () =>
  inRegion(late("WKS.00010032"), async (region) => {
    region.fault("ExpandDesktopPool", { dropAfter: true });
    await region.send(atSightOfJob(expandingPool(region.service, region.poolId, { add: 2 })));
    region.clock.advance(3_600_000);
    expect(region.begun("expandDesktopPool")).toBe(1);
    expect(region.simulator.state().pools[0]?.desktops).toHaveLength(4);
  }));

test("a busy pool that shows no work is no silence: a job that has ended unseen is waited for", () =>
  inRegion(late("WKS.00010032", 65, "100"), async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropAfter: true });
    region.fault("AddDesktopPoolVolumes", { refusal: { code: "WKS.00010032", status: 409, message: "busy" } });
    await region.send(adding(region));
    region.clock.advance(3_600_000);
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0, 409]);
    expect([region.begun("addDesktopPoolVolumes"), disks(region)]).toEqual([1, [100]]);
  }));

test.each([
  [403, "WKS.0403"],
  [404, "APIGW.0101"],
  [400, "WKS.9999"],
])("a second try that is refused (%s %s) is looked behind: the first one was done", (status, code) =>
  inRegion(late("WKS.00010032"), async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropAfter: true });
    region.fault("AddDesktopPoolVolumes", { status, body: { error_code: code, error_msg: "no" } });
    expect(await region.send(adding(region))).toEqual({ jobId: expect.any(String) });
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0, status]);
    expect(disks(region)).toEqual([100]);
  }),
);

test("a second try that is refused is told as refused when the first was not done", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropBefore: true });
    region.fault("AddDesktopPoolVolumes", { status: 403, body: { error_code: "WKS.0403", error_msg: "no right" } });
    expect(await words(region.send(adding(region)))).toContain("no right");
    expect(region.calls("AddDesktopPoolVolumes")).toEqual([0, 403]);
    expect(disks(region)).toEqual([]);
  }));

const anAct = (operation: string, body: Readonly<Record<string, unknown>>): AnyAct => ({
  do: "call",
  operation,
  pool: "office",
  body,
});

/** Growing a disk of a thousand desktops twelve times: more parts of jobs than anybody may page through. */
const longList = { desktops: 1000, volumes: [{ type: "SAS", size: 10 }], jobSeconds: 60 };
function lengthenList({ simulator, clock }: Region): void {
  const id = simulator.state().pools[0]?.disks[0]?.id ?? "";
  for (let size = 20; size <= 130; size += 10) {
    simulator.act(anAct("ExpandDesktopPoolVolumes", { volumes: [{ id, size }], handle_type: handleType }));
    clock.advance(600_000);
  }
}

test.each([true, false])(
  "a pool with more jobs than anybody may page through can still be changed, once (accepted: %s)",
  (isAccepted) =>
    inRegion(longList, async (region) => {
      lengthenList(region);
      region.fault("ExpandDesktopPoolVolumes", isAccepted ? { dropAfter: true } : { dropBefore: true });
      expect(await region.send(atSightOfJob(expanding(region, 500)))).toEqual({ jobId: expect.any(String) });
      region.clock.advance(3_600_000);
      expect(region.calls("ExpandDesktopPoolVolumes")).toEqual(isAccepted ? [0] : [0, 200]);
      expect([region.begun("expandDesktopPoolVolumes"), disks(region)]).toEqual([1, [500]]);
    }),
  120_000,
);

test(
  "where only jobs under way are listed, work that leaves no other trace is not done again",
  () =>
    inRegion({ desktops: 1000, jobSeconds: 60 }, async (region) => {
      const { simulator, service, poolId, clock } = region;
      for (let round = 0; round < 12; round += 1) {
        simulator.act(anAct("ExecuteDesktopPoolAction", { op_type: "reboot", type: "SOFT" }));
        clock.advance(600_000);
      }
      region.fault("ExecuteDesktopPoolAction", { dropBefore: true });
      const said = await words(region.send(actingOnPool(service, { poolId, opType: "reboot" })));
      expect(said).toMatch(/reboot of the desktops.*cannot be told.*It was not sent again/);
      expect(region.calls("ExecuteDesktopPoolAction")).toEqual([0]);
    }),
  120_000,
);

test("a growth that broke off early, with fewer desktops than it was to make, is not made again", () =>
  inRegion({}, async (region) => {
    const { service, simulator, poolId } = region;
    region.fault("ExpandDesktopPool", { dropBefore: true });
    const act = anAct("ExpandDesktopPool", { size: 1 });
    simulator.fault({ route: "ListItaSubJobs", nth: 2, effect: { act } });
    const { jobId } = await region.send(atSightOfJob(expandingPool(service, poolId, { add: 3 })));
    expect(jobId).toBe(simulator.ledger({ kind: "job-started" }).effects[0]?.jobId);
    expect(region.calls("ExpandDesktopPool")).toEqual([0]);
  }));

test("a growth of which some desktops stand there and no job is listed is told, and not made again", () =>
  inRegion({}, async (region) => {
    const { service, simulator, poolId } = region;
    region.fault("ExpandDesktopPool", { dropAfter: true });
    simulator.fault({
      route: "ExpandDesktopPool",
      also: true,
      effect: { job: { outcome: "partial", failDesktops: 2, vanishes: "at-once" } },
    });
    const said = await words(region.send(expandingPool(service, poolId, { add: 3 })));
    expect(said).toMatch(/has 1 more desktops than before.*It was not sent again/);
    expect(region.begun("expandDesktopPool")).toBe(1);
  }));

test("a list that was served before and is refused now is a look that failed, and no silence", () =>
  inRegion({}, async (region) => {
    region.fault("AddDesktopPoolVolumes", { dropBefore: true });
    const refused = { status: 400, body: { error_code: "WKS.0002" } };
    region.fault("ListItaSubJobs", refused, { nth: 2, times: 8 });
    const at = region.clock.now();
    await region.send(adding(region));
    const [, second] = region.simulator.ledger().calls.filter((call) => call.operation === "AddDesktopPoolVolumes");
    expect(Date.parse(second?.at ?? "") - at).toBeGreaterThan(150_000);
    expect([region.begun("addDesktopPoolVolumes"), disks(region)]).toEqual([1, [100]]);
  }));

test("parts of jobs that do not say which job they are of prove no absence", () =>
  inRegion({}, async (region) => {
    const { simulator, service, poolId } = region;
    simulator.act(anAct("ExecuteDesktopPoolAction", { op_type: "reboot", type: "SOFT" }));
    region.clock.advance(600_000);
    simulator.fault({ route: "ListItaSubJobs", times: "always", effect: { missingFields: ["job_id"] } });
    region.fault("ExecuteDesktopPoolAction", { dropBefore: true });
    const said = await words(region.send(actingOnPool(service, { poolId, opType: "reboot" })));
    expect(said).toMatch(/reboot of the desktops.*cannot be told.*It was not sent again/);
    expect(region.calls("ExecuteDesktopPoolAction")).toEqual([0]);
  }));
