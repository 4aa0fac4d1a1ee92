/** What a preview says of a set, and in which order: the last line is the one that stays in the row. */
import { describe, expect, test } from "@jest/globals";
import { poolVolumeSet } from "../../../provider/lifecycle/pool-volume-set/index.ts";
import { sas } from "../volumes/questions.ts";
import { args, asIs, both, differed, outs, unknown, urn } from "./hooks-scene.ts";
import { begun } from "./identity-scene.ts";

const desktops = { count: 2, asOf: "2026-11-21" };
const every = "every desktop of pool finance (2 desktops when last read, 2026-11-21)";
const held = { desktops };
const saidOf = async (...[olds, news]: Parameters<typeof differed>) => (await differed(olds, news)).said;
const grown = args({ ...asIs, data: sas(120) });

describe("a change", () => {
  test("is told by its steps, under the name of the resource", async () => {
    const { said, cloud } = await differed(outs(both, held), grown);
    expect(said).toEqual([
      `note: expands disk "data" (SAS, 100 GB, x) to 120 GB in place on ${every}; no data is lost`,
    ]);
    expect(cloud.about).toEqual([{ urn, name: "PoolVolumeSet" }]);
  });

  test("of a set without a URN is told by the name of its kind", async () => {
    const { resourceUrn: _urn, ...early } = grown;
    const { cloud } = await differed(outs(both), { ...early, resourceUrn: urn });
    cloud.context.run.checked("", { creation: false });
    await poolVolumeSet.diff(cloud.context, "i", outs(both), early);
    expect(cloud.about.at(-1)).toEqual({ name: "PoolVolumeSet" });
  });

  test("that deletes data is told at the end, after the users are told of who hear of it first", async () => {
    const notifyUsers = { message: "soon", graceMinutes: 5 };
    const said = await saidOf(outs(both, held), args({ data: sas(), tmp: sas(30) }, { notifyUsers }));
    expect(said).toEqual([
      `note: adds disk "tmp" (SAS, 30 GB) to ${every}`,
      "warn: the users of running desktops are told first (`notifyUsers`), and it happens 5 min later; where that is not possible, nothing is done",
      `warn: DELETES DATA: disk "log" (SAS, 50 GB, y) on ${every}`,
    ]);
    const harmless = await saidOf(outs(both, held), args({ ...asIs, tmp: sas(30) }, { notifyUsers }));
    expect(harmless).toEqual([`note: adds disk "tmp" (SAS, 30 GB) to ${every}`]);
  });

  test("that will be refused is told so", async () => {
    const said = await saidOf(outs(both, held), args({ ...asIs, data: sas(80) }));
    expect(said).toEqual([expect.stringMatching(/^warn: REFUSED: disk "data" is 100 GB, the program says 80/)]);
  });

  test("that is not known yet says what is open, and what may go by it", async () => {
    const said = await saidOf(outs(both, held), args({ ...asIs, data: unknown }, { allowDataLoss: { data: "OPS-1" } }));
    expect(said).toEqual([
      "note: not known yet: volumes.data; the `pulumi up` itself says what that means",
      `warn: NOT KNOWN YET: \`volumes.data\`. If it turns out smaller, of another type or with another \`kmsId\`, disk "data" (SAS, 100 GB, x) gives its place to an EMPTY one and is deleted with its data on ${every}: \`allowDataLoss\` allows it`,
    ]);
  });

  test("of the scope says what it means from now on", async () => {
    const said = await saidOf(outs(both, held), args(asIs, { handleType: "ONLY_FOR_EXPAND" }));
    expect(said).toEqual([expect.stringMatching(/^note: from now on .*; no call is made for this change itself$/)]);
  });
});

describe("a consent to destroy", () => {
  const words =
    "note: forceDestroy: true: from now on the deletion of this resource deletes every disk of it with its data, adopted ones too";

  test("says what it covers when it is given, and before the rest", async () => {
    expect(await saidOf(outs(both, held), { ...grown, forceDestroy: true })).toEqual([
      `${words}; now these are disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y)`,
      expect.stringMatching(/^note: expands/),
    ]);
  });

  test("of a set that has no disk says so much", async () => {
    expect(await saidOf(outs({}), args({}, { forceDestroy: true }))).toEqual([words]);
  });

  test("is not told again, nor where it is taken back", async () => {
    expect(
      await saidOf(outs(both, { ...held, set: { forceDestroy: true } }), { ...grown, forceDestroy: true }),
    ).toHaveLength(1);
    expect(await saidOf(outs(both, { set: { forceDestroy: true } }), args(asIs))).toEqual([]);
    expect(await saidOf(outs(both), args(asIs, { forceDestroy: false }))).toEqual([]);
  });
});

describe("a replacement of the set", () => {
  const other = { poolId: "q", handleType: "ONLY_FOR_EXPAND" };

  test("names every disk that goes, by the scope of the state", async () => {
    expect(await saidOf(outs(both, held), args(asIs, other))).toEqual([
      `warn: DELETES DATA: the set is replaced; disks "data" (SAS, 100 GB, x), "log" (SAS, 50 GB, y) on ${every}, then new EMPTY ones`,
    ]);
  });

  test("that has no disk, and has begun none, deletes no data", async () => {
    expect(await saidOf(outs({}), args({}, { poolId: "q" }))).toEqual(["note: the set is replaced; it has no disks"]);
    const pending = [begun("add", { log: "y" }, { jobId: "j1" })];
    const failed = [{ operation: "add" as const, key: "log", id: "y", desktops: [{ desktopId: "d2" }] }];
    const vanished = { log: "y" };
    for (const open of [{ pending }, { failed }, { pending, failed }, { vanished }])
      expect((await saidOf(outs({}, open), args({}, { poolId: "q" }))).join()).toContain("DELETES DATA");
  });

  test("of a state that knows neither the name of its pool nor its desktops does without", async () => {
    expect(await saidOf(outs({ data: both.data }, { poolName: "" }), args(asIs, other))).toEqual([
      'warn: DELETES DATA: the set is replaced; disks "data" (SAS, 100 GB, x) on every desktop of the pool, then new EMPTY ones',
    ]);
  });

  test("by a pool that is not known yet asks for an alias, or is refused without consent", async () => {
    const consented = { set: { forceDestroy: true }, ...held };
    expect(await saidOf(outs(both, consented), args(asIs, { poolId: unknown, forceDestroy: true }))).toEqual([
      `warn: DELETES DATA: the set is replaced; disks "data" (SAS, 100 GB, x), "log" (SAS, 50 GB, y) on ${every}, then new EMPTY ones; if the pool resource was renamed or moved in the program, give it \`aliases\` instead`,
    ]);
    expect(await saidOf(outs(both, held), args(asIs, { poolId: unknown }))).toEqual([
      expect.stringMatching(/^warn: REFUSED: which pool it will be is not known yet: .* If it is another one than p,/),
    ]);
  });

  test("says nothing of the scope, nor of a single change", async () => {
    const said = await saidOf(outs(both, held), args({ data: sas(120) }, other));
    expect([said.length, said.join().includes("expands")]).toEqual([1, false]);
  });
});

describe("what an earlier run has left open", () => {
  const failed = [{ operation: "add" as const, key: "data", id: "x", desktops: [{ desktopId: "d2" }] }];

  test("is told after the changes", async () => {
    const said = await saidOf(
      outs(both, { ...held, failed, pending: [begun("expand", { data: "x" }, { jobId: "j1" })] }),
      grown,
    );
    expect(said).toEqual([
      expect.stringMatching(/^note: expands/),
      'warn: UNFINISHED: expand of "data" (job j1): `pulumi up` looks at what became of it and does only what is missing',
      expect.stringMatching(/^warn: UNFINISHED: disk "data" \(x\) is missing on 1 desktop: d2/),
    ]);
  });

  test("is not told of a disk that the plan lets go, unless the plan will be refused", async () => {
    const other = { undeclaredVolumes: [{ id: "z", type: "SAS", size: 100 }] };
    const news = args({ data: sas(100, { id: "z" }), log: sas(50) });
    expect((await saidOf(outs(both, { failed, ...other }), news)).join()).not.toContain("UNFINISHED");
    const refused = args({ data: sas(100, { id: "z" }), log: sas(40) });
    expect((await saidOf(outs(both, { failed, ...other }), refused)).join()).toContain("UNFINISHED");
  });
});

describe("copies that are too small", () => {
  const inconsistentDesktops = { data: { smaller: { count: 1, desktops: [{ desktopId: "d1", size: 80 }] } } };
  const words =
    'note: expands the copy of disk "data" (SAS, 100 GB, x) to 100 GB on 1 desktop (d1: 80 GB); no other desktop is touched, and no data is lost';

  test("are expanded by the next `up`, which says so, unless it will be refused", async () => {
    expect(await saidOf(outs(both, { inconsistentDesktops }), args(asIs))).toEqual([words]);
    const said = await saidOf(outs(both, { inconsistentDesktops }), args({ ...asIs, log: sas(40) }));
    expect([said.length, said.includes(words)]).toEqual([1, false]);
  });
});

describe("a key whose disk a refresh has missed", () => {
  const missed = {
    volumeIds: { data: "x" },
    origins: { data: "added" as const },
    observed: { data: both.data },
    vanished: { log: "y" },
  };
  const left = { copiesWithoutRecord: { y: { count: 1, desktops: [{ desktopId: "d1" }] } } };
  const leftWords =
    'warn: disk "log" (y) is not on the pool any more, and 1 desktop (d1) still has its copy with the data: never touched; save what is needed before it is deleted in the console';

  test("gets an EMPTY one, and it is told first where desktops still have its data", async () => {
    expect(await saidOf(outs(both, { ...missed, ...held }), args(asIs))).toEqual([
      `note: disk "log" (y) is gone from the pool; an EMPTY one will be added: disk "log" (SAS, 50 GB) to ${every}`,
    ]);
    const said = await saidOf(outs(both, { ...missed, ...left }), args(asIs));
    expect([said[0], said.length]).toEqual([leftWords, 2]);
    expect(said[1]).toMatch(/^warn: REFUSED: disk "log" \(y\) is not listed on pool finance/);
  });

  test("and that leaves the program, leaves the state: nothing is added, and nothing is deleted", async () => {
    const said = await saidOf(outs(both, { ...missed, ...left }), args({ data: sas() }));
    expect(said).toEqual([
      'note: key "log" leaves the state: a refresh missed its disk y; nothing is deleted, and if the disk is on the pool again, this `pulumi up` stops and asks for another refresh',
    ]);
  });

  test("is told of no more where the key has another disk since", async () => {
    const since = { vanished: { log: "w" }, copiesWithoutRecord: { w: { count: 1, desktops: [{ desktopId: "d1" }] } } };
    expect(await saidOf(outs(both, { ...since, ...held }), grown)).toEqual([expect.stringMatching(/^note: expands/)]);
    const said = await saidOf(outs(both, { ...since, ...held }), args({ data: sas() }));
    expect(said).toEqual([expect.stringMatching(/^warn: DELETES DATA: disk "log"/)]);
  });
});
