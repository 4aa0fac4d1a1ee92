/** A disk that gives its place to an EMPTY one: which of the two the key has, and what is remembered, at every moment. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes, deleteVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import { unprovenSuccessors } from "../../../provider/lifecycle/pool-volume-set/calls/succession.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { sas } from "../volumes/questions.ts";
import { desktopsWith } from "./calls-scene.ts";
import { addOf, deleteOf, wordsOf, workWith } from "./calls-work.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const small = sas(50);
const begun = { old: "x", consent: "OPS-1", declared: small };
const step = addOf("data", small, "x");

describe("the add of the new disk", () => {
  test("is remembered as a replacement before it is sent", async () => {
    const answers = {
      addDesktopPoolVolumes: async () => {
        throw workspaceError("forbidden", "no");
      },
    };
    const { work, draft } = await workWith({ answers });
    await expect(addVolumes(work, [step])).rejects.toThrow("no");
    expect(draft.replacing).toStrictEqual({ data: begun });
  });

  test("leaves the key with the old disk, recorded as it was, and names the new one beside it", async () => {
    const { work, draft } = await workWith();
    expect(await addVolumes(work, [step])).toBeUndefined();
    expect(draft.replacing).toStrictEqual({ data: { ...begun, new: "n1" } });
    expect([draft.volumeIds, draft.recorded, draft.pending]).toEqual([{ data: "x" }, { data: sas() }, []]);
    expect(draft.touched).toStrictEqual([{ operation: "add", key: "data", id: "n1", said: [] }]);
    expect(work.run.isHeld("n1")).toBe(true);
  });
});

describe("the deletion of the old disk", () => {
  const state = { replacing: { data: { ...begun, new: "y" } } };
  const old = deleteOf("data", "x", { consent: "OPS-1", successor: small });

  test("gives the key the new one, and spends the consent", async () => {
    const { work, draft } = await workWith({ state, pool: poolWith(["x", "y"]) });
    expect(await deleteVolumes(work, [old])).toBeUndefined();
    expect([draft.volumeIds, draft.recorded, draft.replacing]).toEqual([{ data: "y" }, { data: small }, {}]);
    expect(draft.spent).toEqual({ data: "OPS-1" });
  });

  describe("waits for the new one", () => {
    const added = { operation: "add", key: "data", id: "y", said: [] } as const;
    async function proven(
      desktops: readonly PoolDesktop[],
      touched: { operation: "add" | "expand"; id: string } = added,
    ) {
      const { work, draft, cloud } = await workWith({ state, desktops, pool: poolWith(["x", "y"]) });
      draft.touched.push({ ...added, ...touched });
      return { failure: wordsOf(await unprovenSuccessors(work)), cloud };
    }

    test("until every desktop has it", async () => {
      const { failure, cloud } = await proven(desktopsWith("x", "y"));
      expect([failure, cloud.read, cloud.seconds()]).toEqual([undefined, ["desktops"], 0]);
    });

    test("for half a minute: then the old disk stays, and the desktops that lack the new one are named", async () => {
      const { failure, cloud } = await proven([desktop("d1", copy("x"), copy("y")), desktop("d2", copy("x"))]);
      expect(failure).toMatch(
        /^the old disk was not deleted: disk "data" \(y\) is missing on 1 desktop: d2\. The service has/,
      );
      expect([cloud.seconds(), cloud.read.length]).toEqual([30, 7]);
    });

    test("as long as a lag explains that it is not seen", async () => {
      const { work, draft, cloud } = await workWith({ state, desktops: desktopsWith("x"), pool: poolWith(["x", "y"]) });
      draft.touched.push(added);
      cloud.later(12, () => {
        cloud.desktops = desktopsWith("x", "y");
      });
      expect([await unprovenSuccessors(work), cloud.seconds()]).toEqual([undefined, 15]);
    });

    test("not where no copy tells which disk it is of", async () => {
      const { failure, cloud } = await proven([desktop("d1", copy(undefined))]);
      expect([failure, cloud.seconds()]).toEqual([undefined, 0]);
    });

    test("only of a replacement, and only where this run has added it", async () => {
      for (const touched of [
        { operation: "add", id: "z" },
        { operation: "expand", id: "y" },
      ] as const) {
        const { failure, cloud } = await proven(desktopsWith("x"), touched);
        expect([failure, cloud.read]).toEqual([undefined, []]);
      }
    });
  });
});
