/** Regions before 2026-01: no copy tells which disk it is of, so that a list of the pool that lags must not decide by itself. */
import { expect, test } from "@jest/globals";
import { meddling } from "../world/kill.ts";
import { inOffice, type Office } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const old = { dialects: { "desktop-pool-disk-id": "no" } };

/** The first look at the pool leaves these disks out. */
function hidingOnce(...ids: (string | undefined)[]) {
  let looks = 0;
  return meddling(async (name, call) => {
    const answer = await call();
    return name === "showDesktopPoolDetail" && ++looks === 1 ? without(answer, ids) : answer;
  });
}

function without(answer: unknown, ids: readonly (string | undefined)[]): unknown {
  const isPool = (p: unknown): p is { dataVolumes: { id: string }[] } =>
    typeof p === "object" && p !== null && "dataVolumes" in p;
  return isPool(answer) ? { ...answer, dataVolumes: answer.dataVolumes.filter((v) => !ids.includes(v.id)) } : answer;
}

async function begin(o: Office, guarded: boolean, forceDestroy: boolean): Promise<void> {
  await o.up({ data: { ...data, ...(guarded ? { deletionProtection: true } : {}) }, scratch }, { forceDestroy });
  o.mark();
}

test("a protected disk that the first look of a destruction misses keeps the whole set", () =>
  inOffice(old, async (o) => {
    await begin(o, true, true);
    expect((await o.stack.destroy(hidingOnce(o.ids().data))).errors.join()).toMatch(/disk "data" .* is protected/);
    expect([o.calls(), o.lostGb()]).toEqual([[], 0]);
  }));

test("a set whose disks the first look of a destruction misses does not leave the state without consent", () =>
  inOffice(old, async (o) => {
    await begin(o, false, false);
    const { errors } = await o.stack.destroy(hidingOnce(...Object.values(o.ids())));
    expect(errors.join()).toContain("nothing was deleted: this would delete");
    expect(Object.keys(o.ids())).toEqual(["data", "scratch"]);
  }));

test("a disk that the first look of a refresh misses is not told as gone", () =>
  inOffice(old, async (o) => {
    await begin(o, false, false);
    await o.stack.refresh(hidingOnce(o.ids().scratch));
    expect(o.outs()).toMatchObject({ volumeIds: { scratch: expect.any(String) }, vanished: {} });
  }));
