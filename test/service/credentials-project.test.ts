import { expect, test } from "@jest/globals";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { Settings } from "../../provider/workspace/settings.ts";
import { errorOf } from "../unit/workspace/server.ts";
import {
  agency,
  found,
  givenToken,
  keysCall,
  onStage,
  poolId,
  type Stage,
  tenant,
  tokenCall,
  until,
} from "./visitor.ts";

const region: Partial<Settings> = { place: { region: "ap-southeast-1" } };
const look = (service: WorkspaceService) => service.showDesktopPoolDetail(poolId, until);

const ways: readonly (readonly [string, (stage: Stage) => Promise<WorkspaceService>, readonly string[]])[] = [
  ["an access key", ({ connect }) => connect(tenant.key, region), ["KeystoneListProjects"]],
  ["an agency", ({ connect }) => connect(tenant.key, { ...region, agency }), [keysCall, "KeystoneListProjects"]],
  ["a user's token, which tells it", ({ connect }) => connect(tenant.user, region), [tokenCall]],
  [
    "a token that somebody else got, which tells it too",
    async (stage) => stage.connect(await givenToken(stage), region),
    [tokenCall, "KeystoneValidateToken"],
  ],
];

test.each(ways)("the project of a region is had from %s, and nothing is asked twice", async (_name, way, asked) => {
  await onStage(async (stage) => {
    const service = await way(stage);
    await look(service);
    expect(service.place).toEqual({ region: "ap-southeast-1", projectId: stage.simulator.tenant.projectId });
    expect(stage.calls().map((line) => line.split(" ")[0])).toEqual([...asked, "ShowDesktopPoolDetail"]);
  });
});

test("a project is looked up by its own name where one is given", async () => {
  await onStage(async (stage) => {
    const place = { region: "ap-southeast-1", projectName: "la-south-2" };
    const [other] = stage.simulator.tenant.otherProjects.filter(({ name }) => name === "la-south-2");
    for (const credentials of [tenant.key, tenant.user]) {
      const service = await stage.connect(credentials, { place });
      expect(service.place).toEqual({ region: "ap-southeast-1", projectId: other?.id });
    }
  });
});

test("a look-up that failed is asked again next time, by keys and by tokens", async () => {
  await onStage(async (stage) => {
    for (const [credentials, route] of [
      [tenant.key, "KeystoneListProjects"],
      [tenant.user, tokenCall],
    ] as const) {
      const down = stage.simulator.fault({ route, times: "always", effect: { status: 503 } });
      expect(await errorOf(stage.connect(credentials, region))).toMatchObject({ kind: "unavailable" });
      stage.simulator.disarm(down.id);
      expect((await stage.connect(credentials, region)).place.projectId).toBe(stage.simulator.tenant.projectId);
    }
  });
});

test("who may not list projects hears of the action and of the setting that makes the look-up needless", async () => {
  await onStage(async (stage) => {
    const body = { error: { code: 403, message: "You are not authorized to perform the requested action." } };
    stage.simulator.fault({ route: "KeystoneListProjects", effect: { status: 403, body } });
    expect(await errorOf(stage.connect(tenant.key, region))).toMatchObject({
      kind: "forbidden",
      message: expect.stringMatching(/iam:projects:listProjects.*HW_PROJECT_ID/),
    });
  });
});

test("a region that IAM does not know is refused by name, and the service is never asked", async () => {
  await onStage(async (stage) => {
    const error = await errorOf(stage.connect(tenant.key, { place: { region: "nowhere-1" } }));
    expect(error).toMatchObject({ kind: "configuration", message: expect.stringMatching(/no project.*nowhere-1/) });
  });
});

/** How long so many looks take, by as many services as there are connections. */
async function lookedAt(connections: (stage: Stage) => readonly Promise<WorkspaceService>[]): Promise<number> {
  let tookMs = 0;
  await onStage(async (stage) => {
    const services = await Promise.all(connections(stage));
    const startedAt = stage.clock.now();
    for (let round = 0; round < 60; round += 1) {
      const service = services[round % services.length];
      if (service !== undefined) await look(service);
    }
    tookMs = stage.clock.now() - startedAt;
  });
  return tookMs;
}

test("a rotated key gets no new budget: sixty looks with six keys take as long as with one", async () => {
  const slow = { maxRequestsPerSecond: 1 };
  const alone = await lookedAt(({ connect }) => [connect(tenant.key, slow)]);
  const six = await lookedAt(({ connect }) =>
    Array.from({ length: 6 }, (_, one) =>
      connect(
        found(`profile ${one}`, () => tenant.key),
        slow,
      ),
    ),
  );
  expect(alone).toBeGreaterThan(10_000);
  expect(six).toBe(alone);
});

test("a process that lives through a thousand rotated keys keeps the services that are used, and lets the others go", async () => {
  await onStage(async ({ connect }) => {
    const rotated = (turn: number) => connect({ kind: "access key", accessKey: `AK${turn}`, secretKey: "a-secret" });
    const used = await connect(tenant.key);
    const first = await rotated(0);
    for (let turn = 1; turn < 1_000; turn += 1) {
      await rotated(turn);
      if (turn % 10 === 0) expect(await connect(tenant.key)).toBe(used);
    }
    expect(await rotated(999)).toBe(await rotated(999));
    expect(await rotated(0)).not.toBe(first);
  });
});
