/** While the users have their grace time, somebody else takes what was to go: nobody has agreed to what is left. */
import { expect, test } from "@jest/globals";
import { inOffice, type Office } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const more = { type: "SAS", size: 70 };
const scratch = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const notice = { notifyUsers: { message: "Disk S: goes at noon", graceMinutes: 15 } };
const consent = { ...notice, allowDataLoss: { scratch: "OPS-1", logs: "OPS-1" } };

function workAt(office: Office): void {
  const desktop = office.world.simulator.state().pools[0]?.desktops[0]?.id;
  office.act({ do: "attachUser", desktop, user: "ann" });
  office.act({ do: "logIn", desktop });
}

/** Once the message is on the screens. */
function takenInGrace({ world }: Office, disks: readonly (string | undefined)[]): void {
  for (const disk of disks)
    world.simulator.fault({
      route: "SendDesktopPoolNotifications",
      also: true,
      effect: { actAfter: { do: "deleteDisk", pool: "office", disk: disk ?? "" } },
    });
}

test.each([
  ["one of the disks", ["scratch"], /: "scratch" \(\S+\) is not there any more; no disk was deleted/],
  [
    "both disks",
    ["scratch", "logs"],
    /"(logs|scratch)" \(\S+\), "(logs|scratch)" \(\S+\) are not there any more; no disk/,
  ],
] as const)("somebody takes %s that were to go: none is deleted, and the next `up` goes on", (_what, gone, words) =>
  inOffice({}, async (office) => {
    expect((await office.up({ data, more, scratch, logs })).errors).toEqual([]);
    workAt(office);
    takenInGrace(
      office,
      gone.map((key) => office.ids()[key]),
    );
    office.mark();
    const { errors } = await office.up({ data, more }, consent);
    expect(errors.join()).toMatch(/during the grace time somebody changed the disks of the pool/);
    expect(errors.join()).toMatch(words);
    expect([office.changes(), office.effects("desktop-disk-deleted").length]).toEqual([[], 3 * gone.length]);
    expect((await office.up({ data, more }, consent)).errors).toEqual([]);
    expect(office.effects("desktop-disk-deleted")).toHaveLength(6);
    expect(office.effects("users-notified").map((e) => e.detail)).toContain("Disk S: goes at noon");
    await office.expectSettled({ data, more }, consent);
  }),
);
