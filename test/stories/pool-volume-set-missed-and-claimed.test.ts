/** A state in which a hand or a merge has left a key among the missed disks, though the key has its disk: the disk that it has counts. */
import { expect, test } from "@jest/globals";
import { inOffice, type Office, wordsOf } from "../world/office.ts";

const data = { type: "SAS", size: 100 };
const more = { type: "SAS", size: 70 };
const scratch = { type: "SSD", size: 50 };

/** Another disk than the one it has, which no pool has any more. */
function leaveMissed({ stack: { state } }: Office, key: string): void {
  const stored = state.get("disks");
  if (stored === undefined) throw new Error("the state has no set");
  const vanished = { [key]: "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0" };
  state.set("disks", { ...stored, outs: { ...stored.outs, vanished } });
}

test("a key that leaves is said once, by the disk that goes, and exactly that disk is deleted", () =>
  inOffice({}, async (office) => {
    expect((await office.up({ data, more, scratch })).errors).toEqual([]);
    const { scratch: id = "" } = office.ids();
    leaveMissed(office, "scratch");
    office.mark();
    const words = wordsOf(await office.preview({ data, more }));
    expect(words).toContain(`DELETES DATA: disk "scratch" (SSD, 50 GB, ${id})`);
    expect(words).not.toContain('key "scratch" leaves the state');
    expect((await office.up({ data, more })).errors).toEqual([]);
    expect([office.changes(), office.lostGb()]).toEqual([["DeleteDesktopPoolVolumes 200"], 150]);
    expect([office.copies(), office.outs().vanished]).toEqual([Array(3).fill("SAS 100, SAS 70"), {}]);
    await office.expectSettled({ data, more });
  }));
