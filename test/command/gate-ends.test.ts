// The gate, over previews in which resources are deleted or replaced: what goes is told from the state, for no hook is asked.

import { expect, test } from "@jest/globals";
import type { Ended } from "./command.ts";
import { judged, pool, said, scratch, set, stack, urn } from "./previews.ts";

const setUrn = urn("PoolVolumeSet", "disks");
const office = urn("DesktopPool", "office");
/** The lines of harm, without the signs that Markdown needs. */
const harmIn = ({ out }: Ended): string[] => out.split("\n").filter((line) => line.includes("DELETES DATA"));

test("a deletion of which no hook speaks is told from the state: each disk, and the pool with its desktops", async () => {
  const steps = [
    stack,
    { op: "delete", urn: urn("PoolVolumeSet", "disks"), oldState: set },
    { op: "delete", urn: urn("DesktopPool", "office"), oldState: pool },
  ];
  const { code, out } = await judged({ steps, changeSummary: { delete: 2 } });
  expect(code).toBe(3);
  expect(out).toContain(
    `**−50 GB × 10 desktops** – ${scratch}; \`pulumi up\` stops there, for want of \`forceDestroy\``,
  );
  expect(out).toContain("DELETES DATA: desktop pool finance with its 10 desktops and all their disks\n");
});

test("what stays in the cloud is no harm, and a replacement that the resource has told is told once", async () => {
  const kept = { op: "delete", urn: urn("PoolVolumeSet", "disks"), oldState: { ...set, retainOnDelete: true } };
  expect(await judged({ steps: [stack, kept] })).toMatchObject({
    code: 0,
    out: expect.stringContaining("retainOnDelete"),
  });
  const replaced = { op: "delete-replaced", urn: urn("PoolVolumeSet", "disks"), oldState: set };
  const { out } = await judged({ steps: [stack, replaced], diagnostics: [said("warning", scratch)] });
  expect(out.match(/DELETES DATA/g)).toHaveLength(1);
  expect((await judged({ steps: [stack, replaced] })).out.match(/DELETES DATA/g)).toHaveLength(1);
});

test("a replacement that nobody tells of (`replacementTrigger`, a taint) takes what a deletion takes: each disk, and the pool", async () => {
  const steps = [stack, { op: "replace", urn: setUrn, oldState: set }, { op: "replace", urn: office, oldState: pool }];
  const ended = await judged({ steps, changeSummary: { replace: 2 } });
  expect(ended.code).toBe(3);
  expect(harmIn(ended)).toEqual([
    expect.stringContaining(`**−50 GB × 10 desktops** – ${scratch}`),
    expect.stringContaining("DELETES DATA: desktop pool finance with its 10 desktops and all their disks"),
  ]);
});

test("of a replacement with all its steps each disk is told once, and one that an earlier replacement left to delete as well", async () => {
  const older = { ...set, delete: true, outputs: { ...set.outputs, volumeIds: { scratch: "v-3" }, observed: {} } };
  const steps = [
    stack,
    { op: "delete-replaced", urn: setUrn, oldState: set },
    { op: "replace", urn: setUrn, oldState: set },
    { op: "create-replacement", urn: setUrn, oldState: set },
    { op: "delete-replaced", urn: setUrn, oldState: older },
  ];
  expect(harmIn(await judged({ steps }))).toEqual([
    expect.stringContaining('disk "scratch" (SAS, 50 GB, v-7) on'),
    expect.stringContaining('disk "scratch" (v-3) on'),
  ]);
});

test("what another resource of the same name tells silences nothing, nor does a warning of one disk of a set that goes with all", async () => {
  const oldState = {
    ...set,
    outputs: {
      ...set.outputs,
      volumeIds: { scratch: "v-7", data: "v-8" },
      observed: { ...set.outputs.observed, data: { id: "v-8", type: "SAS", size: 100 } },
    },
  };
  const steps = [stack, { op: "replace", urn: urn("PoolVolumeSet", "office"), oldState }];
  const ofPool = said("warning", "DELETES DATA: 1 desktop of pool finance, with everything on it", office);
  const ofOne = said("warning", scratch, urn("PoolVolumeSet", "office"));
  expect(harmIn(await judged({ steps, diagnostics: [ofPool, ofOne] }))).toEqual([
    expect.stringContaining("1 desktop of pool finance"),
    expect.stringContaining("v-7"),
    expect.stringContaining("v-8"),
  ]);
});

test("what an earlier run has deleted already, in a replacement that broke off, is lost to nobody now", async () => {
  const oldState = { ...set, pendingReplacement: true };
  const [deleted, replaced, created] = ["delete-replaced", "replace", "create-replacement"].map((op) => ({
    op,
    urn: setUrn,
    oldState,
  }));
  const { code, out } = await judged({ steps: [stack, replaced, created] });
  expect([code, out]).toEqual([0, expect.stringContaining("an earlier run has deleted what it was")]);
  // Pulumi writes the same of a replacement that it only previews: without all its steps nobody can tell the two apart.
  expect((await judged({ steps: [stack, replaced] })).code).toBe(3);
  expect((await judged({ steps: [stack, deleted, replaced, created] })).code).toBe(3);
});

test("a replaced list of retired desktops is gone through anew: who stands in the state is gone already, everybody else goes", async () => {
  const type = "pulumi-nodejs:dynamic/workspace:RetiredDesktops";
  const step = (op: string, desktops: unknown) => ({
    op,
    urn: urn("RetiredDesktops", "broken"),
    oldState: { type, outputs: { desktops: { "fin-1": "d-1" } } },
    newState: { type, inputs: { desktops } },
  });
  const codeOf = async (op: string, desktops: unknown) => (await judged({ steps: [stack, step(op, desktops)] })).code;
  expect(await codeOf("replace", { "fin-1": "d-1" })).toBe(0);
  expect(await codeOf("delete", {})).toBe(0);
  expect(await codeOf("replace", "04da6b54-80e4-46f7-96ec-b56ff0331ba9")).toBe(3);
  const more = await judged({ steps: [stack, step("replace", { "fin-1": "d-1", "fin-2": "d-2" })] });
  expect([more.code, harmIn(more)]).toEqual([3, [expect.stringContaining("DELETES DATA: desktops fin-2 (d-2), with")]]);
});

test("a deletion takes more than the disks that were seen: begun adds, new disks of replacements, missed ones, copies of failed calls", async () => {
  const spec = { type: "SAS", size: 100 };
  const outputs = {
    ...set.outputs,
    volumeIds: {},
    observed: {},
    vanished: { lost: "v-1" },
    unfinished: {
      pending: [
        { operation: "add", disks: [{ key: "data", ...spec }], before: [] },
        { operation: "expand", disks: [{ key: "other", ...spec }], before: [] },
      ],
      replacing: { logs: { old: "v-2", new: "v-4", consent: "OPS-1", declared: spec } },
      failed: [{ operation: "add", key: "temp", desktops: [{ desktopId: "d-1", volumeIds: ["c-1", "c-2"] }] }],
    },
  };
  const ended = await judged({ steps: [stack, { op: "delete", urn: setUrn, oldState: { ...set, outputs } }] });
  expect(ended.code).toBe(3);
  expect(harmIn(ended)).toEqual([
    expect.stringContaining('disk "logs" (SAS, 100 GB, v-4), made to take the place of v-2 on every desktop'),
    expect.stringContaining(
      '**−100 GB × 10 desktops** – DELETES DATA: disk "data" (SAS, 100 GB), which an earlier run began to add, on every desktop',
    ),
    expect.stringContaining('disk "lost" (v-1), which was missing when last read'),
    expect.stringMatching(/what a failed add of disk "temp" left on desktops \(c-1, c-2\)$/),
  ]);
});

test.each([
  ["nothing", {}],
  ["a secret", { volumeIds: "[secret]", observed: "[secret]" }],
  ["what a hand has made of it", { volumeIds: {}, observed: {}, unfinished: { pending: "many" } }],
])(
  "where the state of a set that goes says %s, a person is asked; only a set that says that it has no disk goes by itself",
  async (_what, outputs) => {
    const codeOf = async (of: object) =>
      (await judged({ steps: [stack, { op: "delete", urn: setUrn, oldState: { type: set.type, outputs: of } }] })).code;
    expect(await codeOf({ poolName: "finance", ...outputs })).toBe(3);
    expect(await codeOf({ poolName: "finance", volumeIds: {}, observed: {}, unfinished: {} })).toBe(0);
  },
);

test("a resource of a kind that this gate does not know is not let go by itself", async () => {
  const { code, out } = await judged({ steps: [stack, { op: "delete", urn: urn("DesktopGroup", "new") }] });
  expect([code, out]).toEqual([3, expect.stringContaining("does not know what goes with a DesktopGroup")]);
});
