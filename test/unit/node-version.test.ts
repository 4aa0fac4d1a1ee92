import { expect, test } from "@jest/globals";
import { requireNode } from "../../provider/runtime/node-version.ts";

test("an old Node is told which one is needed, which one it is and what to do, and that nothing was changed", () => {
  for (const version of ["18.20.4", "20.20.2", "22.17.1"]) {
    expect(() => requireNode(version)).toThrow(
      `pulumi-huaweicloud-workspace needs Node.js 22.18 or newer, this is ${version}: install a newer Node.js and run the command again; nothing was changed`,
    );
  }
});

test("every newer Node is taken", () => {
  for (const version of ["22.18.0", "22.22.3", "24.0.0", "26.10.0", process.versions.node]) requireNode(version);
});
