/** Each status with which the service may answer the calls that change disks, desktops and pools, and what becomes of a program then. */
import { expect, test } from "@jest/globals";
import { expectSettled } from "../world/desktop-pools.ts";
import { type Begun, type Offered, type Operation, offered, operations } from "../world/operations.ts";

const all = operations.map((operation) => [operation.name, operation] as const);

const callsOf = ({ at, from }: Begun, { name }: Offered) =>
  at.world.simulator.ledger().calls.filter(({ operation, seq }) => operation === name && seq > from);

const statuses = (begun: Begun, operation: Offered): number[] => callsOf(begun, operation).map(({ status }) => status);

const pools = ({ at }: Begun): string => JSON.stringify(at.world.simulator.state().pools);

/** The service answers the call so; the command fails, and neither the service nor the program's disks have changed. */
async function refusedWith(begun: Begun, { name }: Offered, status: number, code: string): Promise<string> {
  const before = pools(begun);
  const body = { error_code: code, error_msg: "it is refused" };
  begun.at.world.simulator.fault({ route: name, times: "always", effect: { status, body } });
  const { ok, errors } = await begun.send();
  begun.at.world.simulator.clearFaults();
  expect(ok).toBe(false);
  expect(pools(begun)).toBe(before);
  return errors.join();
}

/** The next command sends the call once more, and is the end of it. */
async function expectDoneNext(begun: Begun, operation: Operation): Promise<void> {
  expect((await begun.send()).errors).toEqual([]);
  expect(begun.isDone()).toBe(true);
  expect(statuses(begun, operation).filter((status) => status < 300)).toEqual([operation.success]);
  if (begun.program !== undefined) await expectSettled(begun.at, begun.program);
}

test.each(all)("%s: its success is waited for and proven, and it is sent once", async (_name, operation) => {
  const begun = await operation.begin();
  await expectDoneNext(begun, operation);
  expect(statuses(begun, operation)).toEqual([operation.success]);
});

test.each(all)(
  "%s: 400 is told with code and message, is not sent again, and changes nothing",
  async (_name, operation) => {
    const begun = await operation.begin();
    expect(await refusedWith(begun, operation, 400, "WKS.0002")).toMatch(/WKS\.0002.*it is refused/s);
    expect(statuses(begun, operation)).toEqual([400]);
    await expectDoneNext(begun, operation);
  },
);

test.each(all)("%s: 401 is tried once more, and then names where the key came from", async (_name, operation) => {
  const begun = await operation.begin();
  expect(await refusedWith(begun, operation, 401, "APIGW.0301")).toMatch(/HW_ACCESS_KEY/);
  expect(statuses(begun, operation)).toEqual([401, 401]);
  await expectDoneNext(begun, operation);
});

test.each(all)("%s: 403 names the IAM action that is missing", async (_name, operation) => {
  const begun = await operation.begin();
  expect(await refusedWith(begun, operation, 403, "APIGW.0302")).toContain(operation.action);
  expect(statuses(begun, operation)).toEqual([403]);
  await expectDoneNext(begun, operation);
});

test.each(all)("%s: 404 is never taken for done while it is still there", async (_name, operation) => {
  const begun = await operation.begin();
  expect(await refusedWith(begun, operation, 404, "WKS.0202")).not.toBe("");
  expect(begun.isDone()).toBe(false);
  await expectDoneNext(begun, operation);
});

const maybeMissing = [...operations, ...offered].map((operation) => [operation.name, operation] as const);

test.each(maybeMissing)(
  "%s: a region without it is told as that, nothing is changed, and all is done once it is there",
  async (_name, operation) => {
    const begun = await operation.begin();
    const words = await refusedWith(begun, operation, 404, "APIGW.0101");
    const [call] = callsOf(begun, operation);
    expect(words).toContain(`${call?.method} ${call?.path} was asked for`);
    expect(words).toMatch(/APIGW\.0101.*this region has not published the call, and those that it has go on working/s);
    expect(statuses(begun, operation)).toEqual([404]);
    expect((await begun.send()).errors).toEqual([]);
    expect(begun.isDone()).toBe(true);
  },
);

test.each(all)("%s: 409 is waited out and sent again until it is taken, once", async (_name, operation) => {
  const begun = await operation.begin();
  begun.at.world.simulator.fault({ route: operation.name, times: 3, effect: { refusal: { code: "WKS.00010032" } } });
  await expectDoneNext(begun, operation);
  expect(statuses(begun, operation)).toEqual([409, 409, 409, operation.success]);
});

/** The pool that is to be deleted is there or not: one look tells. Everything else may show only after a while. */
const lookedForMs = ({ success }: Operation): number => (success === 204 ? 0 : 60_000);

test.each(all)("%s: 500 is a lost answer: it is looked for, and only then sent again", async (_name, operation) => {
  const begun = await operation.begin();
  const body = { error_code: "WKS.0500", error_msg: "boom" };
  begun.at.world.simulator.fault({ route: operation.name, times: 1, effect: { status: 500, body } });
  await expectDoneNext(begun, operation);
  expect(statuses(begun, operation)).toEqual([500, operation.success]);
  const [lost, again] = callsOf(begun, operation);
  const reads = begun.at.world.simulator
    .ledger()
    .calls.filter(({ seq, change }) => !change && seq > (lost?.seq ?? 0) && seq < (again?.seq ?? 0));
  expect(reads).not.toEqual([]);
  expect(Date.parse(again?.at ?? "") - Date.parse(lost?.at ?? "")).toBeGreaterThanOrEqual(lookedForMs(operation));
});
