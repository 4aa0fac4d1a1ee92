// What a program must not say, as the CLI shows it: in the preview, once, and before any request.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { diagnosticsOf, imports, type Office, openOffice, poolArgs } from "./office.ts";

let office: Office;

/** Each refusal of a constructor is printed instead of ending the program at the first one. */
const wrong = `${imports}
const args = ${JSON.stringify(poolArgs)};
const volumes = { data: { type: "SAS", size: 100 } };
const tried = (what, make) => {
  try { make(); console.log(what + " IS TAKEN"); } catch (error) { console.log(what + " IS REFUSED: " + error.message); }
};
const pool = new DesktopPool("office", args);
const set = new PoolVolumeSet("disks", { pool, volumes });
tried("second", () => new PoolVolumeSet("second", { pool, volumes }));
tried("deletedWith", () => new PoolVolumeSet("b", { poolId: "1", volumes }, { deletedWith: pool }));
tried("order", () => new DesktopPool("c", args, { deleteBeforeReplace: false }));
tried("timeouts", () => new DesktopPool("d", { ...args, timeouts: { create: "2h" } }, { customTimeouts: { create: "1h" } }));
tried("nowhere", () => new PoolVolumeSet("e", { volumes }));
tried("both", () => new PoolVolumeSet("f", { pool, poolId: "1", volumes }));
tried("place", () => new PoolVolumeSet("g", { pool: new DesktopPool("h", { ...args, name: "other" }), volumes, region: "x" }));
const first = new DesktopPool("first", ${JSON.stringify({ ...poolArgs, name: "first" })});
const size = first.desktopCount.apply((count) => count * 10);
new PoolVolumeSet("later", { pool: first, volumes: { data: { type: "SAS", size }, [\`fixed\`]: { type: first.status, size: 10 } } });
`;

const stranger = `${imports}
new PoolVolumeSet("stranger", { poolId: "no-such-pool", volumes: { data: { type: "SAS", size: 100 } } });
`;

beforeAll(async () => {
  office = await openOffice("refusals", wrong);
}, firstStartMs);
afterAll(() => office?.close());

test("each option or argument under which data could be lost is refused by its constructor, with the way out, and values that are not known yet pass", async () => {
  const { stdout, exitCode } = await office.stack.preview();
  const ways = {
    second: /one pool has one set; put all disks into it/,
    deletedWith: /deletedWith is refused: .*Remove the option/,
    order: /deleteBeforeReplace: false is refused: .*Remove the option/,
    timeouts: /customTimeouts are both given: keep one of them/,
    nowhere: /Write `pool` .* or `poolId`/,
    both: /pool and poolId are both given: keep one of them/,
    place: /region is not the one of its pool: leave it out/,
  };
  for (const [what, way] of Object.entries(ways)) {
    expect(stdout.match(new RegExp(`^.*${what} IS .*$`, "m"))?.[0]).toMatch(way);
  }
  expect(stdout).toMatch(/PoolVolumeSet later +create/);
  expect([exitCode, office.calls()]).toEqual([0, 0]);
});

test("a mistake in the arguments is one error under the resource", async () => {
  office.write(stranger.replace("size: 100", "sice: 100"));
  const preview = await office.stack.preview();
  expect(preview.exitCode).not.toBe(0);
  expect(diagnosticsOf(preview, "stranger")).toEqual([
    expect.stringContaining("volumes.data.sice is not a field: write `size`"),
  ]);
  expect(office.calls()).toBe(0);
});

test("a pool that does not exist stops the `up` before any change, and names the id", async () => {
  office.write(stranger);
  const up = await office.stack.up(["--skip-preview"]);
  expect(up.exitCode).not.toBe(0);
  expect(diagnosticsOf(up, "stranger").join()).toContain("no-such-pool");
  expect(office.changes()).toEqual([]);
});

test("a secret in clear in the configuration is refused with the command", async () => {
  await office.stack.setConfig({ config: { "huaweicloud:secretKey": "words-in-clear" } });
  const clear = await office.stack.preview();
  expect(clear.exitCode).not.toBe(0);
  expect(clear.stdout).toContain("pulumi config set --secret huaweicloud:secretKey");
  expect(clear.stdout).not.toContain("words-in-clear");
});
