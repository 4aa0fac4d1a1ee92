import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { acts } from "../../simulator/faults/actSchema.ts";
import { effectSchemas, FaultSchema } from "../../simulator/faults/schema.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { faultBench, jsonOf } from "./faultBench.ts";
import { raw, until } from "./raw.ts";

const examples = Object.entries(effectSchemas).flatMap(([name, { examples }]) =>
  examples.map((effect, index) => ({ name, place: index + 1, effect: effect as FaultEffect })),
);

test("every kind of fault has an example and says what it is", () => {
  for (const [name, { description, examples }] of Object.entries(effectSchemas)) {
    expect([name, description.length > 10, examples.length > 0]).toEqual([name, true, true]);
  }
});

test("the README names every kind of fault, every act, and all that a fault is matched by", () => {
  const readme = readFileSync(new URL("../../simulator/README.md", import.meta.url), "utf8");
  const [, faults = "", people = ""] = /\n### Faults\n(.*)\n### Another person\n(.*?)\n## /s.exec(readme) ?? [];
  const lacking = [
    ...Object.keys(effectSchemas).filter((name) => !faults.includes(`{"${name}": `)),
    ...Object.keys(FaultSchema.properties).filter((name) => name !== "effect" && !faults.includes(`\`${name}\``)),
    ...Object.keys(effectSchemas.job.properties.job.properties).filter((name) => !faults.includes(`\`${name}\``)),
    ...Object.keys(acts).filter((name) => !people.includes(`\`${name}\``)),
  ];
  expect(lacking).toEqual([]);
});

/** Jobs are started by changes, and only what is read can be out of date. */
function plays(effect: FaultEffect, method: string): boolean {
  return "stale" in effect ? method === "GET" : method !== "GET" || !("job" in effect);
}

test.each(examples)(
  "$name ($place): whatever it does to a call, the simulator goes on, and all is normal once it is cleared",
  async ({ effect }) => {
    const { at, url, pool, diskIds, poolId } = await faultBench();
    const before = jsonOf(await raw(url, "GET", pool));
    const calls: [string, string, object?][] = [
      ["GET", pool],
      ["GET", `${at.base}/workspace-sub-jobs?job_type=createDesktopPool`],
      ["GET", `${at.base}/desktop-pools/none`],
      ["POST", `${pool}/volumes/batch-expand`, { volumes: [{ id: diskIds[0], size: 60 }] }],
      ["POST", "/v3/auth/tokens", {}],
      ["DELETE", `${at.base}/nothing/of/the/kind`],
    ];
    for (const [method, path, body] of calls.filter(([method]) => plays(effect, method))) {
      at.simulator.fault({ effect });
      const reply = raw(url, method, path, body);
      await until(() => at.simulator.faults()[0]?.played === 1);
      at.simulator.clearFaults();
      await reply;
      const call = at.simulator.ledger().calls.at(-1);
      expect([call?.path, call?.fault !== undefined]).toEqual([path.split("?")[0], true]);
    }
    while ((await raw(url, "GET", "/_sim/health")).status !== 200);
    expect((await at.send("GET", "/_sim/faults")).body).toEqual({ faults: [], held: 0 });
    at.pass(86_400);
    const { pools, jobs } = at.simulator.state();
    const isThere = pools.some(({ id }) => id === poolId);
    expect((await at.send("GET", `/desktop-pools/${poolId}`)).status).toBe(isThere ? 200 : 404);
    const fate = "job" in effect ? effect.job.outcome : undefined;
    if (fate !== "stuck") expect(jobs).toEqual([]);
    if (isThere && fate === undefined)
      expect(jsonOf(await raw(url, "GET", pool))).toMatchObject({ id: before.id, status: "STEADY" });
  },
);

test("the ledger tells truthfully of every fault on a change whether it was carried out", async () => {
  for (const { name, effect } of examples) {
    if ("act" in effect || "actAfter" in effect || "job" in effect || "stale" in effect) continue;
    const { at, add, added, lastCall } = await faultBench();
    at.simulator.fault({ route: "AddDesktopPoolVolumes", effect });
    const reply = add();
    await until(() => at.simulator.faults()[0]?.played === 1);
    at.simulator.clearFaults();
    await reply;
    expect([name, effect, lastCall()?.carriedOut]).toEqual([name, effect, added() === 1]);
  }
});

test("the same seed and the same calls give the same faults, answers and ledger", async () => {
  const run = async () => {
    const { at, add, show } = await faultBench({ seed: "7" });
    at.simulator.fault({ probability: 0.3, effect: { spoilBody: "html" } });
    at.simulator.fault({ probability: 0.2, also: true, effect: { dropAfter: true } });
    at.simulator.fault({ every: 4, also: true, effect: { list: { spoil: "shuffled", name: "data_volumes" } } });
    const bodies: string[] = [];
    for (let round = 0; round < 12; round++) {
      bodies.push((await add()).body.toString(), (await show()).body.toString());
      at.pass(2);
    }
    return { bodies, ledger: JSON.stringify(at.simulator.ledger()) };
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(first.ledger).toMatch(/dropAfter/);
});

test("many faults at once on many calls at once end all of them", async () => {
  const { at, show, add } = await faultBench();
  for (const { effect } of examples) {
    if ("stall" in effect || "hold" in effect || "holdBefore" in effect || "downMs" in effect) continue;
    if ("act" in effect || "actAfter" in effect || "oversizedMb" in effect || "delayMs" in effect) continue;
    at.simulator.fault({ probability: 0.3, also: true, effect });
  }
  const calls = Promise.all(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? add() : show())));
  let isOver = false;
  void calls.then(() => {
    isOver = true;
  });
  // Answers that fell silent are let go when their fault is cleared.
  while (!isOver) {
    await until(() => isOver || at.simulator.held() > 0);
    at.simulator.clearFaults();
  }
  expect(await calls).toHaveLength(60);
  at.simulator.clearFaults();
  at.pass(86_400);
  expect((await show()).status).toBe(200);
});
