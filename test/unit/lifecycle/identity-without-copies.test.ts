/** A record that no desktop has a copy of: it is taken for ours only where every add since the state's last one is ours to know. */
import { describe, expect, test } from "@jest/globals";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { recovered, type Told } from "./identity-pool-search.ts";
import { at, copy, desktop, part, poolWith } from "./identity-scene.ts";

const last = part("earlier", at(-200), at(-195));
const lastAddJob = { id: "earlier", begin: at(-200), zone: 0 };
const state: Partial<State> = { lastAddJob };
/** An add that leaves every desktop alone. */
const later = part("j", at(-20), at(-15));
const onDesktop = (jobId: string, begin = at(-20)) => part(jobId, begin, at(-15), { desktopId: "d1" });
const other = desktop("d1", copy("other"));
const told: Told = { state, subJobs: [part("oldest", at(-300), at(-295)), last, later], desktops: [other] };
const ours = { x: "recovered" };

describe("after the last add that the state knows", () => {
  test("such a record is ours where a recent add has left every desktop alone", async () => {
    expect(await recovered(told)).toEqual(ours);
    expect(await recovered({ ...told, desktops: [] })).toEqual(ours);
  });

  test("it is ours though another recent add was for desktops", async () => {
    expect(await recovered({ ...told, subJobs: [last, onDesktop("k"), later] })).toEqual(ours);
  });

  test("an add that began in the same second as our last one, and the later parts of that one, change nothing", async () => {
    const twin = part("twin", at(-200), at(-195));
    expect(await recovered({ ...told, subJobs: [last, twin, later] })).toEqual(ours);
    const slow = part("earlier", at(-199), at(-195));
    expect(await recovered({ ...told, subJobs: [slow, later] })).toEqual(ours);
  });

  test.each<[string, Told]>([
    ["a desktop has a copy of it, whose time nobody tells", { desktops: [other, desktop("d2", copy("x"))] }],
    ["no copy tells which disk it is of", { desktops: [desktop("d1", copy(undefined))] }],
    ["every recent add was for a desktop", { subJobs: [last, onDesktop("j")] }],
    ["the add was for a desktop in one of its parts", { subJobs: [last, later, onDesktop("j")] }],
    ["nobody has added anything since", { subJobs: [last] }],
    ["one of the adds since is too old to be ours", { subJobs: [last, part("k", at(-90), at(-85)), later] }],
    ["the service has forgotten our last add", { subJobs: [later] }],
    ["nobody knows when our last add began", { state: { lastAddJob: { id: "earlier", zone: 0 } } }],
  ])("it is a stranger's where %s", async (_why, more) => {
    expect(await recovered({ ...told, ...more })).toEqual({});
  });
});

describe("where the state knows of no add", () => {
  const created = poolWith(["x"], { createdTime: "2026-11-01T00:00:00Z" });
  const creation = [part("make", "2026-11-01 00:00:00", "2026-11-01 00:05:00")];
  const empty: Told = { pool: created, creation, subJobs: [later], desktops: [] };

  test("a set that has added nothing yet counts every add in a pool without desktops", async () => {
    expect(await recovered(empty)).toEqual(ours);
    const old = part("old", at(-90), at(-85));
    expect(await recovered({ ...empty, subJobs: [old, later] })).toEqual({});
  });

  test("a creation takes nothing: nobody has seen the pool without that record", async () => {
    expect(await recovered({ ...empty, state: { inputs: {} } })).toEqual({});
  });

  test("with desktops, the record may be as old as the pool", async () => {
    expect(await recovered({ ...empty, desktops: [desktop("d1")] })).toEqual({});
  });
});
