/** Who is at the desktop of a set is told before the set is deleted, if anything of it is still to go. */
import { describe, expect, test } from "@jest/globals";
import { disk } from "../volumes/questions.ts";
import type { Cloud } from "./calls-scene.ts";
import { destroyed, outs } from "./desk-hooks-scene.ts";
import { afterSeconds, deskWith, nowWith } from "./desk-scene.ts";
import { both, busyUntil } from "./hooks-scene.ts";
import { desktop } from "./identity-scene.ts";

const disks = [both.data, both.log, disk("stranger", 30)];
const deleting = (...volumeIds: readonly string[]) => ({ "delete copies": { desktopId: "d1", volumeIds } });

describe("who is at the desktop is told before the disks go", () => {
  const notifyUsers = { message: "soon", graceMinutes: 5 };
  const tell = { tell: { desktopIds: ["d1"], notifications: "soon" } };
  const toldAnd = (meanwhile?: (cloud: Cloud) => void) =>
    destroyed(
      outs(both, { set: { forceDestroy: true, notifyUsers, timeouts: { delete: "1m" } } }),
      { desktops: [deskWith(disks), desktop("d2")] },
      meanwhile,
    );

  test("and nobody else, for the time that the program gives; its own time comes on top", async () => {
    const { failure, cloud } = await toldAnd();
    expect([failure, cloud.sent, cloud.seconds()]).toEqual([undefined, [tell, deleting("x", "y")], 300]);
    expect(cloud.said[0]).toBe("progress: telling the users before deleting 2 disks");
  });

  test("not where an interrupted deletion has taken the disks away while it was waited for, or the desktop", async () => {
    for (const event of [nowWith(["stranger"]), (now: Cloud) => void Object.assign(now, { desktops: [] })]) {
      const { failure, cloud } = await toldAnd((now) => {
        now.later(0, () => busyUntil(40)(now));
        afterSeconds(20, event)(now);
      });
      expect([failure, cloud.sent]).toEqual([undefined, []]);
    }
  });

  test("where one of the disks is still to go, and what is left after the grace time is deleted", async () => {
    const { failure, cloud } = await toldAnd((now) => {
      now.later(0, () => busyUntil(40)(now));
      afterSeconds(20, nowWith(["x", "stranger"]))(now);
    });
    expect([failure, cloud.sent]).toEqual([undefined, [tell, deleting("x")]]);
  });
});
