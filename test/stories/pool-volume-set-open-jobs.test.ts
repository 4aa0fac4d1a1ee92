/** Jobs that outlived their run, and what the next run must not do about them: each story is a bug that a review found. */
import { expect, test } from "@jest/globals";
import { failing } from "../world/faults.ts";
import { inOffice, type Office, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import { kinds, longJobs } from "../world/world.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const minute = { timeouts: { update: "1m", create: "1m" } };

/** A job that is still under way when the run gives up, and ends as `outcome` afterwards. */
async function outlived(
  office: Office,
  route: string,
  run: () => Promise<unknown>,
): Promise<(outcome: string) => void> {
  office.world.simulator.fault({ route, effect: { job: { outcome: "stuck", failDesktops: 3 } } });
  await run();
  const job = office.world.simulator.state().jobs[0]?.id ?? "";
  return (outcome) =>
    void office.world.simulator.act(
      outcome === "fail" ? { do: "endJob", job, outcome: "fail" } : { do: "endJob", job, outcome: "success" },
    );
}

const onlyThePool = () => ({ office: officeWith({ data }).office ?? { kind: "DesktopPool", args: {} } });

test.each(["at once", "after a refresh"])(
  "a deletion that failed and was taken back deletes nothing more, %s: the desktops with the data are named",
  (when) =>
    inOffice({ ...longJobs, dialects: { "failed-change-template": "applied" } }, async (office) => {
      await office.up({ data, scratch });
      const end = await outlived(office, "DeleteDesktopPoolVolumes", () => office.up({ data }, minute));
      end("fail");
      if (when === "after a refresh") await office.stack.refresh();
      office.mark();
      const up = await office.up({ data, scratch });
      expect(up.errors.join()).toMatch(/deletion of disk "scratch" .* was begun and failed.*office-0001/);
      expect(office.changes()).toEqual([]);
      expect(office.lostGb()).toBe(0);
    }),
);

test("a stranger's disk is not deleted with a set whose own add of an equal one has failed", () =>
  inOffice({ ...longJobs, dialects: { "failed-add-template": "dropped" } }, async (office) => {
    await office.up({ data }, { forceDestroy: true });
    const end = await outlived(office, "AddDesktopPoolVolumes", () =>
      office.up({ data, scratch }, { ...minute, forceDestroy: true }),
    );
    end("fail");
    office.act({ do: "addDisk", type: "SSD", size: 50, actor: "bob" });
    await office.stack.up(onlyThePool());
    expect(office.disks().map(({ type, size }) => ({ type, size }))).toEqual([scratch]);
  }));

test("a disk that may be a stranger's, because our own add has failed, only goes with a consent of its own", () =>
  inOffice({ ...longJobs, dialects: { "failed-add-template": "dropped" } }, async (office) => {
    await office.up({ data });
    const end = await outlived(office, "AddDesktopPoolVolumes", () => office.up({ data, scratch }, minute));
    end("fail");
    office.act({ do: "addDisk", type: "SSD", size: 50, actor: "bob" });
    await office.up({ data, scratch });
    const removed = await office.up({ data });
    expect(office.disks()).toHaveLength(2);
    expect(removed.errors.join()).toContain("it was recovered, not added by this program");
  }));

test("a set is not deleted before its own add has ended: the disk goes too, or needs its consent", () =>
  inOffice({ ...longJobs, dialects: { "add-record": "at-job-end" } }, async (office) => {
    const end = await outlived(office, "AddDesktopPoolVolumes", () => office.up({ data }, minute));
    end("success");
    const removed = await office.stack.up(onlyThePool());
    expect(removed.errors.join()).toContain("forceDestroy: true");
    expect(office.stack.state.has("disks")).toBe(true);
    expect(office.disks()).toHaveLength(1);
  }));

test("a disk that was taken over and failed to grow is not called as large as the program says", () =>
  inOffice(longJobs, async (office) => {
    await office.up({ data });
    office.act({ do: "addDisk", type: "SAS", size: 50, actor: "bob" });
    const id = office.disks().find((d) => d.size === 50)?.id ?? "";
    const taken = { data: { ...data, id } };
    office.world.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: { job: { outcome: "fail" } } });
    expect((await office.up(taken)).ok).toBe(false);
    expect(office.outs().volumes).toMatchObject({ data: { size: 50, id } });
    expect((await office.up(taken)).errors).toEqual([]);
    expect(office.disks().find((d) => d.id === id)?.size).toBe(100);
    expect((await office.preview(taken)).did).toEqual([]);
  }));

test("a growth that a dead run has done counts when every desktop has it, and those that have not are given it", () =>
  inOffice(longJobs, async (office) => {
    await office.up({ data });
    const [disk] = office.disks();
    office.act({ do: "expandDisk", disk: disk?.id ?? "", size: 120, desktops: [] });
    office.mark();
    const grown = { data: { ...data, size: 120 } };
    office.world.simulator.fault({ route: "ExpandVolumes", effect: failing(1) });
    expect((await office.up(grown)).errors.join()).toMatch(/disk "data" .* has its old size on 1 desktop/);
    expect(office.outs()).toMatchObject({ unfinished: { failed: [{ operation: "expand" }] } });
    expect((await office.up(grown)).errors).toEqual([]);
    expect(office.changes()).toEqual(["ExpandVolumes 200", "ExpandVolumes 200"]);
    expect(office.copies()).toEqual(Array(3).fill("SAS 120"));
    await office.expectSettled(grown);
  }));

test("a pool that left the program does not take along the disks that a set of the program keeps", () =>
  inOffice(longJobs, async (office) => {
    const program = officeWith({ data }, {}, { forceDestroy: "with-disks" });
    await office.stack.up(program);
    const poolId = office.stack.state.get("office")?.id;
    const set = { disks: { kind: "PoolVolumeSet", args: { poolId, volumes: { data } } } };
    const up = await office.stack.up(set);
    expect(up.errors.join()).toContain("belong to a PoolVolumeSet of this program");
    expect(office.lostGb()).toBe(0);
    expect(office.disks()).toHaveLength(1);
  }));

test.each(["disks", "office"])(
  "a region that cannot be read does not stop a refresh, which shows no change of %s, and a preview says REFUSED",
  (name) =>
    inOffice(longJobs, async (office) => {
      await office.up({ data });
      const { url } = office.world.simulator;
      const env = {
        HW_ACCESS_KEY: "SIMULATORAK",
        HW_SECRET_KEY: "simulator-secret-key",
        HW_REGION_NAME: "ap southeast 1",
        HW_WORKSPACE_ENDPOINT: url,
        HW_IAM_ENDPOINT: url,
      };
      const stored = office.stack.state.get(name);
      const hooks = kinds[stored?.kind ?? ""];
      const diff = await hooks?.diff(
        office.world.process({ env }),
        stored?.id ?? "",
        stored?.outs ?? {},
        stored?.inputs ?? {},
      );
      expect(diff).toEqual({ changes: false });
      expect((await office.stack.refresh({ env })).errors).toEqual([]);
      expect(wordsOf(await office.preview({ data }, {}, { env }))).toMatch(/REFUSED: .*ap southeast 1/);
    }),
);

test("a job that says its deletion is done is believed when the pool shows it too", () =>
  inOffice(longJobs, async (office) => {
    await office.up({ data, scratch });
    const before = office.disks();
    let since: number | undefined;
    const lagging = await office.up(
      { data },
      {},
      {
        meddle: (service) => ({
          ...service,
          showDesktopPoolDetail: async (id, until) => {
            const pool = await service.showDesktopPoolDetail(id, until);
            if (pool === undefined || pool.dataVolumes.length === 2) return pool;
            since ??= office.world.clock.now();
            return office.world.clock.now() - since < 10_000 ? { ...pool, dataVolumes: before } : pool;
          },
        }),
      },
    );
    expect(lagging.errors).toEqual([]);
    expect(Object.keys(Object(office.outs().volumeIds))).toEqual(["data"]);
    expect((await office.preview({ data })).did).toEqual([]);
    expect(wordsOf(lagging)).not.toContain("refresh");
  }));
