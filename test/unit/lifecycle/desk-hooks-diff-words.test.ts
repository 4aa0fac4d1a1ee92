/** What a preview says of a set of one desktop, and in which order: the last line is the one that stays in the row. */
import { describe, expect, test } from "@jest/globals";
import { desktopVolumeSet } from "../../../provider/lifecycle/desktop-volume-set/index.ts";
import { sas } from "../volumes/questions.ts";
import { args, differed, outs } from "./desk-hooks-scene.ts";
import { deskCloud, urn } from "./desk-scene.ts";
import { asIs, both } from "./hooks-scene.ts";
import { unknown } from "./state-scene.ts";

const saidOf = async (...[olds, news, meanwhile]: Parameters<typeof differed>) =>
  (await differed(olds, news, meanwhile)).said;
const grown = args({ ...asIs, data: sas(120) });
const expands = 'note: expands disk "data" (SAS, 100 GB, x) to 120 GB in place on desktop fin-01; no data is lost';

describe("a change", () => {
  test("is told by its steps, under the name of the resource", async () => {
    const { said, cloud } = await differed(outs(both), grown);
    expect([said, cloud.about]).toEqual([[expands], [{ urn, name: "DesktopVolumeSet" }]]);
  });

  test("of a set without a URN is told by the name of its kind", async () => {
    const cloud = await deskCloud();
    const { resourceUrn: _urn, ...early } = grown;
    cloud.context.run.checked("", { creation: false });
    await desktopVolumeSet.diff(cloud.context, "i", outs(both), early);
    expect([cloud.about, cloud.said]).toStrictEqual([[{ name: "DesktopVolumeSet" }], [expands]]);
  });

  test("that deletes data is told at the end, after the users are told of who hear of it first", async () => {
    const notifyUsers = { message: "soon", graceMinutes: 5 };
    const adds = 'note: adds disk "tmp" (SAS, 30 GB) to desktop fin-01';
    expect(await saidOf(outs(both), args({ data: sas(), tmp: sas(30) }, { notifyUsers }))).toEqual([
      adds,
      "warn: the users of running desktops are told first (`notifyUsers`), and it happens 5 min later; where that is not possible, nothing is done",
      'warn: DELETES DATA: disk "log" (SAS, 50 GB, y) on desktop fin-01',
    ]);
    expect(await saidOf(outs(both), args({ ...asIs, tmp: sas(30) }, { notifyUsers }))).toEqual([adds]);
  });

  test("that will be refused is told so", async () => {
    expect(await saidOf(outs(both), args({ ...asIs, data: sas(80) }))).toEqual([
      'warn: REFUSED: disk "data" is 100 GB, the program says 80: write `size: 100` to keep it; a disk cannot be made smaller without losing its data; to replace it by an EMPTY disk, with the loss of its data, write `allowDataLoss: { data: "any text" }`',
    ]);
  });

  test("that is not known yet says what is open, and what may go by it", async () => {
    const said = await saidOf(outs(both), args({ ...asIs, data: unknown }, { allowDataLoss: { data: "OPS-1" } }));
    expect(said).toEqual([
      "note: not known yet: volumes.data; the `pulumi up` itself says what that means",
      'warn: NOT KNOWN YET: `volumes.data`. If it turns out smaller, of another type or with another `kmsId`, disk "data" (SAS, 100 GB, x) gives its place to an EMPTY one and is deleted with its data on desktop fin-01: `allowDataLoss` allows it',
    ]);
  });

  test("in which no disk is known yet names what may leave, under the names that the keys have", async () => {
    expect(await saidOf(outs(both), args(unknown))).toEqual([
      "note: not known yet: volumes; the `pulumi up` itself says what that means",
      'warn: NOT KNOWN YET: `volumes`. Whichever of these it turns out not to keep is deleted with its data on desktop fin-01: disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y); the `pulumi up` names it before its call',
    ]);
  });

  test("of a key that is not known, and has another name now, is told by that name", async () => {
    const news = { renamed: { data: "files" }, allowDataLoss: { files: "OPS-1" } };
    const said = await saidOf(outs(both), args({ files: { type: "SAS", size: unknown }, log: sas(50) }, news));
    expect(said.at(-1)).toBe(
      'warn: NOT KNOWN YET: `volumes.files`. If it turns out smaller, of another type or with another `kmsId`, disk "files" (SAS, 100 GB, x) gives its place to an EMPTY one and is deleted with its data on desktop fin-01: `allowDataLoss` allows it',
    );
  });

  test("to a set whose desktop has no name yet does without", async () => {
    expect(await saidOf(outs(both, { desktopName: "" }), grown)).toEqual([
      expands.replace("desktop fin-01", "the desktop"),
    ]);
  });

  test("of a disk that this run's refresh found takes it, and adds none", async () => {
    const olds = outs({ data: both.data }, { undeclaredVolumes: [both.log] });
    const said = await saidOf(olds, args(asIs), ({ context }) => context.run.found(["y"]));
    expect(said).toEqual([
      'note: takes disk y (SAS, 50 GB), which an interrupted run added, as key "log"; nothing is added again',
    ]);
  });
});

describe("a consent to destroy", () => {
  const words =
    "note: forceDestroy: true: from now on the deletion of this resource deletes every disk of it with its data, adopted ones too";

  test("says what it covers when it is given, and before the rest", async () => {
    expect(await saidOf(outs(both), { ...grown, forceDestroy: true })).toEqual([
      `${words}; now these are disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y)`,
      expands,
    ]);
  });

  test("of a set that has no disk says so much", async () => {
    expect(await saidOf(outs({}), args({}, { forceDestroy: true }))).toEqual([words]);
  });

  test("is not told again, nor where it is taken back", async () => {
    const held = { set: { forceDestroy: true } };
    expect(await saidOf(outs(both, held), { ...grown, forceDestroy: true })).toEqual([expands]);
    expect(await saidOf(outs(both, held), args(asIs))).toEqual([]);
    expect(await saidOf(outs(both), args(asIs, { forceDestroy: false }))).toEqual([]);
  });
});

describe("a replacement of the set", () => {
  const disks = 'disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y)';
  const goes = `warn: DELETES DATA: the set is replaced; ${disks} on desktop fin-01, then new EMPTY ones`;

  test("names every disk that goes, and no single change", async () => {
    expect(await saidOf(outs(both), args({ data: sas(120) }, { desktopId: "d2" }))).toEqual([goes]);
  });

  test("of a set without disks is no loss of data; one that misses a disk, and has no name, may delete it", async () => {
    expect(await saidOf(outs({}), args({}, { desktopId: "d2" }))).toEqual([
      "note: the set is replaced; it has no disks",
    ]);
    const missed = outs({}, { desktopName: "", vanished: { data: "x" } });
    expect(await saidOf(missed, args({}, { desktopId: "d2" }))).toEqual([
      "warn: DELETES DATA: the set is replaced; what was begun or is missed on the desktop, then new EMPTY ones",
    ]);
  });

  test("by a pool that is not known yet asks for an alias, or is refused without consent", async () => {
    const told = (set = {}) => outs(both, { set: { poolId: "p", ...set } });
    const news = args(asIs, { poolId: unknown, forceDestroy: true });
    expect(await saidOf(told({ forceDestroy: true }), news)).toEqual([
      `${goes}; if the pool resource was renamed or moved in the program, give it \`aliases\` instead`,
    ]);
    expect(await saidOf(told(), args(asIs, { poolId: unknown }))).toEqual([
      expect.stringMatching(/^warn: REFUSED: which pool it will be is not known yet: .* If it is another one than p,/),
    ]);
  });
});

describe("what an earlier run has left open", () => {
  const disks = [{ key: "data", id: "x", type: "SAS", size: 120 }];
  const pending = [{ operation: "expand" as const, disks, jobId: "j1", before: [] }];
  const unfinished = (key: string) =>
    `warn: UNFINISHED: expand of "${key}" (job j1): \`pulumi up\` looks at what became of it and does only what is missing`;

  test("is told after the changes, and after what is refused", async () => {
    expect(await saidOf(outs(both, { pending }), grown)).toEqual([expands, unfinished("data")]);
    const said = await saidOf(outs(both, { pending }), args({ ...asIs, log: sas(40) }));
    expect(said).toEqual([expect.stringMatching(/^warn: REFUSED: disk "log" is 50 GB/), unfinished("data")]);
  });

  test("is told by the name that its key has now", async () => {
    const news = args({ files: sas(), log: sas(50) }, { renamed: { data: "files" } });
    expect((await saidOf(outs(both, { pending }), news)).at(-1)).toBe(unfinished("files"));
  });

  test("says what becomes of a key that the program has no more", async () => {
    const adds = [
      { operation: "add" as const, disks: [{ key: "tmp", type: "SAS", size: 30 }], before: [], jobId: "j1" },
    ];
    expect((await saidOf(outs(both, { pending: adds }), args(asIs))).join()).toContain(
      'The program has no key "tmp" any more',
    );
  });
});

describe("a key whose disk a refresh has missed", () => {
  const missed = { volumeIds: { data: "x" }, origins: { data: "added" as const }, observed: { data: both.data } };
  const held = { ...missed, vanished: { log: "y" } };

  test("gets an EMPTY one, and that is told", async () => {
    expect(await saidOf(outs(both, held), args(asIs))).toEqual([
      'note: disk "log" (y) is gone from the desktop; an EMPTY one will be added: disk "log" (SAS, 50 GB) to desktop fin-01',
    ]);
  });

  test("and that leaves the program, leaves the state: nothing is added, and nothing is deleted", async () => {
    expect(await saidOf(outs({ data: both.data }, held), args({ data: sas(120) }))).toEqual([
      'note: key "log" leaves the state: a refresh missed its disk y; nothing is deleted, and if the disk is on the desktop again, this `pulumi up` stops and asks for another refresh',
      expands,
    ]);
  });

  test("is told of no more where the key has another disk since", async () => {
    expect(await saidOf(outs(both, { vanished: { log: "w" } }), args({ data: sas() }))).toEqual([
      'warn: DELETES DATA: disk "log" (SAS, 50 GB, y) on desktop fin-01',
    ]);
  });
});
