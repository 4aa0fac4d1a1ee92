/** Between the end of a set's job and the look at what it did, somebody else is at the pool of its desktop. */
import { expect, test } from "@jest/globals";
import type { AnyAct } from "../../simulator/index.ts";
import { atDesk, type Desk } from "../world/desks.ts";
import { meddling } from "../world/kill.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };

/** Once, at the first look at the pool when the job of this program's add has ended. */
function afterTheJob({ world, disks }: Desk, act: AnyAct) {
  let isDone = false;
  return meddling(async (name, send) => {
    if (!isDone && name === "showDesktopPoolDetail" && disks()[0]?.includes("SSD 50") === true) {
      isDone = true;
      world.simulator.act(act);
    }
    return send();
  });
}

test("another person's call is waited for, and what it brings is no disk of the set", () =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ data })).errors).toEqual([]);
    desk.mark();
    const body = { volumes: [{ type: "SAS", size: 20 }] };
    const busy = afterTheJob(desk, { do: "call", operation: "AddDesktopPoolVolumes", pool: "office", body });
    expect((await desk.up({ data, scratch }, {}, busy)).errors).toEqual([]);
    expect(desk.changes()).toEqual(["AddVolumes 200", "AddDesktopPoolVolumes 200"]);
    expect(desk.disks()).toEqual(["SAS 100, SAS 20, SSD 50", "SAS 20", "SAS 20"]);
    expect(desk.outs()).toMatchObject({ origins: { scratch: "added" }, undeclaredVolumes: [] });
    await desk.expectSettled({ data, scratch });
  }));

test("a desktop that somebody deletes then ends the change, and a refresh takes the set out of the state", () =>
  atDesk({}, async (desk) => {
    expect((await desk.up({ data })).errors).toEqual([]);
    desk.mark();
    const gone = afterTheJob(desk, { do: "deleteDesktop", pool: "office", desktop: desk.desktop.id });
    const { errors } = await desk.up({ data, scratch }, {}, gone);
    expect(errors.join()).toMatch(
      /desktop \S+ is gone: somebody deleted it in the middle of a change; run `pulumi refresh`/,
    );
    expect([desk.changes(), desk.effects("desktop-deleted").length]).toEqual([["AddVolumes 200"], 1]);
    expect((await desk.stack.refresh()).did).toContain("desk: gone");
  }));
