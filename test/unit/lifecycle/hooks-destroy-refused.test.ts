/** What keeps a set from being deleted: no consent, a protected disk, another resource of the run, or what its pool is. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { disk, sas } from "../volumes/questions.ts";
import { both, destroyed, outs } from "./hooks-scene.ts";
import { poolWith } from "./identity-scene.ts";

const pool = poolWith([both.data, both.log]);
const consent = { set: { forceDestroy: true } };
const ways =
  "to allow it, run `pulumi up` with `forceDestroy: true` on the resource first (bring the resource back into the program if it has left it); if it was renamed or moved, add `aliases` to it; " +
  "to keep the disks and forget them, use `pulumi state delete 'URN'` or `retainOnDelete: true`";
const disks = 'disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y)';
const guarded = { data: sas(100, { deletionProtection: true }), log: sas(50) };
const isProtected =
  'disk "data" (SAS, 100 GB, x) is protected: set `deletionProtection: false` under "data" and run `pulumi up` first';

describe("without consent in the state", () => {
  test.each<[Plain, string]>([
    [{}, `delete ${disks} with their data on every desktop of pool finance`],
    [{ forceDestroy: false }, `delete ${disks} with their data on every desktop of pool finance`],
    [{ desktopIds: ["d1"] }, `delete ${disks} with their data on 1 desktop of pool finance (d1)`],
    [{ handleType: "ONLY_FOR_EXPAND" }, `take ${disks} off pool finance, and leave the copies on its desktops there`],
  ])("nothing is deleted, and it is told what would be: %j", async (set, what) => {
    const { failure, cloud } = await destroyed(outs(both, { set }), { pool });
    expect([failure, cloud.sent]).toEqual([`nothing was deleted: this would ${what}: ${ways}`, []]);
  });
});

describe("a protected disk", () => {
  test("keeps the whole set, consent or not", async () => {
    const { failure, cloud } = await destroyed(outs(both, { ...consent, recorded: guarded }), { pool });
    expect([failure, cloud.sent]).toEqual([`nothing was deleted: ${isProtected}`, []]);
    expect((await destroyed(outs(both, { recorded: guarded }), { pool })).failure).toMatch(
      /^nothing was deleted: disk "data" .* is protected: .* first\nthis would delete/,
    );
  });

  test("keeps it though only the second look shows that disk", async () => {
    const { failure, cloud } = await destroyed(
      outs(both, { ...consent, recorded: guarded }),
      { pool: poolWith([both.log]), desktops: [] },
      (now) =>
        now.later(0, () => {
          now.later(0, () => {
            now.pool = pool;
          });
        }),
    );
    expect([failure, cloud.sent]).toEqual([`nothing was deleted: ${isProtected}`, []]);
  });
});

describe("another resource of the run that holds a disk", () => {
  test("keeps that one, and the others go", async () => {
    const { failure, cloud } = await destroyed(outs(both, consent), { pool }, ({ context }) =>
      context.run.hold("urn:other", ["x"]),
    );
    expect(failure).toBeUndefined();
    expect(cloud.said[0]).toBe('note: disk "data" (SAS, 100 GB, x) stay: another resource of this run holds them');
    expect(cloud.sent).toEqual([
      expect.objectContaining({ delete: expect.objectContaining({ volumes: [{ id: "y", type: "SAS", size: 50 }] }) }),
    ]);
  });

  test("keeps all that it holds, and then no consent is needed", async () => {
    const { failure, cloud } = await destroyed(outs(both), { pool }, ({ context }) =>
      context.run.hold("urn:other", ["x", "y"]),
    );
    expect([failure, cloud.sent, cloud.said]).toEqual([
      undefined,
      [],
      [`note: ${disks} stay: another resource of this run holds them`],
    ]);
  });
});

describe("the pool", () => {
  test("that is paid by the year or month refuses the deletion", async () => {
    const { failure, cloud } = await destroyed(outs(both, consent), { pool: { ...pool, chargingMode: "0" } });
    expect([failure, cloud.sent]).toEqual([
      "nothing was deleted: pool finance is paid by the year or month, its disks can only be changed by an order in the console",
      [],
    ]);
    expect((await destroyed(outs(both, consent), { pool: { ...pool, chargingMode: "1" } })).failure).toBeUndefined();
  });

  test("that is to be taken over by a new resource of this run keeps its disks", async () => {
    const { failure, cloud } = await destroyed(outs(both, consent), { pool }, ({ context }) =>
      context.run.goingToAdopt("urn:pool", { name: "finance" }),
    );
    expect([failure, cloud.sent]).toEqual([
      expect.stringMatching(
        /^nothing was deleted: pool finance \(p\) is to be replaced, but `adopt` in the program names this very pool/,
      ),
      [],
    ]);
  });
});

describe("the half of a replacement", () => {
  const declared = sas(50, { deletionProtection: true });
  const olds = (declaredNow = sas(50)) =>
    outs(
      { data: both.data },
      { ...consent, replacing: { data: { old: "x", new: "n", consent: "OPS-1", declared: declaredNow } } },
    );

  test("goes with the set: the old disk and the new one", async () => {
    const { failure, cloud } = await destroyed(olds(), { pool: poolWith(["x", disk("n", 50)]) });
    expect(failure).toBeUndefined();
    expect(cloud.pool?.dataVolumes).toEqual([]);
  });

  test("is protected as the program asked for it", async () => {
    const { failure } = await destroyed(olds(declared), { pool: poolWith(["x", disk("n", 50)]) });
    expect(failure).toMatch(/disk "data" \(SAS, 50 GB, n\) is protected/);
  });

  test("that names another old disk than the key has, is damage: its new disk is nobody's, and stays", async () => {
    const replacing = { data: { old: "w", new: "n", consent: "OPS-1", declared: sas(50) } };
    const { failure, cloud } = await destroyed(outs({ data: both.data }, { ...consent, replacing }), {
      pool: poolWith(["x", disk("n", 50)]),
    });
    expect([failure, cloud.pool?.dataVolumes.map((v) => v.id)]).toEqual([undefined, ["n"]]);
  });
});
