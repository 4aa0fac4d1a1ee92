/** A pool that has another name in the program, without alias: what the preview says of the sets on it, whose pool it cannot know. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { said, story } from "../world/desktop-pools.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

const volumes = { data: { type: "SAS", size: 100 } };

/** A pool, a set on it, and a set on one of its desktops. */
const program = (pool: string, desktopId: string | undefined, set: Plain = {}): Program => ({
  [pool]: { kind: "DesktopPool", args: { ...office, name: pool } },
  disks: { kind: "PoolVolumeSet", args: { poolId: { id: pool }, volumes, ...set } },
  ...(desktopId !== undefined && {
    archive: { kind: "DesktopVolumeSet", args: { poolId: { id: pool }, desktopId, volumes, ...set } },
  }),
});

async function begun(set: Plain = {}) {
  const at = await story({});
  await at.stack.up(program("office", undefined, set));
  const desktop = at.world.simulator.state().pools[0]?.desktops[0]?.id ?? "";
  expect((await at.stack.up(program("office", desktop, set))).errors).toEqual([]);
  return { at, desktop };
}

const deletions = ({ at }: Awaited<ReturnType<typeof begun>>) =>
  at.world.simulator.ledger().calls.filter(({ operation }) => /Delete/.test(operation));

test("without consents each set is refused in the preview, which names `aliases` first, and the `up` deletes nothing", async () => {
  const all = await begun();
  const { at, desktop } = all;
  const preview = await at.stack.preview(program("bureau", desktop));
  const refusal =
    /REFUSED: which pool it will be is not known yet: .* no disk is deleted: if the pool resource was renamed or moved in the program, give it `aliases`; to replace the pool/g;
  expect(said(preview).match(refusal)).toHaveLength(2);
  expect(said(preview)).not.toContain("DELETES DATA");
  const { errors } = await at.stack.up(program("bureau", desktop));
  expect(errors.join()).toMatch(/^disks: poolId changes from .* give it `aliases`; otherwise set it back/);
  expect(deletions(all)).toEqual([]);
});

test("with the consent to delete the disks in the state the preview says that they go, and names `aliases` too", async () => {
  const all = await begun({ forceDestroy: true });
  const preview = await all.at.stack.preview(program("bureau", all.desktop, { forceDestroy: true }));
  const goes =
    /DELETES DATA: the set is replaced; .*, then new EMPTY ones; if the pool resource was renamed or moved in the program, give it `aliases` instead/g;
  expect(said(preview).match(goes)).toHaveLength(2);
  const { errors } = await all.at.stack.up(program("bureau", all.desktop, { forceDestroy: true }));
  expect(errors.join()).toContain("disks: poolId changes from");
  expect(deletions(all)).toEqual([]);
});
