import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { systemClock } from "../../provider/workspace/clock.ts";
import { createTransport, type Transport } from "../../provider/workspace/requests/http.ts";
import { type TestClock, testClock } from "../clock.ts";

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A real server on a real socket that takes its time, and a transport that tells the clock of its requests. */
async function wire(clock: TestClock, { tookMs = 0 } = {}) {
  const server = createServer(async (_request, response) => {
    if (tookMs > 0) await later(tookMs);
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const transport: Transport = createTransport(clock, { userAgent: "test", insecure: false });
  const url = new URL(`http://127.0.0.1:${port}/`);
  const ask = () => transport.send({ method: "GET", url, headers: {}, ownConnection: false });
  ending.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { ask };
}

const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

test("it begins where it is told to, and nothing passes while nobody sleeps", async () => {
  const clock = testClock({ start: 5_000 });
  await later(30);
  expect(clock.now()).toBe(5_000);
  expect(testClock().now()).toBe(Date.UTC(2026, 0, 1));
});

test("sleepers wake in the order of their times, those of one time in the order in which they fell asleep", async () => {
  const clock = testClock({ start: 0 });
  const woken: string[] = [];
  const sleeper = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push(`${name}@${clock.now()}`);
  };
  const all = { c: 3_000, a: 1_000, b: 2_000, b2: 2_000, a2: 1_000, b3: 2_000 };
  await Promise.all(Object.entries(all).map(([name, ms]) => sleeper(name, ms)));
  expect(woken).toEqual(["a@1000", "a2@1000", "b@2000", "b2@2000", "b3@2000", "c@3000"]);
});

test("what a sleeper does when it wakes comes before the next one wakes, though it takes many turns", async () => {
  const clock = testClock({ start: 0 });
  const seen: number[] = [];
  const first = clock.sleep(1_000).then(async () => {
    for (let step = 0; step < 200; step += 1) await Promise.resolve();
    seen.push(clock.now());
    await clock.sleep(500);
    seen.push(clock.now());
  });
  await Promise.all([first, clock.sleep(2_000).then(() => seen.push(clock.now()))]);
  expect(seen).toEqual([1_000, 1_500, 2_000]);
});

test("a sleep of nothing, or of less, takes no time and still gives way", async () => {
  const clock = testClock({ start: 100 });
  let gaveWay = false;
  const slept = Promise.all([clock.sleep(0), clock.sleep(-50)]).then(() => expect(gaveWay).toBe(true));
  gaveWay = true;
  await slept;
  expect(clock.now()).toBe(100);
});

test("time never goes back: neither a late sleeper nor anybody else can do it", async () => {
  const clock = testClock({ start: 0 });
  const slept = clock.sleep(1_000).then(() => clock.now());
  clock.advance(5_000);
  expect(await slept).toBe(5_000);
  expect(() => clock.advance(-1)).toThrow("time does not go back");
  expect(clock.now()).toBe(5_000);
});

test("sleepers that are due when time is moved wake in their order, at the time it was moved to", async () => {
  const clock = testClock({ start: 0 });
  const woken: string[] = [];
  const sleeping = [3_000, 1_000, 9_000].map((ms) => clock.sleep(ms).then(() => woken.push(`${ms}@${clock.now()}`)));
  clock.advance(5_000);
  await Promise.all(sleeping);
  expect(woken).toEqual(["1000@5000", "3000@5000", "9000@9000"]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  "a sleep of %s is a mistake, and does no harm to anybody's time",
  async (ms) => {
    const clock = testClock({ start: 0 });
    await expect(clock.sleep(ms)).rejects.toThrow("no span of time");
    expect(() => clock.advance(ms)).toThrow("no span of time");
    await clock.sleep(10);
    expect(clock.now()).toBe(10);
  },
);

test("it stands still while a request is in flight, however long that takes in real time", async () => {
  const clock = testClock({ start: 0 });
  const { ask } = await wire(clock, { tookMs: 80 });
  const sight: number[] = [];
  const answered = ask().then(() => sight.push(clock.now()));
  const slept = clock.sleep(1).then(() => sight.push(clock.now()));
  await later(30);
  expect([clock.now(), clock.inFlight()]).toEqual([0, 1]);
  await Promise.all([answered, slept]);
  expect([sight, clock.inFlight()]).toEqual([[0, 1], 0]);
});

test("of many requests the last one to be answered lets time go on", async () => {
  const clock = testClock({ start: 0 });
  for (let request = 0; request < 3; request += 1) clock.requestBegan();
  let woke = false;
  const slept = clock.sleep(1).then(() => {
    woke = true;
  });
  for (let left = 3; left > 0; left -= 1) {
    await later(10);
    expect([woke, clock.inFlight()]).toEqual([false, left]);
    clock.requestEnded();
  }
  await slept;
  expect(clock.now()).toBe(1);
});

test("a request that ends without having begun is a mistake of the test", () => {
  const clock = testClock();
  expect(() => clock.requestEnded()).toThrow("a request ended that had not begun");
  clock.requestBegan();
  clock.requestEnded();
  expect(() => clock.requestEnded()).toThrow();
  expect(clock.inFlight()).toBe(0);
});

test("a request that fails ends too", async () => {
  const clock = testClock();
  const transport = createTransport(clock, { userAgent: "test", insecure: false });
  const nobody = new URL("http://127.0.0.1:1/");
  await expect(transport.send({ method: "GET", url: nobody, headers: {}, ownConnection: true })).rejects.toThrow();
  expect(clock.inFlight()).toBe(0);
});

test("1,000 polls of a quarter of a minute over real sockets are 15,000 seconds, to the millisecond", async () => {
  const clock = testClock({ start: 0 });
  const { ask } = await wire(clock);
  const times: number[] = [];
  for (let poll = 0; poll < 1_000; poll += 1) {
    await ask();
    times.push(clock.now());
    await clock.sleep(15_000);
  }
  expect(times).toEqual(Array.from({ length: 1_000 }, (_, poll) => poll * 15_000));
  expect(clock.now()).toBe(15_000_000);
});

test("twenty workers that poll side by side each see their own time, and nobody is woken late", async () => {
  const clock = testClock({ start: 0 });
  const { ask } = await wire(clock);
  const worker = async (_: unknown, number: number) => {
    const everyMs = 10_000 + number;
    let late = 0;
    for (let poll = 1; poll <= 30; poll += 1) {
      await ask();
      await clock.sleep(everyMs);
      late += clock.now() - poll * everyMs;
    }
    return late;
  };
  expect(await Promise.all(Array.from({ length: 20 }, worker))).toEqual(Array.from({ length: 20 }, () => 0));
});

test("two clocks know nothing of each other", async () => {
  const [one, other] = [testClock({ start: 0 }), testClock({ start: 0 })];
  one.requestBegan();
  await other.sleep(1_000);
  expect([one.now(), other.now()]).toEqual([0, 1_000]);
});

test("the clock of a real process is the time of day, and does not follow when the machine's clock is set", async () => {
  const dateNow = Date.now;
  const before = systemClock.now();
  expect(Math.abs(before - Date.now())).toBeLessThan(60_000);
  try {
    Date.now = () => 0;
    await systemClock.sleep(1);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  } finally {
    Date.now = dateNow;
  }
});
