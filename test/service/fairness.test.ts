import { expect, test } from "@jest/globals";
import { errorOf } from "../unit/workspace/server.ts";
import { addDisk, type Process, simulatorForFile } from "./process.ts";

const begin = simulatorForFile();
const many = <T>(count: number, one: () => Promise<T>) => Promise.all(Array.from({ length: count }, one));
const positions = ({ calls }: Process, isMeant: (path: string, method: string) => boolean) =>
  calls().flatMap(({ path, method }, position) => (isMeant(path, method) ? [position] : []));

test("a pool that wants 200 requests holds up another that wants one by one of its own", async () => {
  const process = await begin({ pools: 2 });
  const {
    service,
    pools: [busy = "", quiet = ""],
    within,
  } = process;
  await Promise.all([
    many(200, () => service.showDesktopPoolDetail(busy, within(3_600))),
    service.listPoolDesktopsDetail(quiet, within(3_600)),
  ]);
  // A burst of twenty was there for who came first; then they take turns.
  expect(positions(process, (path) => path.includes(quiet))).toEqual([21]);
});

test("ten pools that want unequal amounts have equal shares while they want them", async () => {
  const process = await begin({ pools: 10 });
  const { service, pools, within } = process;
  await Promise.all(
    pools.map((pool, number) => many(5 + 5 * number, () => service.showDesktopPoolDetail(pool, within(3_600)))),
  );
  const lastOf = (pool: string) => positions(process, (path) => path.endsWith(pool)).at(-1) ?? Number.NaN;
  const shares = pools.slice(1).map((pool, number) => {
    // Those who want less than this one have all; those who want more have as much as it.
    const wants = 10 + 5 * number;
    return {
      position: lastOf(pool),
      fair: pools.reduce((sum, _one, other) => sum + Math.min(wants, 5 + 5 * other), 0),
    };
  });
  for (const { position, fair } of shares) expect(position).toBeLessThanOrEqual(fair + 20);
});

test("a change and its proof go before a hundred polls that wait already", async () => {
  const process = await begin({ pools: 1 });
  const {
    service,
    pools: [pool = ""],
    within,
  } = process;
  const poll = () => service.showJob("no-such-job", { ...within(3_600), poll: true }).catch(errorOf);
  const polls = many(100, poll);
  await addDisk(service, pool, within(3_600));
  await service.showDesktopPoolDetail(pool, within(3_600));
  expect(positions(process, (path) => path.includes(pool))).toEqual([20, 21]);
  await polls;
});

test("polls are not starved by work that never ends: one turn in ten is theirs", async () => {
  const process = await begin({ pools: 1 });
  const {
    service,
    pools: [pool = ""],
    within,
  } = process;
  const work = many(120, () => service.showDesktopPoolDetail(pool, within(3_600)));
  const polls = many(5, () => service.listItaSubJobs({ jobId: "no-such-job" }, { ...within(3_600), poll: true }));
  await Promise.all([work, polls]);
  expect(positions(process, (path) => path.endsWith("workspace-sub-jobs"))).toEqual([29, 39, 49, 59, 69]);
});

test("two configurations of one project share one budget, and the lower rate holds for both", async () => {
  const process = await begin({ pools: 1 });
  const {
    service,
    configured,
    pools: [pool = ""],
    within,
    calls,
  } = process;
  const slower = await configured({ maxRequestsPerSecond: 0.5 });
  await many(20, () => service.showDesktopPoolDetail(pool, within(3_600)));
  await Promise.all([service, slower, service].map((one) => one.showDesktopPoolDetail(pool, within(3_600))));
  expect(
    calls()
      .slice(20)
      .map(({ second }) => second),
  ).toEqual([2, 4, 6]);
});
