/** A refresh of a set: its disks as they are, under their names, and a line for what has changed. */
import { describe, expect, test } from "@jest/globals";
import type { Failed } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import { sas } from "../volumes/questions.ts";
import { desktopsWith } from "./calls-scene.ts";
import { args, asIs, both, type Held, outs, place, refreshed } from "./hooks-scene.ts";
import { begun, copy, desktop, now, poolWith } from "./identity-scene.ts";

const pool = poolWith([both.data, both.log]);
const desktops = { count: 2, asOf: "2026-11-20" };
const held = { desktops };

describe("a refresh where nothing has changed", () => {
  test("answers the state as it was, and says nothing", async () => {
    const olds = outs(both, held);
    const { read, cloud } = await refreshed(olds, { pool });
    expect(read).toEqual({ id: "i", props: olds, inputs: args(asIs) });
    expect([cloud.said, cloud.sent, cloud.seconds()]).toEqual([[], [], 0]);
    expect(cloud.about).toEqual([{ name: "PoolVolumeSet of pool finance" }]);
    expect(cloud.places).toEqual([{ ...place, endpoint: undefined, profile: undefined }]);
  });

  test("reads the desktops once, and no more than once where failures are open", async () => {
    const failed: Failed[] = [{ operation: "add", key: "data", id: "x", desktops: [{ desktopId: "d1" }] }];
    for (const state of [{}, { failed }]) {
      const { cloud } = await refreshed(outs(both, { ...held, ...state }), { pool });
      expect(cloud.read.filter((name) => name === "desktops")).toHaveLength(1);
    }
  });
});

test("a refresh has half an hour: what is read last of many pools waits for minutes", async () => {
  const deadlines: number[] = [];
  const answers: Partial<WorkspaceService> = {
    showDesktopPoolDetail: async (_pool, { deadline }) => {
      deadlines.push(deadline);
      return pool;
    },
  };
  await refreshed(outs(both, held), { pool, answers });
  expect(deadlines).toEqual([now + 30 * 60_000]);
});

test("a set whose pool is gone is gone", async () => {
  const { read, cloud } = await refreshed(outs(both), { pool: undefined });
  expect([read, cloud.read, cloud.said]).toEqual([undefined, ["pool", "pools"], []]);
});

describe("what has changed", () => {
  test("of the pool is its name, and with the number of its desktops the day of the count", async () => {
    const { read, cloud } = await refreshed(outs(both, held), { pool: { ...pool, name: "accounts", desktopCount: 3 } });
    expect(read?.props).toMatchObject({ poolName: "accounts", desktops: { count: 3, asOf: "2026-11-21" } });
    expect(cloud.about).toEqual([{ name: "PoolVolumeSet of pool accounts" }]);
  });

  test("of a disk stands in the program's own fields, as the service has it", async () => {
    const fast = { type: "GPSSD2", size: 50, iops: 3000, throughput: 125 };
    const recorded = {
      data: sas(100, { kmsId: "k-1", adopt: false }),
      log: fast,
    };
    const found = [
      { id: "x", type: "SSD", size: 120, iops: 9, throughput: 9 },
      { ...fast, id: "y", iops: 4000, throughput: 250 },
    ];
    const told = { pool: { ...pool, dataVolumes: found } };
    const { read } = await refreshed(outs(both, { ...held, recorded }), told);
    const volumes = {
      data: { type: "SSD", size: 120, kmsId: "k-1", adopt: false },
      log: { ...fast, iops: 4000, throughput: 250 },
    };
    expect(read?.inputs).toStrictEqual(args(volumes));
    expect(read?.props).toMatchObject({ volumes, observed: { data: found[0], log: found[1] } });
  });

  test("of a speed that the service does not tell, nothing is known: the program's word stays", async () => {
    const fast = { type: "SAS", size: 100, iops: 3000, throughput: 125 };
    const { read } = await refreshed(outs({ data: both.data }, { ...held, recorded: { data: fast } }), {
      pool: poolWith(["x"]),
    });
    expect(read?.inputs.volumes).toStrictEqual({ data: fast });
  });

  test("is nothing of a disk that a run has claimed and not recorded", async () => {
    const { read } = await refreshed(outs(both, { ...held, recorded: { log: sas(50) } }), { pool });
    expect([read?.inputs.volumes, read?.props.volumeIds]).toEqual([{ log: sas(50) }, { data: "x", log: "y" }]);
  });
});

describe("a disk that is gone", () => {
  const emptied = { pool: poolWith([both.log]), desktops: desktopsWith(both.log) };

  test("leaves its key without one, and the program without the key; it is told once", async () => {
    const first = await refreshed(outs(both, held), emptied);
    expect(first.read?.props).toMatchObject({ volumes: { log: sas(50) }, vanished: { data: "x" } });
    expect(first.read?.props).toMatchObject({
      volumeIds: { log: "y" },
      origins: { log: "added" },
      observed: { log: both.log },
    });
    expect(first.read?.props.origins).toEqual({ log: "added" });
    expect(first.cloud.said).toEqual([
      'warn: disk "data" (x) is gone from the pool; the next `pulumi up` adds an EMPTY one if its key is still in the program',
    ]);
    const second = await refreshed(first.read?.props ?? {}, emptied);
    expect([second.cloud.said, second.read?.props]).toEqual([[], first.read?.props]);
  });

  test("among others is told with them", async () => {
    const { cloud } = await refreshed(outs(both, held), { pool: poolWith([]) });
    expect(cloud.said).toEqual([
      'warn: disks "data" (x), "log" (y) are gone from the pool; the next `pulumi up` adds EMPTY ones for keys that are still in the program',
    ]);
  });

  test("and was protected, is remembered as that", async () => {
    const recorded = { data: sas(100, { deletionProtection: true }), log: sas(50) };
    const { read } = await refreshed(outs(both, { ...held, recorded }), emptied);
    expect(read?.props.protectedVanished).toEqual({ data: recorded.data });
  });

  test("is remembered by the run that missed it, once", async () => {
    const missedIn = async (state: Held) => {
      const { cloud } = await refreshed(outs(both, { ...held, ...state }), emptied);
      return ["x", "y", "w"].map((id) => cloud.context.run.wasJustMissed(id));
    };
    expect(await missedIn({})).toEqual([true, false, false]);
    expect(
      await missedIn({ volumeIds: { log: "y" }, observed: { log: both.log }, vanished: { data: "x", old: "w" } }),
    ).toEqual([false, false, false]);
  });

  test("because a deletion of ours has begun, is not missed: it stands in what is open", async () => {
    const pending = [begun("delete", { data: "x" }, { jobId: "j1" })];
    const { read, cloud } = await refreshed(outs(both, { ...held, pending }), emptied);
    expect([read?.props.vanished, read?.props.unfinished, cloud.said]).toEqual([{}, { pending }, []]);
    const growing = await refreshed(outs(both, { ...held, pending: [begun("expand", { data: "x" })] }), emptied);
    expect(growing.read?.props.vanished).toEqual({ data: "x" });
  });

  test("and that desktops still have, is told with these desktops and not as gone", async () => {
    const { cloud, read } = await refreshed(outs(both, held), {
      pool: poolWith([both.log]),
      desktops: desktopsWith(both.data, both.log),
    });
    expect(cloud.said).toEqual([
      'warn: disk "data" (x) is not on the pool any more, and 2 desktops (d1: 100 GB; d2: 100 GB) still have their copies with the data: never touched; save what is needed before it is deleted in the console',
    ]);
    expect(read?.props).toMatchObject({ vanished: { data: "x" }, copiesWithoutRecord: { x: { count: 2 } } });
  });
});

test("a disk that goes on under another id is told of, and stays the key's", async () => {
  const copies = { data: { of: "x", on: { d1: "v-1" } } };
  const moved = ["d1", "d2"].map((d) => desktop(d, copy("z", { volumeId: "v-1" })));
  const { read, cloud } = await refreshed(outs({ data: both.data }, { ...held, copies }), {
    pool: poolWith(["z"]),
    desktops: moved,
  });
  expect(cloud.said).toEqual([
    'note: disk "data" goes on under another id, no disk is touched: x is z now (SAS, 100 GB)',
  ]);
  expect(read?.props).toMatchObject({ volumeIds: { data: "z" }, vanished: {}, volumes: { data: sas() } });
});
