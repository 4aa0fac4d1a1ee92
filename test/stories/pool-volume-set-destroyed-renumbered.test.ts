/** Disks that get another id while their set is deleted. */
import { expect, test } from "@jest/globals";
import { justBefore } from "../world/kill.ts";
import { inOffice, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

const data = { type: "SAS", size: 100 };

function withoutSet(): Program {
  const { office } = officeWith({ data });
  return office === undefined ? {} : { office };
}

test.each([1, 2, 3, 4, 5])(
  "a disk that somebody expands between two looks of a deletion goes under its new id (before read %i)",
  (nth) =>
    inOffice({ dialects: { "disk-id-after-expand": "new" } }, async (o) => {
      await o.up({ data }, { forceDestroy: true });
      const { data: id = "" } = o.ids();
      o.mark();
      const meanwhile = justBefore({ call: "showDesktopPoolDetail", nth }, () => {
        if (o.disks().some((d) => d.id === id))
          o.act({
            do: "call",
            operation: "ExpandDesktopPoolVolumes",
            body: { volumes: [{ id, size: 200, type: "SAS" }] },
          });
      });
      const destroyed = await o.stack.up(withoutSet(), meanwhile);
      expect([destroyed.errors, o.effects("disk-deleted").length]).toEqual([[], 1]);
      expect(wordsOf(destroyed)).not.toContain("the disks are gone");
    }),
);
