import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { poolName } from "../../provider/lifecycle/desktop-pool/arguments/pool-name.ts";
import { unknownValue } from "../world/stack.ts";

const urnOf = (name: string, parents = "") =>
  `urn:pulumi:dev::project::${parents}pulumi-nodejs:dynamic/workspace:DesktopPool::${name}`;
const argsOf = (name: string, parents = "") => {
  const resourceUrn = urnOf(name, parents);
  return { resourceUrn, identity: createHash("sha256").update(resourceUrn).digest("base64url"), type: "DYNAMIC" };
};

test("a made-up name has at most 15 characters, begins with the resource's own name, and is the same every time", () => {
  const name = poolName({}, argsOf("accounting-department"));
  expect(name).toMatch(/^account?i?-[a-z2-7]{6}$/);
  expect(String(name)).toHaveLength(15);
  expect(poolName({}, argsOf("accounting-department"))).toBe(name);
  expect(poolName({}, argsOf("it"))).toMatch(/^it-[a-z2-7]{6}$/);
});

test("names of two stacks or two parents differ, though the resources have one name", () => {
  expect(poolName({}, argsOf("office", "component$"))).not.toBe(poolName({}, argsOf("office")));
});

test("only characters that the service takes stand in a made-up name, and no half ones", () => {
  for (const name of [
    "café au lait",
    "büro/münchen",
    "a_b.c",
    "--",
    "😀😀😀😀😀😀😀😀😀",
    "办公室",
    "𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀",
  ])
    expect(poolName({}, argsOf(name))).toMatch(/^[\p{Script=Han}A-Za-z0-9-]*-[a-z2-7]{6}$/u);
  expect(poolName({}, argsOf("办公室"))).toMatch(/^办公室-/);
});

test("a made-up name is kept by an update, by an alias, and where the name leaves the program", () => {
  const made = poolName({}, argsOf("office"));
  const olds = { ...argsOf("office"), name: made };
  expect(poolName(olds, argsOf("bureau", "component$"))).toBe(made);
  expect(poolName({ ...olds, name: "given" }, argsOf("office"))).toBe("given");
  expect(poolName(olds, { ...argsOf("office"), name: "given" })).toBe("given");
});

test("old inputs without a name get none: none is ever sent for them", () => {
  expect(poolName(argsOf("office"), argsOf("office"))).toBeUndefined();
});

test("no name is made from what a preview does not know yet, and an unknown name stays unknown", () => {
  expect(poolName({}, { ...argsOf("office"), identity: unknownValue })).toBeUndefined();
  expect(poolName({}, { ...argsOf("office"), name: unknownValue })).toBe(unknownValue);
});
