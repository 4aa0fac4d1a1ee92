/** While the users have their grace time, somebody else takes the disk that is to go: nobody has agreed to what is left. */
import { expect, test } from "@jest/globals";
import { atDesk, type Desk } from "../world/desks.ts";

const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const more = { type: "SAS", size: 70 };
const set = { notifyUsers: { message: "Disk S: goes at noon", graceMinutes: 15 } };
const consent = { ...set, allowDataLoss: { scratch: "OPS-1", logs: "OPS-1" } };

function workAt({ world, desktop }: Desk): void {
  world.simulator.act({ do: "attachUser", pool: "office", desktop: desktop.id, user: "ann" });
  world.simulator.act({ do: "logIn", pool: "office", desktop: desktop.id });
}

/** Once the message is on the screens. */
function takenInGrace({ world, desktop }: Desk, volumes: readonly (string | undefined)[]): void {
  for (const volume of volumes)
    world.simulator.fault({
      route: "SendNotifications",
      also: true,
      effect: { actAfter: { do: "deleteDesktopDisk", pool: "office", desktop: desktop.id, volume: volume ?? "" } },
    });
}

test.each([
  ["the one disk that was to go", { logs }, ["scratch"], /"scratch" \(\S+\) is not there any more/],
  ["both disks that were to go", {}, ["scratch", "logs"], /"logs" \(\S+\), "scratch" \(\S+\) are not there any more/],
] as const)(
  "somebody takes %s: no disk is deleted, and the next `up` finds nothing to do",
  (_what, rest, gone, words) =>
    atDesk({}, async (desk) => {
      expect((await desk.up({ data, more, scratch, logs })).errors).toEqual([]);
      workAt(desk);
      takenInGrace(
        desk,
        gone.map((key) => desk.ids()[key]),
      );
      desk.mark();
      const left = { data, more, ...rest };
      const { errors } = await desk.up(left, consent);
      expect(errors.join()).toMatch(/during the grace time somebody changed the disks of desktop/);
      expect(errors.join()).toMatch(words);
      expect(desk.changes()).toEqual([]);
      expect(desk.effects("desktop-disk-deleted")).toHaveLength(gone.length);
      expect((await desk.up(left, consent)).errors).toEqual([]);
      expect([desk.changes(), desk.effects("users-notified").length]).toEqual([[], 1]);
      await desk.expectSettled(left, consent);
    }),
);
