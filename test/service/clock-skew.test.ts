import { expect, jest, test } from "@jest/globals";
import { systemClock } from "../../provider/workspace/clock.ts";
import { waitForJob } from "../../provider/workspace/jobs.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { agency, onStage, poolId, type Stage, tenant, until } from "./visitor.ts";

const minute = 60;
const hour = 60 * minute;
const look = (service: WorkspaceService) => service.showDesktopPoolDetail(poolId, until);
const addDisk = (service: WorkspaceService) =>
  service.addDesktopPoolVolumes(
    { poolId, handleType: "FOR_EXPAND_AND_ALL", volumes: [{ type: "SAS", size: 50 }] },
    until,
  );
const added = ({ simulator }: Stage): number =>
  simulator.ledger({ kind: "disk-added" }).effects.filter(({ size }) => size === 50).length;
const statuses = ({ simulator }: Stage): number[] => simulator.ledger().calls.map(({ status }) => status);

/** How far the service's clock is ahead of ours, in seconds, and whether it refuses the first signature. */
const offsets: readonly (readonly [aheadSeconds: number, refusals: number])[] = [
  ...[0, 1, 5 * minute, 14 * minute, 15 * minute - 1].map((seconds) => [seconds, 0] as const),
  ...[15 * minute + 2, 16 * minute, 21 * minute, hour, 5 * hour, 13 * hour, 24 * hour, 400 * 24 * hour].map(
    (seconds) => [seconds, 1] as const,
  ),
];
const bothWays = offsets.flatMap(([seconds, refusals]) => [
  [seconds, refusals] as const,
  [-seconds, refusals] as const,
]);

test.each(bothWays)(
  "a service %d s ahead of us: %d signature is refused, a change is done once, and the job is waited for by our clock",
  async (clockOffset, refusals) => {
    await onStage(
      async (stage) => {
        const service = await stage.connect(tenant.key);
        const startedAt = stage.clock.now();
        const { jobId } = await addDisk(service);
        const what = "adding a disk";
        await waitForJob(service, { jobId, poolId, what, via: "job", deadline: startedAt + 120_000 });
        await look(service);
        expect(statuses(stage).filter((status) => status === 401)).toHaveLength(refusals);
        expect(
          statuses(stage)
            .slice(refusals)
            .every((status) => status === 200),
        ).toBe(true);
        expect(added(stage)).toBe(1);
        expect(stage.clock.now() - startedAt).toBeLessThan(75_000);
      },
      { clockOffset },
    );
  },
);

const jumps = [16 * minute, 21 * minute, 5 * hour, 30 * hour].flatMap((seconds) => [seconds, -seconds]);

test.each(jumps)(
  "a clock that jumps by %d s in mid-wait is corrected once, and the wait ends with the job",
  async (jump) => {
    await onStage(async (stage) => {
      const service = await stage.connect(tenant.key);
      const startedAt = stage.clock.now();
      const { jobId } = await addDisk(service);
      stage.simulator.fault({ nth: 3, times: "always", effect: { clockOffSeconds: jump } });
      await waitForJob(service, { jobId, poolId, what: "adding a disk", via: "job", deadline: startedAt + 120_000 });
      expect(statuses(stage).filter((status) => status === 401)).toHaveLength(1);
      expect(stage.clock.now() - startedAt).toBeLessThan(75_000);
    });
  },
);

test("a clock that jumps there and back is corrected twice", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.key);
    await look(service);
    const off = stage.simulator.fault({ times: "always", effect: { clockOffSeconds: 5 * hour } });
    await look(service);
    await look(service);
    stage.simulator.disarm(off.id);
    await look(service);
    await look(service);
    expect(statuses(stage)).toEqual([200, 401, 200, 200, 401, 200, 200]);
  });
});

test.each<[string, (stage: Stage) => Promise<WorkspaceService>, number]>([
  ["an agency's keys", ({ connect }) => connect(tenant.key, { agency }), 1],
  ["a cloud server's keys", ({ connect, metadata }) => connect(metadata), 1],
  ["a user's token, whose request has no date,", ({ connect }) => connect(tenant.user), 0],
])(
  "%s work under a clock that is five hours off, and live as long as under a right one",
  async (_name, way, refusals) => {
    for (const clockOffset of [5 * hour, -5 * hour]) {
      await onStage(
        async (stage) => {
          const service = await way(stage);
          await look(service);
          const before = statuses(stage).length;
          stage.clock.advance(49 * minute * 1000);
          await look(service);
          expect(statuses(stage).filter((status) => status === 401)).toHaveLength(refusals);
          expect(statuses(stage).slice(before)).toEqual([200]);
        },
        { clockOffset },
      );
    }
  },
);

test("requests that are under way together each correct themselves, and no later one has to", async () => {
  await onStage(
    async (stage) => {
      const service = await stage.connect(tenant.key);
      await Promise.all([1, 2, 3, 4, 5].map(() => look(service)));
      await Promise.all([1, 2, 3].map(() => look(service)));
      expect(statuses(stage).filter((status) => status === 401)).toHaveLength(5);
      expect(statuses(stage).slice(-3)).toEqual([200, 200, 200]);
    },
    { clockOffset: -21 * minute },
  );
});

test.each(["yesterday", "", "1", "Sat, 31 Feb 2026 08:00:00 GMT", "2026-11-21T13:00:00Z"])(
  'a Date of "%s" on every answer breaks no signature',
  async (date) => {
    await onStage(async (stage) => {
      const service = await stage.connect(tenant.key);
      stage.simulator.fault({ times: "always", also: true, effect: { withHeaders: { date } } });
      await look(service);
      stage.simulator.fault({ effect: { refusal: { code: "APIGW.0301" } } });
      await look(service);
      await addDisk(service);
      expect(statuses(stage)).toEqual([200, 401, 200, 200]);
    });
  },
);

test("a 401 with the far-off Date of a proxy, once, breaks neither its own request nor a later one", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.key);
    await look(service);
    const headers = { date: "Thu, 01 Jan 2037 00:00:00 GMT" };
    stage.simulator.fault({ effect: { status: 401, headers } });
    await look(service);
    await look(service);
    // Dated as the proxy said, dated by the service's own answer, and then as before.
    expect(statuses(stage)).toEqual([200, 401, 401, 200, 200]);
  });
});

test("a proxy that writes a far-off Date into every answer can cost a request that was refused, but no later one", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.key);
    const date = "Thu, 01 Jan 2037 00:00:00 GMT";
    stage.simulator.fault({ times: "always", also: true, effect: { withHeaders: { date } } });
    await look(service);
    stage.simulator.fault({ effect: { refusal: { code: "APIGW.0301" } } });
    expect(await errorOf(look(service))).toMatchObject({ kind: "unauthenticated" });
    await look(service);
    expect(statuses(stage)).toEqual([200, 401, 401, 401, 200]);
  });
});

test.each([
  [21 * minute, "21 minutes behind the service"],
  [-21 * minute, "21 minutes ahead of the service"],
  [5 * hour, "5 hours behind the service"],
])(
  "a wrong key under a clock that is %d s off: two more tries, and the error measures the clock",
  async (clockOffset, words) => {
    await onStage(
      async (stage) => {
        const service = await stage.connect({ ...tenant.key, secretKey: "not-the-secret-of-anybody" });
        const error = await errorOf(addDisk(service));
        expect(error).toMatchObject({ kind: "unauthenticated", message: expect.stringContaining(`clock is ${words}`) });
        expect(statuses(stage)).toEqual([401, 401, 401]);
        expect(added(stage)).toBe(0);
      },
      { clockOffset },
    );
  },
);

test("what was learnt of a clock stays when the key is rotated, since it is of the service and not of the key", async () => {
  await onStage(
    async (stage) => {
      await look(await stage.connect(tenant.reader));
      await look(await stage.connect(tenant.key));
      expect(statuses(stage)).toEqual([401, 200, 200]);
    },
    { clockOffset: hour },
  );
});

test("our own clock goes on as it was when the machine's is set", () => {
  const before = systemClock.now();
  const set = jest.spyOn(Date, "now").mockReturnValue(0);
  const after = systemClock.now();
  set.mockRestore();
  expect(after).toBeGreaterThanOrEqual(before);
  expect(Math.abs(after - Date.now())).toBeLessThan(60_000);
});

test("a token has no date: refused under a clock that is hours off, it is renewed once, and the clock is not blamed", async () => {
  await onStage(
    async (stage) => {
      const service = await stage.connect(tenant.user);
      const refused = { refusal: { code: "APIGW.0301" } } as const;
      stage.simulator.fault({ route: "ShowDesktopPoolDetail", times: "always", effect: refused });
      const error = await errorOf(look(service));
      expect(stage.count("ShowDesktopPoolDetail")).toBe(2);
      expect(String(error)).not.toContain("clock is");
    },
    { clockOffset: 5 * hour },
  );
});

test("the service's time is that of the last Date that can be read", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.key);
    const dated = (date: string) => stage.simulator.fault({ effect: { withHeaders: { date } } });
    for (const date of ["Sat, 21 Nov 2026 09:00:00 GMT", "yesterday", "1"]) {
      dated(date);
      await look(service);
      expect(service.serverNow()).toBe(Date.UTC(2026, 10, 21, 9));
    }
  });
});
