import { expect, test } from "@jest/globals";
import { desktopIds, pool, said, story } from "../world/desktop-pools.ts";
import { unknownValue } from "../world/stack.ts";

test("the preview of an unchanged program asks nothing of the network and says nothing", async () => {
  const at = await story({ program: pool() });
  const calls = at.world.simulator.ledger().calls.length;
  const preview = await at.stack.preview(pool());
  expect([...preview.did, ...preview.lines]).toEqual([]);
  expect(at.world.simulator.ledger().calls).toHaveLength(calls);
});

test("a preview with values that are not known yet passes, and is neither a refusal nor a replacement", async () => {
  const at = await story({ program: pool() });
  const preview = await at.stack.preview(
    pool({ imageId: unknownValue, size: unknownValue, description: unknownValue, subnetIds: unknownValue }),
  );
  expect([...preview.errors, said(preview)].join("")).toBe("");
  expect(preview.did).toEqual(["office: update"]);
  const fresh = await story();
  const creation = await fresh.stack.preview(
    pool({ name: unknownValue, size: unknownValue, subnetIds: [unknownValue] }),
  );
  expect(creation.errors).toEqual([]);
  expect(said(creation, "note")).toContain("creates desktop pool (name not known yet) with ? desktops");
});

test("bad input stops in the preview, before any request, with every fault in one go", async () => {
  const at = await story();
  const preview = await at.stack.preview(pool({ name: "", discription: "x", tags: { "pulumi-identity": "mine" } }));
  expect(preview.errors).toHaveLength(3);
  expect((await at.stack.up(pool({ name: "" }))).ok).toBe(false);
  expect(at.world.simulator.ledger().calls).toEqual([]);
});

test("a refresh says no words of harm, and the preview after it does", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(desktopIds(at)[0]) });
  const refresh = await at.stack.refresh();
  expect(refresh.lines).toEqual([]);
  expect(said(await at.stack.preview(pool()), "note")).toMatch(
    /makes desktops until pool office has 3 \(it had 2 when last read\)/,
  );
});

test("while desktops are made the progress counts them, and a closing line ends it", async () => {
  const at = await story();
  const up = await at.stack.up(pool());
  expect(said(up, "progress")).toMatch(/making pool office with 3 desktops: \d+ % \(\d\/3 desktops\) \d\d:\d\d/);
  expect(up.lines.at(-1)).toMatchObject({
    as: "done",
    line: expect.stringMatching(/^pool office has 3 desktops, after \d\d:\d\d$/),
  });
});
