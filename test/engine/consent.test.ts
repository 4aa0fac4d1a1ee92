// What only a consent in the state allows, and names that change: destroy, replacement and aliases with the real CLI.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { diagnosticsOf, imports, type Office, officeWith, openOffice, poolArgs, urnOf } from "./office.ts";

let office: Office;
const volumes = { data: { type: "SAS", size: 100 } };
const poolUrn = urnOf("consent", "DesktopPool", "office");
const setUrn = urnOf("consent", "PoolVolumeSet", "disks");

beforeAll(async () => {
  office = await openOffice("consent", officeWith(volumes));
  expect(await office.stack.up(["--skip-preview"])).toMatchObject({ exitCode: 0 });
}, firstStartMs);
afterAll(() => office?.close());

/** Outputs of every resource in the state, which a refused command may not change. */
async function stored(): Promise<unknown> {
  const { state } = await office.stack.exportState();
  const { resources } = Object(state).deployment;
  return resources.map(({ urn, id, outputs }: Record<string, unknown>) => ({ urn, id, outputs }));
}

const ids = () => office.simulator.state().pools.map(({ id, disks }) => [id, ...disks.map((disk) => disk.id)]);

test("without consent a pool with another root disk is refused in the preview, with the way in two steps", async () => {
  const calls = office.calls();
  office.write(officeWith(volumes, { pool: { rootVolume: { type: "SSD", size: 80 } } }));
  const preview = await office.stack.preview();
  expect(preview.exitCode).not.toBe(0);
  expect(diagnosticsOf(preview, "office").join()).toMatch(/rootVolume\.type .*`allowReplace: true` and `forceDestroy: true`/);
  expect(office.calls()).toBe(calls);
  office.write(officeWith(volumes));
});

test("without consent neither `destroy` nor `up --replace` of the set or of the pool changes cloud or state, and the lines to add are told", async () => {
  const [state, cloud, changes] = [await stored(), ids(), office.changes()];
  const destroyed = await office.stack.destroy(["--skip-preview"]);
  expect(destroyed.exitCode).not.toBe(0);
  expect(diagnosticsOf(destroyed, "disks").join()).toMatch(/disk "data" .*`forceDestroy: true`/);
  for (const [urn, name] of [
    [setUrn, "disks"],
    [poolUrn, "office"],
  ] as const) {
    const replaced = await office.stack.up(["--skip-preview", "--replace", urn]);
    expect(replaced.exitCode).not.toBe(0);
    expect(replaced.stdout).toContain("forceDestroy: true");
    expect(diagnosticsOf(replaced, name).join() + diagnosticsOf(replaced, "disks").join()).toContain(
      "nothing was deleted",
    );
  }
  expect([await stored(), ids(), office.changes()]).toEqual([state, cloud, changes]);
});

const renamed = (pool: string, set: string): string => `${imports}
const pool = new DesktopPool(${pool === "" ? '"office"' : '"bureau"'}, ${JSON.stringify(poolArgs)}, ${pool || "{}"});
new PoolVolumeSet(${set === "" ? '"disks"' : '"volumes"'}, { pool, volumes: ${JSON.stringify(volumes)} }, ${set || "{}"});
`;

test("a rename with an alias is no change; without one, a pool is refused in words that name `aliases`, and a set loses nothing", async () => {
  const [cloud, changes] = [ids(), office.changes()];
  const alias = (name: string) => `{ aliases: [{ name: "${name}" }] }`;
  office.write(renamed(alias("office"), alias("disks")));
  expect(await office.stack.preview(["--expect-no-changes"])).toMatchObject({ exitCode: 0 });

  office.write(renamed(" {}", ""));
  const pool = await office.stack.up(["--skip-preview"]);
  expect(pool.exitCode).not.toBe(0);
  expect(diagnosticsOf(pool, "bureau").join()).toContain("add `aliases`");

  office.write(renamed("", " {}"));
  const set = await office.stack.up(["--skip-preview"]);
  expect(set.stdout).toContain("volumes");
  expect([ids(), office.changes()]).toEqual([cloud, changes]);
});

test("with the consents in the state a replacement deletes first and then makes anew, of the set and of the pool under it", async () => {
  const all = { allowReplace: true, forceDestroy: true };
  office.write(officeWith(volumes, { pool: all, set: all }));
  expect(await office.stack.up(["--skip-preview"])).toMatchObject({ exitCode: 0 });
  const [before] = ids();
  const from = office.changes().length;
  expect(await office.stack.up(["--skip-preview", "--replace", setUrn])).toMatchObject({ exitCode: 0 });
  expect(office.changes().slice(from)).toEqual(["DeleteDesktopPoolVolumes", "AddDesktopPoolVolumes"]);
  const [between] = ids();
  expect(between?.[0]).toBe(before?.[0]);
  expect(between?.[1]).not.toBe(before?.[1]);

  const then = office.changes().length;
  expect(await office.stack.up(["--skip-preview", "--replace", poolUrn])).toMatchObject({ exitCode: 0 });
  expect(office.changes().slice(then)).toEqual([
    "DeleteDesktopPoolVolumes",
    "BatchDeleteDesktops",
    "DeleteDesktopPool",
    "CreateDesktopPool",
    "AddDesktopPoolVolumes",
  ]);
  expect(office.simulator.state().pools).toHaveLength(1);
});
