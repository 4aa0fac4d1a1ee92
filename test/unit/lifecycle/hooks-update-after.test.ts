/** After the calls of a change: what is proven, what is told, and which of the program's words the state takes when something has failed. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { disk, sas } from "../volumes/questions.ts";
import { desktopsWith, job, type Taking, type Told } from "./calls-scene.ts";
import { args, asIs, both, outs, updated } from "./hooks-scene.ts";
import { at, copy, desktop, part, poolWith } from "./identity-scene.ts";

const pool = poolWith([both.data, both.log]);
const data = { data: both.data };
const failing = (id: string) =>
  job(id, "FAIL", { subJobs: [part(id, at(0), at(1), { desktopId: "d2", errorCode: "EVS.1" })] });

describe("an option that the program says beside a change", () => {
  const news = args({ ...asIs, data: sas(120) }, { onUndeclared: "fail", forceDestroy: true });
  const optionsIn = ({ onUndeclared, forceDestroy }: Plain = {}) => [onUndeclared, forceDestroy];

  test("counts when all calls went through", async () => {
    const { outs: now } = await updated(outs(both), news, { pool });
    expect(optionsIn(now)).toEqual(["fail", true]);
  });

  test("does not count when a call has failed", async () => {
    const { failure, partial } = await updated(outs(both), news, { pool, job: failing });
    expect([failure, optionsIn(partial)]).toEqual([
      expect.stringMatching(/^expanding 1 disk: job j1 ended FAIL/),
      [undefined, undefined],
    ]);
  });

  test("counts where the calls went through and only a desktop is not as it should be", async () => {
    const onlyFirst: Taking = async (effect, cloud) => {
      effect();
      cloud.desktops = cloud.desktops.map((d) =>
        d.desktopId === "d1" ? d : desktop(d.desktopId, ...d.dataVolumes.map((c) => ({ ...c, size: 50 }))),
      );
      return { jobId: "j1" };
    };
    const { failure, partial } = await updated(outs(both), news, { pool, taking: [onlyFirst] });
    expect(failure).toMatch(/^disk "data" \(x\) has its old size on 1 desktop: d2/);
    expect(optionsIn(partial)).toEqual(["fail", true]);
  });
});

describe("a failed add", () => {
  const stray: Taking = async (_effect, cloud) => {
    cloud.desktops = [desktop("d1", copy("x"), copy("lost", { volumeId: "d1-lost" })), desktop("d2", copy("x"))];
    return { jobId: "j1" };
  };

  test("that left disks on desktops without a record names them under the keys that were to have them", async () => {
    const news = args({ data: sas(), a: sas(30), b: sas(40) });
    const { failure, partial } = await updated(outs(data), news, { taking: [stray], job: failing });
    expect(failure).toMatch(
      /\nthe add of disk "a, b" left disks without a pool record on 1 desktop: d1, disks d1-lost\./,
    );
    expect(partial?.unfinished).toEqual({
      failed: [{ operation: "add", key: "a, b", desktops: [{ desktopId: "d1", volumeIds: ["d1-lost"] }] }],
    });
  });

  test("is no matter of an expansion that failed: what it finds there is nobody's", async () => {
    const { partial } = await updated(outs(data), args({ data: sas(120) }), { taking: [stray], job: failing });
    expect(Object(partial?.unfinished).failed).toMatchObject([{ operation: "expand", key: "data" }]);
  });
});

describe("copies that are too small, and that a preview has named", () => {
  const inconsistentDesktops = { data: { smaller: { count: 1, desktops: [{ desktopId: "d1", size: 80 }] } } };
  const desktops = [desktop("d1", copy("x", { volumeId: "d1-x", size: 80 })), desktop("d2", copy("x"))];

  test("are expanded one by one, and it is told before", async () => {
    const {
      failure,
      cloud,
      outs: now,
    } = await updated(outs(data, { inconsistentDesktops }), args({ data: sas() }), { desktops });
    expect([failure, cloud.sent]).toEqual([
      undefined,
      [{ "expand copies": { desktopVolumesExpansion: [{ desktopId: "d1", volumeId: "d1-x", newSize: 100 }] } }],
    ]);
    expect(cloud.said[0]).toBe(
      'progress: expands the copy of disk "data" (SAS, 100 GB, x) to 100 GB on 1 desktop (d1: 80 GB); no other desktop is touched, and no data is lost',
    );
    expect(now?.inconsistentDesktops).toEqual({});
  });

  test("that no preview has named are only told", async () => {
    const { cloud } = await updated(outs(data), args({ data: sas() }), { desktops });
    expect([cloud.sent, cloud.said]).toEqual([
      [],
      [
        'note: some desktops do not have their disks as the pool has them: "data"; left as they are, `pulumi refresh` names them',
        "done: disks are as the program says, after 00:00",
      ],
    ]);
  });
});

describe("what is told at the end", () => {
  test("a disk that is gone, and that the program has not changed: a refresh comes first", async () => {
    const told: Told = { pool: poolWith([both.log]), desktops: desktopsWith(both.log) };
    const { cloud, outs: now } = await updated(outs(both), args(asIs), told);
    expect(cloud.said).toEqual([
      'warn: disk "data" (x) is gone from pool finance: run `pulumi refresh`, then `pulumi up`',
      "done: disks are as the program says, after 00:00",
    ]);
    expect(now).toMatchObject({ volumeIds: { data: "x", log: "y" } });
  });

  test("a disk in no key, where it is new", async () => {
    const { cloud, outs: now } = await updated(outs(both), args(asIs), {
      pool: poolWith([both.data, both.log, disk("s", 30)]),
    });
    expect(cloud.said).toEqual([
      "note: on pool finance, in no key: disk s (SAS, 30 GB); never touched; write its `id` under a key to take one over",
      "done: disks are as the program says, after 00:00",
    ]);
    expect(now?.undeclaredVolumes).toEqual([disk("s", 30)]);
    expect(
      (await updated(now ?? {}, args(asIs), { pool: poolWith([both.data, both.log, disk("s", 30)]) })).cloud.said,
    ).toHaveLength(1);
  });

  test("whom a call for named desktops has left as they were", async () => {
    const { failure, cloud } = await updated(
      outs(both, { set: { desktopIds: ["d1"] } }),
      args({ data: sas() }, { desktopIds: ["d1"] }),
      { pool },
    );
    expect(failure).toBeUndefined();
    expect(cloud.said.at(-2)).toMatch(
      /^warn: disk "log" \(y\) stays, with its data, on 1 desktop that the deletion was not for: d2: disk d2-y/,
    );
  });
});

test("a disk that the program names is its key's from then on, without a call", async () => {
  const told = { pool: poolWith([both.data, disk("s", 30)]) };
  const { cloud, outs: now } = await updated(outs(data), args({ data: sas(), old: sas(30, { id: "s" }) }), told);
  expect([cloud.sent, now]).toMatchObject([
    [],
    { volumeIds: { data: "x", old: "s" }, origins: { old: "adopted" }, undeclaredVolumes: [] },
  ]);
  expect(cloud.context.run.isHeld("s")).toBe(true);
});
