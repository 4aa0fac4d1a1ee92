/** What a hook throws says of what kind it is: a refusal of ours changed nothing, whatever the service is like. */
import { describe, expect, test } from "@jest/globals";
import { poolVolumeSet } from "../../../provider/lifecycle/pool-volume-set/index.ts";
import { errorOf } from "../workspace/server.ts";
import { cloudWith, lie, type Told } from "./calls-scene.ts";
import { args, asIs, both, outs } from "./hooks-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const pool = poolWith([both.data, both.log]);
const consent = { forceDestroy: true };

async function thrown(
  hook: "create" | "update" | "delete",
  told: Told = { pool },
  olds = outs(both),
  news = args(asIs),
) {
  const { context } = await cloudWith(told);
  if (hook === "create") context.run.claimHost("p", "urn:other");
  if (hook === "create") return errorOf(poolVolumeSet.create(context, news));
  if (hook === "update") return errorOf(poolVolumeSet.update(context, "i", olds, news));
  return errorOf(poolVolumeSet.delete(context, "i", olds));
}

describe("a refusal is told as one", () => {
  test("of a second set on a pool, of a set that moves, and of a change that may not be", async () => {
    expect(await thrown("create")).toMatchObject({ kind: "refused" });
    expect(await thrown("update", { pool }, outs(both), args(asIs, { poolId: "q" }))).toMatchObject({
      kind: "refused",
    });
    expect(
      await thrown("update", { pool: { ...pool, status: "ERROR" } }, outs(both), args({ data: asIs.data })),
    ).toMatchObject({
      kind: "refused",
    });
  });

  test("of a deletion without consent, of a pool that is paid by the month, and in a region that may hit others", async () => {
    expect(await thrown("delete")).toMatchObject({ kind: "refused" });
    const paid = { pool: { ...pool, chargingMode: "0" } };
    expect(await thrown("delete", paid, outs(both, { set: consent }))).toMatchObject({ kind: "refused" });
    const old = { pool, desktops: [desktop("d1", copy(undefined))] };
    const named = outs(both, { set: { ...consent, desktopIds: ["d1"] } });
    expect(await thrown("delete", old, named)).toMatchObject({ kind: "refused" });
  });
});

test("a pool that is not there is not found, and a deletion that nobody sees is a bad answer", async () => {
  expect(await thrown("update", { pool: undefined })).toMatchObject({ kind: "not_found" });
  expect(await thrown("delete", { pool, taking: [lie] }, outs(both, { set: consent }))).toMatchObject({
    kind: "bad_answer",
  });
});
