import { expect, test } from "@jest/globals";
import { replay } from "../../simulator/ledger/replay.ts";
import { type Bench, bench, disks, effectsOf, office } from "./client.ts";

/** A pool of two disks, of which one is enlarged and the other deleted; and a call that is refused. */
async function story(at: Bench) {
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50, 20) });
  const [kept = "", gone = ""] = diskIds;
  const change = async (what: string, volume: object) => {
    const { status } = await at.send("POST", `/desktop-pools/${poolId}/volumes/${what}`, { volumes: [volume] });
    at.pass(2);
    return status;
  };
  expect(await change("batch-expand", { id: kept, size: 80 })).toBe(200);
  expect(await change("batch-delete", { id: gone })).toBe(200);
  expect(await change("batch-expand", { id: kept, size: 80 })).toBe(400);
  return { poolId, kept, gone };
}

const ask = async (at: Bench, query: string) => (await at.send("GET", `/_sim/ledger?${query}`)).body;

test("what happened to one disk is one question, in the pool and on every desktop", async () => {
  const at = await bench();
  const { gone } = await story(at);
  const { effects, calls } = await ask(at, `disk=${gone}`);
  expect(effects.map(({ kind }: { kind: string }) => kind)).toEqual([
    "disk-added",
    ...Array(3).fill("desktop-disk-added"),
    ...Array(3).fill("desktop-disk-deleted"),
    "disk-deleted",
  ]);
  expect(calls.map(({ operation }: { operation: string }) => operation)).toEqual([
    "CreateDesktopPool",
    "DeleteDesktopPoolVolumes",
  ]);
});

test("which disks lost data, and which writings these were, is a fact", async () => {
  const at = await bench();
  const { gone } = await story(at);
  const written = effectsOf(at, "desktop-disk-added").filter(({ disk }) => disk === gone);
  const { effects } = await ask(at, "lost=true");
  expect(effects).toMatchObject(
    written.map(({ volume, desktop, set }) => ({
      disk: gone,
      volume,
      desktop,
      dataLostGb: 20,
      contentLost: set?.content,
    })),
  );
  expect(new Set(effects.map(({ contentLost }: { contentLost: string }) => contentLost)).size).toBe(3);
});

test("other questions: by desktop, actor, job, kind, refused calls, after and up to a line, the last lines", async () => {
  const at = await bench();
  await story(at);
  at.simulator.act({ do: "addDisk", pool: "office", size: 10, actor: "bob" });
  const kinds = async (query: string) => (await ask(at, query)).effects.map(({ kind }: { kind: string }) => kind);
  expect(await kinds("actor=bob&kind=disk-added,disk-deleted")).toEqual(["disk-added"]);
  const [ended] = effectsOf(at, "job-ended");
  expect((await kinds(`job=${ended?.jobId}`)).at(-1)).toBe("job-ended");
  const [desktop] = effectsOf(at, "desktop-created");
  expect(await kinds(`desktop=${desktop?.desktopName}&kind=desktop-created`)).toEqual(["desktop-created"]);
  const refused = await ask(at, "refused=true");
  expect([refused.effects, refused.calls.map(({ status }: { status: number }) => status)]).toEqual([[], [400]]);
  const { effects } = at.simulator.ledger();
  const last = effects.at(-1)?.seq ?? 0;
  expect((await ask(at, `after=${last - 1}`)).effects).toHaveLength(1);
  expect((await ask(at, `seq=${effects[0]?.seq}`)).effects).toHaveLength(1);
  expect((await ask(at, "last=2")).effects).toEqual(
    effects.slice(-2).map((effect) => JSON.parse(JSON.stringify(effect))),
  );
  for (const query of ["colour=red", "last=0", "after=x", "format=xml", "lost=perhaps"]) {
    expect([query, (await at.send("GET", `/_sim/ledger?${query}`)).status]).toEqual([query, 400]);
  }
});

test("as text it is read by people: who did what to which disk, and how much was lost", async () => {
  const at = await bench();
  const { gone } = await story(at);
  const answer = await at.send(
    "GET",
    "/_sim/ledger?format=text&kind=disk-expanded,disk-deleted,desktop-disk-deleted,job-ended",
  );
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const lines = String(answer.body).split("\n");
  expect(
    lines.filter((line) => / enlarged disk .* \(SAS, 80 GB\) of pool office from 50 GB \[job /.test(line)),
  ).toHaveLength(1);
  expect(
    lines.filter((line) => line.includes(`deleted disk ${gone}`) && line.includes("20 GB of data lost")),
  ).toHaveLength(3);
  expect(lines.filter((line) => /job \S+ ended: success$/.test(line))).toHaveLength(3);
  expect(lines.at(-2)).toBe("data lost: 60 GB");
});

test("a ledger with a cap keeps its last lines, says how many it dropped, and still tells the present state", async () => {
  const at = await bench({ ledgerCap: 20 });
  const { kept } = await story(at);
  const { effects, forgotten } = at.simulator.ledger();
  expect(effects.length).toBeLessThanOrEqual(26);
  expect(forgotten?.effects).toBeGreaterThan(0);
  // What was dropped can no more be asked for; what was not, can.
  const oldest = effects[0]?.seq ?? 0;
  expect((await at.send("GET", `/_sim/state?seq=${oldest - 2}`)).body.error_msg).toMatch(
    /^seq: the ledger keeps no line before/,
  );
  const past = (await at.send("GET", `/_sim/state?seq=${at.simulator.ledger().effects.at(-1)?.seq}`)).body;
  expect(past.pools).toEqual(JSON.parse(JSON.stringify(at.simulator.state().pools)));
  expect(past.pools[0].disks.map(({ id }: { id: string }) => id)).toEqual([kept]);
  expect(replay(effects).pools.size).toBe(0);
});
