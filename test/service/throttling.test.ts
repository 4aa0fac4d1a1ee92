import { describe, expect, test } from "@jest/globals";
import { retryAfterForms } from "../../simulator/faults/retryAfter.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { addDisk, type Process, simulatorForFile } from "./process.ts";

type Form = (typeof retryAfterForms)[number];

interface Refused {
  readonly call: "GET" | "POST";
  readonly status: 429 | 503;
}

interface Case extends Refused {
  readonly form: Form;
  readonly seconds: number;
  readonly times: number;
}

const begin = simulatorForFile();

/** A 503 to a change is no refusal: what becomes of it is in `bursts.test.ts`. */
const refusals: readonly Refused[] = [
  { call: "GET", status: 429 },
  { call: "GET", status: 503 },
  { call: "POST", status: 429 },
];
const cases: readonly Case[] = refusals.flatMap((refused) =>
  retryAfterForms.flatMap((form) =>
    [2, 7.5, 45].flatMap((seconds) => [1, 3].map((times) => ({ ...refused, form, seconds, times }))),
  ),
);
const named = ({ call, status, form, seconds, times }: Case) =>
  `${call} ${status}, Retry-After ${form} of ${seconds} s, ${times} times`;

/** What a person would read in the header, in seconds; nothing where there is nothing to be read. */
function asked({ form, seconds }: Pick<Case, "form" | "seconds">): number | undefined {
  switch (form) {
    case "seconds":
    // Two lines of one header: Node hands on the first.
    case "several":
      return Math.ceil(seconds);
    case "decimal":
    case "http-date":
    case "rfc850-date":
    case "asctime-date":
      return seconds;
    case "zero":
    case "past-date":
      return 0;
    case "huge":
      return 60;
    default:
      return undefined;
  }
}

/** Dates have whole seconds. */
const datesAreOffBy = 1;
/** After a 429 the limiter lets nothing through at once: at three quarters of a request a second, the slowest of these cases. */
const limiterAdds = (status: number) => (status === 429 ? 1 / 0.75 : 0);

function bounds(one: Case, number: number): { readonly least: number; readonly most: number } {
  const wish = asked(one);
  const own = 0.75 * 0.5 * 2 ** number;
  const isBelieved = wish !== undefined && (wish > 0 || number === 0);
  const wait = isBelieved ? wish : own;
  const off = one.form.endsWith("date") && wait >= 1 ? datesAreOffBy : 0;
  return { least: wait - off - 0.002, most: wait + off + limiterAdds(one.status) + 0.002 };
}

const send = ({ call }: Refused, { service, pools: [pool = ""], within }: Process, seconds: number) =>
  call === "GET" ? service.showDesktopPoolDetail(pool, within(seconds)) : addDisk(service, pool, within(seconds));

describe(`every form of Retry-After, ${cases.length} cases`, () => {
  test.each(cases.map((one) => [named(one), one] as const))("%s: obeyed within bounds", async (_name, one) => {
    const process = await begin();
    const { simulator, calls } = process;
    const { form: retryAfter, seconds, status, call: method, times } = one;
    simulator.fault({ method, times, effect: { throttle: { retryAfter, seconds, status } } });
    await send(one, process, 3_600);
    const at = calls().map(({ second }) => second);
    expect(at.length).toBe(times + 1);
    for (const [number, second] of at.slice(1).entries()) {
      const { least, most } = bounds(one, number);
      const waited = second - (at[number] ?? 0);
      expect(waited).toBeGreaterThanOrEqual(least);
      expect(waited).toBeLessThanOrEqual(most);
    }
    const added = simulator
      .ledger()
      .effects.filter(({ kind, actor }) => kind === "disk-added" && actor !== "another-person");
    expect(added.length).toBe(method === "POST" ? 1 : 0);
  });
});

const endless = refusals
  .filter(({ status }) => status === 429)
  .flatMap((refused) => retryAfterForms.map((form) => ({ ...refused, form, seconds: 45, times: 0 })));

describe(`a refusal that goes on, ${endless.length} cases`, () => {
  test.each(endless.map((one) => [`${one.call}, Retry-After ${one.form}`, one] as const))(
    "%s: ends at the deadline, busy, and nothing was done",
    async (_name, one) => {
      const process = await begin();
      const { simulator, clock, startedAt, calls } = process;
      simulator.fault({ times: "always", effect: { throttle: { retryAfter: one.form, seconds: one.seconds } } });
      const error = await errorOf(send(one, process, 100));
      expect(error).toMatchObject({ kind: "busy", status: 429, serviceCode: "APIGW.0308" });
      expect((clock.now() - startedAt) / 1000).toBe(100);
      expect(calls().every(({ second }) => second <= 100)).toBe(true);
      expect(simulator.ledger().effects.some(({ kind }) => kind === "disk-added")).toBe(false);
    },
  );
});

test("with the usual rate and burst no minute sees more than the 200 reads that the service allows", async () => {
  const {
    service,
    pools: [pool = ""],
    within,
    calls,
  } = await begin();
  await Promise.all(Array.from({ length: 500 }, () => service.showDesktopPoolDetail(pool, within(3_600))));
  const at = calls().map(({ second }) => second);
  const inMinuteFrom = (from: number) => at.filter((second) => second >= from && second < from + 60).length;
  expect(at.length).toBe(500);
  const most = Math.max(...at.map(inMinuteFrom));
  expect(most).toBeLessThanOrEqual(200);
  expect(most).toBeGreaterThan(195);
});

test("while a change waits for its conflict to go, no other call is sent for it, and then it is sent once", async () => {
  const {
    simulator,
    service,
    pools: [pool = ""],
    within,
    calls,
  } = await begin();
  await addDisk(service, pool, within(600));
  const first = simulator.ledger().calls.length;
  await addDisk(service, pool, within(600));
  const since = simulator.ledger().calls.slice(first);
  expect(since.length).toBeGreaterThan(3);
  expect(new Set(since.map(({ operation }) => operation))).toEqual(new Set(["AddDesktopPoolVolumes"]));
  expect(since.slice(0, -1).every(({ status }) => status === 409)).toBe(true);
  expect(calls().at(-1)?.status).toBe(200);
  expect(simulator.ledger().effects.filter(({ kind }) => kind === "disk-added").length).toBe(2);
});
