/** Somebody has deleted the desktop of a set, and no refresh has told of it yet. */
import { expect, test } from "@jest/globals";
import { atDesk } from "../world/desks.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

test("a desktop that is gone before a change is told with the way out, and nothing is sent", () =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ data })).errors).toEqual([]);
    desk.mark();
    desk.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: desk.desktop.id });
    const { errors } = await desk.up({ data, scratch });
    expect(errors.join()).toMatch(
      /there is no desktop \S+ in project \S+, region ap-southeast-1; nothing was changed: run `pulumi refresh`, then `pulumi up`/,
    );
    expect([desk.changes(), desk.effects("desktop-deleted").length]).toEqual([[], 1]);
    expect((await desk.stack.refresh()).did).toContain("desk: gone");
  }));
