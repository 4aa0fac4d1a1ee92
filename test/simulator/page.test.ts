// How the page is served, and who may steer the simulator. What it shows is tested in a browser, in test/page.

import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { type Bench, bench, office } from "./client.ts";
import { exchange } from "./exchange.ts";

const files = readdirSync(new URL("../../simulator/page/", import.meta.url));

test("the page and each of its files are served, and together they are small", async () => {
  const at = await bench({ auth: "strict" });
  const page = await at.send("GET", "/_sim/page/index.html");
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  let size = 0;
  for (const file of files) {
    const reply = await fetch(`${at.simulator.url}/_sim/page/${file}`);
    expect([file, reply.status, reply.headers.get("x-content-type-options")]).toEqual([file, 200, "nosniff"]);
    expect(reply.headers.get("content-type")).toMatch(/^(text\/(html|css|javascript); charset=utf-8|image\/svg\+xml)$/);
    size += (await reply.arrayBuffer()).byteLength;
  }
  expect(files.length).toBeGreaterThan(10);
  expect(size).toBeLessThan(60_000);
});

test("GET / is the page, may load nothing but its own files, and is no call in the ledger", async () => {
  const at = await bench();
  const reply = await fetch(`${at.simulator.url}/`);
  expect(await reply.text()).toMatch(/^<!doctype html>/i);
  const policy = reply.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
  expect(reply.headers.get("cache-control")).toBe("no-store");
  expect(at.simulator.ledger().calls).toEqual([]);
});

test("looking at the page does not change the ids of what comes after", async () => {
  const first = await bench();
  const second = await bench();
  await fetch(`${second.simulator.url}/?looked`);
  await second.send("GET", "/_sim/page/main.js");
  await second.send("GET", "/_sim/overview");
  await office(first);
  await office(second);
  expect(second.simulator.ledger()).toEqual(first.simulator.ledger());
});

test.each(["..%2fpage.ts", "..%2f..%2fpackage.json", "%2fetc%2fpasswd", "Main.js", "main.ts", "nothing.js"])(
  "there is no file %s in the page",
  async (file) => {
    const at = await bench();
    const reply = await at.send("GET", `/_sim/page/${file}`);
    expect([reply.status, reply.body.error_code]).toEqual([404, "WKS.0202"]);
  },
);

const steer = async (at: Bench, headers: Record<string, string>) =>
  (await at.send("POST", "/_sim/act", { do: "createPool", pool: "lab" }, headers)).status;
const portOf = (at: Bench) => new URL(at.simulator.url).port;

test("pages of other sites may not steer the simulator; its own page and clients without a browser may", async () => {
  const at = await bench();
  expect(await steer(at, {})).toBe(200);
  expect(await steer(at, { origin: at.simulator.url })).toBe(200);
  const foreign = ["http://evil.example", "null", "nonsense", `http://localhost:${portOf(at)}`, "http://127.0.0.1:1"];
  for (const origin of foreign) expect([origin, await steer(at, { origin })]).toEqual([origin, 403]);
  expect(await steer(at, { "sec-fetch-site": "cross-site" })).toBe(403);
  for (const path of ["/_sim/reset", "/_sim/faults", "/_sim/clock"]) {
    const reply = await at.send("POST", path, {}, { origin: "http://evil.example" });
    expect([reply.status, reply.body.error_msg]).toEqual([403, expect.stringContaining("http://evil.example may not")]);
  }
  expect((await at.send("DELETE", "/_sim/faults", undefined, { origin: "null" })).status).toBe(403);
  expect(at.simulator.state().pools).toHaveLength(2);
});

test("a name with a dot that was made to point here does not pass for the simulator's own page", async () => {
  const at = await bench();
  const named = (name: string) => postAs(at, `${name}:${portOf(at)}`);
  expect(await named("rebound.example")).toBe(403);
  expect(await named("localhost")).toBe(200);
  expect(await named("workspace.localhost")).toBe(200);
  expect(await named("simulator")).toBe(200);
  expect(await named("[::1]")).toBe(200);
});

/** fetch sets Host itself, so this goes as bytes. */
async function postAs(at: Bench, host: string): Promise<number> {
  const body = JSON.stringify({ do: "createPool", pool: "lab" });
  const headers = { host, origin: `http://${host}` };
  return (await exchange(at, { method: "POST", path: "/_sim/act", headers, body })).status;
}

test("the overview counts, and tells of the past, of jobs and of what was lost", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: [{ type: "SAS", size: 50 }] });
  at.simulator.act({ do: "setDesktop", pool: "office", desktop: "office-0002", status: "SHUTOFF" });
  at.simulator.act({ do: "addDisk", pool: "office", size: 20, desktops: [] });
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-delete`, { volumes: [{ id: diskIds[0] }] });
  at.pass(1.1);
  const { body } = await at.send("GET", "/_sim/overview");
  expect(body).toMatchObject({
    seq: expect.any(Number),
    lostGb: 50,
    pools: [
      {
        id: poolId,
        name: "office",
        status: "TEMPORARY",
        disks: 2,
        desktops: 3,
        states: { ACTIVE: 2, SHUTOFF: 1 },
        different: 3,
        lostGb: 50,
      },
    ],
    jobs: [
      { kind: "deleteDesktopPoolVolumes", state: "running", parts: 3, succeeded: 1, failed: 0, endedAt: null },
      { kind: "createDesktopPool", state: "success", parts: 3, succeeded: 3, process: 100, failure: null },
    ],
  });
  expect(body.jobs[0].process).toBeGreaterThan(33);
  at.simulator.act({ do: "deletePool", pool: "office" });
  const past = await at.send("GET", `/_sim/overview?seq=${body.seq}`);
  expect(past.body).toMatchObject({
    seq: body.seq,
    lostGb: 50,
    pools: [{ desktops: 3 }],
    jobs: [{ state: "running" }, {}],
  });
  expect((await at.send("GET", "/_sim/overview?seq=0")).body).toMatchObject({ seq: 0, lostGb: 0, pools: [], jobs: [] });
  expect((await at.send("GET", "/_sim/overview")).body).toMatchObject({ lostGb: 150, pools: [] });
  for (const query of ["seq=-1", "seq=x", "what=1"]) {
    const { status, body: refusal } = await at.send("GET", `/_sim/overview?${query}`);
    expect([status, refusal.error_msg]).toEqual([400, expect.stringMatching(/seq|what/)]);
  }
});

test("the state of one pool can be asked for alone, by id or name, with its jobs", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  at.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: [{ type: "SAS", size: 50 }] });
  const alone = async (pool: string) => (await at.send("GET", `/_sim/state?pool=${pool}`)).body;
  expect(await alone(poolId)).toMatchObject({ pools: [{ name: "office" }], jobs: [{ kind: "addDesktopPoolVolumes" }] });
  expect(await alone("lab")).toMatchObject({ pools: [{ name: "lab" }], jobs: [] });
  expect(await alone("nowhere")).toMatchObject({ pools: [], jobs: [] });
});

test("the server tells what faults and acts it knows, with schemas, and with examples of faults that can be armed", async () => {
  const at = await bench();
  const { kinds, operations } = (await at.send("GET", "/_sim/faults/kinds")).body;
  expect(operations).toEqual(expect.arrayContaining(["AddDesktopPoolVolumes", "ShowJob"]));
  for (const { name, examples } of kinds) {
    for (const effect of examples) {
      expect([name, (await at.send("POST", "/_sim/faults", { effect })).status]).toEqual([name, 201]);
    }
  }
  expect(kinds.length).toBeGreaterThan(8);
  const { acts } = (await at.send("GET", "/_sim/acts")).body;
  const addDisk = acts.find(({ name }: { name: string }) => name === "addDisk");
  expect(addDisk.schema.required).toEqual(["do", "pool", "size"]);
  expect(addDisk.schema.properties.size).toMatchObject({ type: "integer", maximum: 8200 });
});
