// The text of the shim is written into every state. It is a contract with states that exist: it changes with a decision, never by itself.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { shimText } from "./host.ts";

const golden = readFileSync(join(repository, "test/host/golden/shim.txt"), "utf8");

test("what Pulumi stores for a resource is this very text, of at most 3,000 bytes", () => {
  const text = shimText("PoolVolumeSet");
  expect(text).toBe(golden);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3000);
});

test("the text of another kind differs in the kind alone, and the longest kind fits too", () => {
  const text = shimText("DesktopVolumeSet");
  expect(text.replaceAll("DesktopVolumeSet", "PoolVolumeSet")).toBe(golden);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3000);
});

test("the text holds neither a path of a machine nor anything of the environment", () => {
  expect(golden).not.toMatch(/\/(work|home|Users|tmp)\/|node_modules|process\.env|file:/);
  expect(golden.match(/import\("[^"]*"\)/g)).toEqual(Array(6).fill('import("pulumi-huaweicloud-workspace/runtime")'));
});
