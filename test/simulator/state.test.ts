import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { watch } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { StateDocument } from "../../simulator/state/document.ts";
import { type Bench, bench, disks, effectsOf, office, officeBody } from "./client.ts";
import { listening, start } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "simulator-state-"));
afterAll(() => rmSync(folder, { recursive: true }));

const world = (at: Bench) => {
  const { pools, jobs } = at.simulator.state();
  return JSON.parse(JSON.stringify({ pools, jobs, ledger: at.simulator.ledger() }));
};

/** Sends YAML or JSON as it stands. */
const load = (at: Bench, text: string) => at.send("POST", "/_sim/load", text);

const byHand = `
version: 1
known:
  images: [image-1, image-2]
quota: { instances: 20 }
pools:
  - name: office
    attributes: { description: by hand, tags: [{ key: team, value: a }] }
    disks:
      - { id: data, size: 100 }
      - { size: 50, type: SSD }
    desktops:
      - name: front-desk
        user: ann
      - status: SHUTOFF
        disks: [{ poolDiskId: data, size: 80 }, { size: 10 }]
  - name: lab
    desktops: 3
    chargingMode: "0"
faults:
  - { route: ShowJob, effect: { status: 503 } }
`;

test("a file of a few lines makes pools, desktops and disks, and the ledger tells where they come from", async () => {
  const at = await bench();
  expect((await load(at, byHand)).status).toBe(200);
  const { desktop_pools: pools } = (await at.send("GET", "/desktop-pools")).body;
  expect(pools).toMatchObject([
    { name: "office", description: "by hand", desktop_count: 2, desktop_used: 1, charging_mode: "1" },
    { name: "lab", desktop_count: 3, charging_mode: "0" },
  ]);
  const { pool_desktops: desktops } = (await at.send("GET", `/desktop-pools/${pools[0].id}/desktops`)).body;
  expect(desktops).toMatchObject([
    {
      computer_name: "front-desk",
      user_name: "ann",
      data_volumes: [{ desktop_pool_disk_id: "data", size: 100 }, { type: "SSD" }],
    },
    {
      status: "SHUTOFF",
      data_volumes: [
        { desktop_pool_disk_id: "data", size: 80 },
        { size: 10, type: "SAS" },
      ],
    },
  ]);
  const { body } = await at.send("GET", `/desktop-pools/${pools[0].id}/inconsistent-statics`);
  expect(body).toMatchObject({ disk_num: 1, disk_size: 1 });
  expect((await fetch(`${at.simulator.url}${at.base}/workspace-jobs/any`)).status).toBe(503);
  expect(
    (await at.send("POST", "/desktop-pools", { ...officeBody, name: "new", image_id: "other" })).body.error_msg,
  ).toMatch(/^image_id: other does not exist/);
  expect(effectsOf(at, "pool-created").map(({ actor, poolName }) => [actor, poolName])).toEqual([
    ["state-file", "office"],
    ["state-file", "lab"],
  ]);
  expect(effectsOf(at, "desktop-disk-added")).toHaveLength(4);
});

test("what is saved in the middle of a job is loaded elsewhere and goes on to the same end", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50, 20) });
  const path = `/desktop-pools/${poolId}/volumes`;
  at.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: { job: { outcome: "partial" } } });
  const { body } = await at.send("POST", `${path}/batch-expand`, { volumes: [{ id: diskIds[0], size: 90 }] });
  at.pass(1);
  const saved = (await at.send("GET", "/_sim/save")).body;
  const there = await bench();
  there.pass(3);
  expect((await load(there, JSON.stringify(saved))).status).toBe(200);
  expect(world(there)).toEqual(world(at));
  for (const one of [at, there]) one.pass(2);
  const job = (one: Bench) => one.send("GET", `/workspace-jobs/${body.job_id}`);
  const [here, elsewhere] = [await job(at), await job(there)];
  expect([here.body.status, elsewhere.body]).toEqual(["FAIL", here.body]);
  for (const one of [at, there]) await one.send("POST", `${path}/batch-add`, { volumes: disks(10) });
  for (const one of [at, there]) one.pass(2);
  expect(world(there)).toEqual(world(at));
});

test("a saved file that was edited by hand is told apart, and loads without its seal", async () => {
  const at = await bench();
  await office(at, { data_volumes: disks(50) });
  const saved = (await at.send("GET", "/_sim/save")).body;
  saved.pools[0].name = "renamed";
  const refused = await load(at, JSON.stringify(saved));
  expect([refused.status, refused.body.error_msg]).toEqual([
    400,
    expect.stringMatching(/^sealed: the file was changed/),
  ]);
  expect(at.simulator.state().pools[0]?.name).toBe("office");
  const { sealed: _sealed, ...open } = saved;
  expect((await load(at, JSON.stringify(open))).body.pools[0]).toMatchObject({
    name: "renamed",
    disks: [{ size: 50 }],
  });
});

test("a wrong file changes nothing, and says what is wrong where", async () => {
  const at = await bench();
  await office(at);
  const before = world(at);
  const cases: [string, RegExp][] = [
    ["{", /^the text is not JSON/],
    ["pools: [", /^the text is not YAML/],
    ["a: 1\na: 2", /^the text is not YAML.*unique/],
    ["pools: []", /^version: /],
    ["version: 2", /^version: the file is of version 2, this simulator reads 1/],
    ["version: 1\npoools: []", /poools/],
    [
      "version: 1\npools: [{ name: x, colour: red }]",
      /^pools\.0\.colour: is not a known field\. Known here: id, name, type/,
    ],
    ["version: 1\npools: [{ name: x, status: BROKEN }]", /^pools\.0\.status: .*STEADY/],
    ["version: 1\npools: [{ name: x }, { name: x }]", /^pools: the name "x" is given twice/],
    ["version: 1\npools: [{ name: x, disks: [{ size: 0 }] }]", /^pools\.0\.disks\.0\.size/],
    ["version: 1\npools: [{ name: x, desktops: [{ disks: [{}] }] }]", /^pools\.0\.desktops\.0\.disks: give the size/],
    ["version: 1\nfaults: [{ route: Nobody, effect: { dropAfter: true } }]", /^faults\.0\.route: /],
    [
      "version: 1\npools: [{ name: x, disks: [{ id: d, size: 10 }, { id: d, size: 20 }] }]",
      /^pools: the id "d" is given twice/,
    ],
    [
      "version: 1\npools: [{ name: x, desktops: [{ disks: [{ poolDiskId: zz, size: 10 }] }] }]",
      /^pools\.0\.desktops\.0\.disks: poolDiskId "zz"/,
    ],
    [
      "version: 1\npools: [{ name: x, disks: [{ id: d, size: 10 }], desktops: [{ disks: [{ poolDiskId: d }, { poolDiskId: d }] }] }]",
      /^pools\.0\.desktops\.0\.disks: two copies/,
    ],
    [
      `version: 1\na: &a [x, x]\nb: &b [${"*a, ".repeat(20)}*a]\nc: [${"*b, ".repeat(20)}*b]`,
      /^the text is not YAML that can be read/,
    ],
    ["", /body/],
  ];
  for (const [text, message] of cases) {
    const { status, body } = await load(at, text);
    expect([text, status, body.error_msg]).toEqual([text, 400, expect.stringMatching(message)]);
  }
  expect(world(at)).toEqual(before);
});

test("the schema of the file is served, and is the one in the package", async () => {
  const at = await bench();
  const { body } = await at.send("GET", "/_sim/state.schema.json");
  expect(body).toEqual(JSON.parse(JSON.stringify(StateDocument)));
  const published = JSON.parse(readFileSync("simulator/state.schema.json", "utf8"));
  // `npm run documents` writes it anew.
  expect(published).toMatchObject(body);
});

test("with --state a simulator that was killed goes on where it was, and --load begins one", async () => {
  const state = join(folder, "office.json");
  const from = join(folder, "office.yaml");
  writeFileSync(from, byHand);
  const first = await command("--state", state, "--load", from, "--auth", "off");
  const pools = await poolsAt(first.url);
  await first.end("SIGTERM");
  writeFileSync(from, "version: 1\n");
  const second = await command("--state", state, "--load", from, "--auth", "off");
  expect(await poolsAt(second.url)).toEqual(pools);
  await second.end("SIGTERM");
});

test("what a call did whose answer was cut off is in the file soon after, and survives a kill", async () => {
  const state = join(folder, "killed.json");
  const first = await command("--state", state, "--auth", "off");
  const cut = { route: "CreateDesktopPool", effect: { dropAfter: true } };
  await fetch(`${first.url}/_sim/faults`, { method: "POST", body: JSON.stringify(cut) });
  const written = fileWritten(state);
  const path = "/v2/0123456789abcdef0123456789abcdef/desktop-pools";
  await expect(fetch(first.url + path, { method: "POST", body: JSON.stringify(officeBody) })).rejects.toThrow();
  await written;
  await first.end("SIGKILL");
  const second = await command("--state", state, "--auth", "off");
  expect(await poolsAt(second.url)).toMatchObject([{ name: "office" }]);
  await second.end("SIGTERM");
});

/** Until the file is there with a pool in it. */
async function fileWritten(path: string): Promise<void> {
  for await (const { filename } of watch(dirname(path))) {
    if (filename === basename(path) && readFileSync(path, "utf8").includes("office")) return;
  }
}

test("a state file that cannot be written is told before the simulator listens", async () => {
  const run = start("--state", join(folder, "nowhere", "x.json"));
  expect(await run.ended).toBe(1);
  expect([run.output.out, run.output.err]).toEqual([
    "",
    expect.stringMatching(/^error: \S+x\.json: cannot be written: ENOENT/),
  ]);
});

test("a state file that is wrong ends the command with its name and what is wrong", async () => {
  const state = join(folder, "wrong.json");
  writeFileSync(state, '{"version": 7}');
  const { ended, output } = start("--state", state);
  expect([await ended, output.err]).toEqual([
    1,
    expect.stringContaining(`${state}: version: the file is of version 7`),
  ]);
  expect(readFileSync(state, "utf8")).toBe('{"version": 7}');
});

async function poolsAt(url: string): Promise<unknown> {
  const state: unknown = await (await fetch(`${url}/_sim/state`)).json();
  return typeof state === "object" && state !== null && "pools" in state ? state.pools : undefined;
}

async function command(...options: string[]) {
  const run = start(...options);
  const url = await listening(run);
  const end = async (signal: NodeJS.Signals) => {
    run.child.kill(signal);
    await run.ended;
  };
  return { url, end };
}
