/** A state of a release that is still to come: said and refused by every command, without a request, and left as it is. */
import { describe, expect, test } from "@jest/globals";
import { type Fixture, fixture, type Scene, sceneOf } from "./fixture.ts";

const words = (kind: string) =>
  `the state of this ${kind} was written by a newer release of pulumi-huaweicloud-workspace (its form is 2, this release knows up to 1); ` +
  "nothing was read or changed: update the package (`npm install pulumi-huaweicloud-workspace@latest`), then run the same command again";

/** The form after this one; what it holds besides nobody knows. */
function ofTomorrow(recorded: Fixture, ...names: readonly string[]): Fixture {
  const resources = recorded.resources.map(([name, stored]) => {
    const outs = { ...stored.outs, schema: 2, volumeIds: { data: { id: "x", since: 2027 } }, futures: ["?"] };
    return [name, names.includes(name) ? { ...stored, outs } : stored] as const;
  });
  return { ...recorded, resources };
}

/** What was done, and that the state is as it was. */
async function refusedBy(scene: Scene, command: "up" | "refresh" | "destroy"): Promise<readonly string[]> {
  const { world, stack, program } = scene;
  const before = structuredClone([...stack.state]);
  const since = world.simulator.ledger().calls.length;
  const { errors } = command === "up" ? await stack.up(program) : await stack[command]();
  expect([...stack.state]).toEqual(before);
  if (command !== "refresh") expect(world.simulator.ledger().calls.length).toBe(since);
  return errors;
}

describe.each(["settled", "pending"])("%s, of tomorrow's form", (name) => {
  const set = ofTomorrow(fixture(name), "disks");
  const both = ofTomorrow(fixture(name), "disks", "office");

  test("a preview shows it as a change that is refused", () =>
    sceneOf(set, async ({ world, stack, program }) => {
      const since = world.simulator.ledger().calls.length;
      const preview = await stack.preview(program);
      expect([preview.did, preview.errors]).toEqual([["disks: update"], []]);
      expect(preview.lines.map(({ as, line }) => `${as}: ${line}`)).toEqual([
        `warn: REFUSED: ${words("PoolVolumeSet")}`,
      ]);
      expect(world.simulator.ledger().calls.length).toBe(since);
    }));

  test("an `up` and a destruction refuse it before any change", () =>
    sceneOf(set, async (scene) => {
      expect(await refusedBy(scene, "up")).toEqual([`disks: ${words("PoolVolumeSet")}`]);
      expect(await refusedBy(scene, "destroy")).toEqual([`disks: ${words("PoolVolumeSet")}`]);
    }));

  test("a refresh reads nothing of it and writes nothing, of the pool neither", () =>
    sceneOf(both, async (scene) => {
      expect(await refusedBy(scene, "refresh")).toEqual([
        `office: ${words("DesktopPool")}`,
        `disks: ${words("PoolVolumeSet")}`,
      ]);
      expect(await refusedBy(scene, "up")).toEqual([`office: ${words("DesktopPool")}`]);
    }));
});

test("a state without its form is of the first one", () => {
  const recorded = fixture("settled");
  const resources = recorded.resources.map(([name, stored]) => {
    const { schema: _form, ...outs } = stored.outs;
    return [name, { ...stored, outs }] as const;
  });
  return sceneOf({ ...recorded, resources }, async ({ stack, program }) => {
    expect((await stack.preview(program)).did).toEqual([]);
    expect((await stack.refresh()).errors).toEqual([]);
    expect(stack.outs("disks").schema).toBe(1);
  });
});
