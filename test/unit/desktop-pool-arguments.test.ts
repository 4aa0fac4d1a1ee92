import { expect, test } from "@jest/globals";
import { argumentFailures } from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { office } from "../world/programs.ts";
import { unknownValue } from "../world/stack.ts";

const failures = (args: object): string =>
  argumentFailures({ ...office, identity: "i", resourceUrn: "u", ...args }).join("\n");
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "v"]));

const good: readonly object[] = [
  {},
  { size: 0 },
  { size: 5000 },
  { name: "a".repeat(64) },
  { name: "办公室-2" },
  { tags: tags(19) },
  { tags: { ["k".repeat(128)]: "v".repeat(43) } },
  { tags: { empty: "" } },
  { description: "x".repeat(255) },
  { disconnectedRetentionPeriod: 10 },
  { disconnectedRetentionPeriod: 43_200 },
  { subnetIds: Array.from({ length: 100 }, (_, i) => `s${i}`) },
  { securityGroups: [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "d" }, { id: "e" }] },
  { securityGroups: [] },
  {
    enableAutoscale: true,
    autoscalePolicy: {
      autoscaleType: "AUTO_CREATED",
      minIdle: 0,
      maxAutoCreated: 5000,
      onceAutoCreated: 100,
      idleRetentionDuration: 43_200,
    },
  },
  { userResetPolicy: { enable: true, resetCountPerDay: 100 } },
  { enableAutoscale: true, autoscalePolicy: { autoIsolationEnable: true, autoIsolationMaxNum: 1 } },
  { rootVolume: { type: "GPSSD2", size: 80, iops: 3000, throughput: 125, kmsId: "k" } },
  { flavorId: "edge.small", resizePolicy: { mode: "REFUSE", handleType: "FOR_EXPAND_AND_IDLE" } },
  { rebuild: "image-2", rebuildPolicy: { handleType: "ONLY_FOR_EXPAND" } },
  { authorizedObjects: { u1: { objectType: "USER", objectName: "a", userGroup: "users" } }, exclusive: true },
  { authorizedObjects: {} },
  { forceDestroy: "with-disks" },
  { forceDestroy: false },
  { timeouts: { create: "90m", update: "2h", delete: "1d" }, recoverWithin: "30m" },
  { scaleDown: { reason: "OPS-1", which: { desktopIds: ["d1"] } } },
];

test.each(good)("%j is taken", (args) => {
  expect(failures(args)).toBe("");
});

/** What is wrong, where, and a word or number of what is allowed. */
const bad: readonly [object, string, string][] = [
  [{ name: "" }, "name", "character"],
  [{ name: "a".repeat(65) }, "name", "64"],
  [{ name: "my office" }, 'name is "my office"', "letters, digits, Chinese characters and hyphens"],
  [{ type: "SHARED" }, 'type is "SHARED"', '"DYNAMIC"'],
  [{ type: undefined }, "type is missing", '"STATIC"'],
  [{ size: -1 }, "size is -1", "0"],
  [{ size: 5001 }, "size is 5001", "5000"],
  [{ size: 2.5 }, "size is 2.5", "whole number"],
  [{ size: "3" }, 'size is "3"', "number"],
  [{ productId: "" }, 'productId is ""', "character"],
  [{ imageId: undefined }, "imageId is missing", "text"],
  [{ imageType: "public" }, 'imageType is "public"', '"gold"'],
  [{ rootVolume: { type: "SAS" } }, "rootVolume.size is missing", "number"],
  [{ rootVolume: { type: "SAS", size: 0 } }, "rootVolume.size is 0", "1"],
  [{ rootVolume: { type: "SAS", size: 9000 } }, "rootVolume.size is 9000", "8200"],
  [{ rootVolume: { type: "SAS", size: 80, sise: 1 } }, "rootVolume.sise is not a field", "`size`"],
  [{ subnetIds: [] }, "subnetIds is []", "1"],
  [{ subnetIds: Array.from({ length: 101 }, (_, i) => `s${i}`) }, "subnetIds is", "100"],
  [{ securityGroups: Array.from({ length: 6 }, (_, i) => ({ id: `g${i}` })) }, "securityGroups is", "5"],
  [{ securityGroups: ["g1"] }, "securityGroups", "map"],
  [{ description: "x".repeat(256) }, "description is", "255"],
  [{ disconnectedRetentionPeriod: 9 }, "disconnectedRetentionPeriod is 9", "10"],
  [{ disconnectedRetentionPeriod: 43_201 }, "disconnectedRetentionPeriod is 43201", "43200"],
  [{ type: "STATIC", disconnectedRetentionPeriod: 20 }, "disconnectedRetentionPeriod", "remove it"],
  [{ enterpriseProjectId: "a b" }, 'enterpriseProjectId is "a b"', "may hold only"],
  [{ autoscalePolicy: { minIdle: 1 } }, "autoscalePolicy is given", "set it, or remove the policy"],
  [{ enableAutoscale: true, autoscalePolicy: { minIdle: -1 } }, "autoscalePolicy.minIdle is -1", "0"],
  [{ enableAutoscale: true, autoscalePolicy: { autoscaleType: "NEVER" } }, "autoscaleType", '"AUTO_CREATED"'],
  [{ enableAutoscale: true, autoscalePolicy: { minidle: 1 } }, "autoscalePolicy.minidle", "`minIdle`"],
  [{ userResetPolicy: { resetCountPerDay: 101 } }, "userResetPolicy.resetCountPerDay is 101", "100"],
  [{ tags: tags(20) }, "tags", "19 tags: the service takes 20, and one is ours"],
  [{ tags: { "pulumi-identity": "x" } }, "tags", '"pulumi-identity": that tag is ours'],
  [{ tags: { team: "v".repeat(44) } }, "tags.team is", "43"],
  [{ tags: { ["k".repeat(129)]: "v" } }, "tags", "shorter"],
  [{ tags: { "": "v" } }, "tags", "character"],
  [{ tags: { team: 1 } }, "tags.team is 1", "text"],
  [{ scaleDown: { reason: "", which: { desktopIds: ["d"] } } }, 'scaleDown.reason is ""', "character"],
  [{ scaleDown: { reason: "x", which: "busy" } }, 'scaleDown.which is "busy"', '"unassigned"'],
  [{ scaleDown: { reason: "x", which: { desktopIds: [] } } }, "scaleDown.which.desktopIds is []", "1"],
  [{ forceDestroy: "yes" }, 'forceDestroy is "yes"', '"with-disks"'],
  [{ recoverWithin: "2 hours" }, 'recoverWithin is "2 hours"', '"90m"'],
  [{ timeouts: { craete: "1h" } }, "timeouts.craete is not a field", "`create`"],
  [{ discription: "x" }, "discription is not a field", "`description`"],
  [{ dataVolumes: [] }, "dataVolumes is not a field", "PoolVolumeSet"],
  [{ enableAutoscale: true, autoscalePolicy: { autoIsolationMaxNum: 0 } }, "autoIsolationMaxNum is 0", "1"],
  [{ rootVolume: { type: "SAS", size: 80, iops: -1 } }, "rootVolume.iops is -1", "0"],
  [{ rootVolume: { type: "SAS", size: 80, throughput: 4_095_001 } }, "rootVolume.throughput is 4095001", "4095000"],
  [{ resizePolicy: { mode: "WAIT" } }, 'resizePolicy.mode is "WAIT"', '"STOP_DESKTOP"'],
  [{ resizePolicy: { handletype: "x" } }, "resizePolicy.handletype", "`handleType`"],
  [{ rebuildPolicy: { handleType: "ALL" } }, 'rebuildPolicy.handleType is "ALL"', '"FOR_EXPAND_AND_ALL"'],
  [{ rebuild: "" }, 'rebuild is ""', "character"],
  [
    { authorizedObjects: { u1: { objectType: "USER", objectName: "a", userGroup: "root" } } },
    'authorizedObjects.u1.userGroup is "root"',
    '"administrators"',
  ],
  [
    { authorizedObjects: { u1: { objectType: "USER", userGroup: "users" } } },
    "authorizedObjects.u1.objectName is missing",
    "text",
  ],
  [{ authorizedObjects: [{ objectId: "u1" }] }, "authorizedObjects is", "map"],
  [{ exclusive: "yes" }, 'exclusive is "yes"', "true"],
];

test.each(bad)(
  "%j is refused with one sentence that names the field, the value and what is allowed",
  (args, what, allowed) => {
    const said = failures(args);
    expect(said).toContain(what);
    expect(said).toContain(allowed);
    expect(said.split("\n")).toHaveLength(1);
  },
);

test.each([
  { u1: { objectType: "USER", objectName: `ann.${"x".repeat(100)}`, userGroup: "users" } },
  { u1: "ann.person" },
  [{ objectName: "ann.person" }],
])("a wrong entry of authorizedObjects is told without the person's name (%#)", (authorizedObjects) => {
  const said = failures({ authorizedObjects });
  expect(said).toMatch(/^authorizedObjects\S* is not right; it /);
  expect(said).not.toContain("ann");
});

test("everything that is wrong is told at once", () => {
  expect(failures({ size: -1, type: "X", discription: "y" }).split("\n")).toHaveLength(3);
});

test("what a preview does not know yet passes, at the top and inside", () => {
  const all = Object.fromEntries(
    [
      "name",
      "type",
      "size",
      "productId",
      "imageId",
      "rootVolume",
      "subnetIds",
      "tags",
      "scaleDown",
      "forceDestroy",
    ].map((f) => [f, unknownValue]),
  );
  expect(failures(all)).toBe("");
  expect(
    failures({
      tags: { team: unknownValue },
      subnetIds: [unknownValue],
      rootVolume: { type: unknownValue, size: unknownValue },
    }),
  ).toBe("");
  expect(failures({ scaleDown: { reason: unknownValue, which: { desktopIds: [unknownValue] } } })).toBe("");
  expect(failures({ enableAutoscale: unknownValue, autoscalePolicy: { minIdle: 1 } })).toBe("");
});
