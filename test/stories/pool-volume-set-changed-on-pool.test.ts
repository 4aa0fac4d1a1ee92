import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { z } from "zod";
import { data, grown, openDrifting, scratch } from "../world/drifting.ts";
import { type Office, wordsOf } from "../world/office.ts";

// Disks that changed on the pool itself, behind the program's back.

let office: Office;
beforeEach(async () => {
  office = await openDrifting();
});
afterEach(() => office.world.close());

/** The service shows a smaller disk on the pool: its record was made anew. */
async function shrunk(size: number): Promise<void> {
  const { url } = office.world.simulator;
  const saved = z
    .object({
      pools: z.array(
        z.object({ name: z.string(), disks: z.array(z.looseObject({ id: z.string(), size: z.number() })) }).loose(),
      ),
    })
    .loose()
    .parse(await (await fetch(`${url}/_sim/save`)).json());
  for (const disk of saved.pools.flatMap((p) => p.disks)) if (disk.id === office.ids().data) disk.size = size;
  const { sealed: _seal, ...state } = saved;
  const loaded = await fetch(`${url}/_sim/load`, { method: "POST", body: JSON.stringify(state) });
  expect([loaded.status, await loaded.text()]).toEqual([200, expect.any(String)]);
}

test("a disk that the pool shows smaller than the program says is expanded back, and its copies keep their data", async () => {
  await office.up(grown);
  await shrunk(100);
  const refreshed = await office.stack.refresh();
  expect(refreshed.did).toEqual(["disks: refreshed"]);
  expect(office.outs().volumes).toEqual({ data, scratch });
  const preview = await office.preview(grown);
  expect(wordsOf(preview)).toMatch(/expands disk "data" \(SAS, 100 GB, \S+\) to 200 GB in place/);
  office.mark();
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["ExpandDesktopPoolVolumes 200"]);
  expect(office.lostGb()).toBe(0);
  expect(office.copies()).toEqual(Array(3).fill("SAS 200, SSD 50"));
  await office.expectSettled(grown);
});

test("a disk that was deleted and made again smaller is a stranger: an EMPTY one is added beside it, after words", async () => {
  await office.up(grown);
  office.act({ do: "deleteDisk", disk: office.ids().data });
  office.act({ do: "addDisk", size: 50, type: "SAS" });
  const refreshed = await office.stack.refresh();
  expect(wordsOf(refreshed)).toMatch(/disk "data" \(\S+\) is gone from the pool/);
  expect(wordsOf(refreshed)).toMatch(/on pool office, in no key: disk \S+ \(SAS, 50 GB\)/);
  expect(wordsOf(await office.preview(grown))).toMatch(
    /"data" \(\S+\) is gone from the pool; an EMPTY one will be added/,
  );
  office.mark();
  expect((await office.up(grown)).errors).toEqual([]);
  expect(office.changes()).toEqual(["AddDesktopPoolVolumes 200"]);
  await office.expectSettled(grown);
});
