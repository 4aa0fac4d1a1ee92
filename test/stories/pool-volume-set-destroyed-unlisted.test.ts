/** A destruction of disks that the pool lists no more: copies that stay on desktops are told, for no state names them afterwards. */
import { describe, expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { killed } from "../world/kill.ts";
import { inOffice, type Office, wordsOf } from "../world/office.ts";
import { Killed } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const force = { forceDestroy: true };
const desktopId = (o: Office, n: number) => o.world.simulator.state().pools[0]?.desktops[n]?.id ?? "";
const unnamed = "no state names it from now on, delete it in the console when nobody needs it";

describe("a destruction that died after its call, under a narrower scope", () => {
  const ofNobody = "because nobody knows which desktops its deletion was for";
  const died = async (o: Office, set: Record<string, unknown>) => {
    await o.up({ data }, { ...force, ...set });
    await expect(o.stack.destroy(killed("after", { call: "deleteDesktopPoolVolumes" }))).rejects.toThrow(Killed);
    o.world.clock.advance(10 * 60_000);
    o.mark();
  };

  test("for named desktops: the next one names what is left on any desktop, and deletes none of it", () =>
    inOffice({ dialects: { "desktop-ids-template": "yes", "failed-change-template": "applied" } }, async (o) => {
      await o.up({ data });
      o.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: failing(1) });
      await died(o, { desktopIds: [desktopId(o, 0), desktopId(o, 1)] });
      const next = await o.stack.destroy();
      expect([next.errors.filter((e) => e.startsWith("disks")), next.did[0]]).toEqual([[], "disks: delete"]);
      const words = wordsOf(next);
      expect(words).toContain(`stays, with its data, on desktops, ${ofNobody}: office-000`);
      expect(words).toMatch(new RegExp(`\\(${desktopId(o, 2)}\\): disk \\S+; ${unnamed}`));
      expect([o.changes(), o.lostGb(), o.copies()]).toEqual([[], 0, expect.arrayContaining(["SAS 100"])]);
    }));

  test("for later desktops: the next one names the copy on every desktop", () =>
    inOffice({}, async (o) => {
      await o.up({ data }, force);
      await died(o, { handleType: "ONLY_FOR_EXPAND" });
      const words = wordsOf(await o.stack.destroy());
      for (const n of [0, 1, 2]) expect(words).toContain(`office-000${n + 1} (${desktopId(o, n)}): disk `);
      expect(words).toContain(unnamed);
      expect([o.changes(), o.copies()]).toEqual([[], Array(3).fill("SAS 100")]);
    }));
});

test("a disk whose new one the program protects stays on desktops where the pool has lost both records, and is told", () =>
  inOffice({}, async (o) => {
    await o.up({ data, scratch }, force);
    const forbidden = { status: 403, body: { error_code: "WKS.0403", error_msg: "no" } } as const;
    o.world.simulator.fault({ route: "DeleteDesktopPoolVolumes", effect: forbidden });
    const guarded = { type: "SSD", size: 20, deletionProtection: true };
    const consent = { ...force, allowDataLoss: { scratch: "OPS-7" } };
    expect((await o.up({ data, scratch: guarded }, consent)).ok).toBe(false);
    o.world.simulator.clearFaults();
    const { scratch: old } = o.ids();
    const fresh = o.disks().find(({ size }) => size === 20)?.id;
    o.act({ do: "deleteDisk", disk: old, desktops: [] });
    o.act({ do: "deleteDisk", disk: fresh });
    o.mark();
    const words = wordsOf(await o.stack.destroy());
    expect(words).toContain(
      `what an earlier run left of disk "scratch" (${old}) stays, with its data, on desktops, because it is protected: office-0001 (${desktopId(o, 0)}): disk `,
    );
    expect([o.changes(), o.copies()]).toEqual([["DeleteDesktopPoolVolumes 200"], Array(3).fill("SSD 50")]);
  }));
