// Previews as `pulumi preview --json` writes them, in parts, and the gate over them.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { command, type Ended } from "./command.ts";

export const folder = mkdtempSync(join(tmpdir(), "gate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The preview that was judged last. */
export const file = join(folder, "preview.json");

export const urn = (kind: string, name: string) =>
  `urn:pulumi:dev::teams::team$pulumi-nodejs:dynamic/workspace:${kind}::${name}`;
export const stack = { op: "same", urn: "urn:pulumi:dev::teams::pulumi:pulumi:Stack::teams-dev" };

export const set = {
  type: "pulumi-nodejs:dynamic/workspace:PoolVolumeSet",
  outputs: {
    poolName: "finance",
    desktops: { count: 10, asOf: "2026-11-21" },
    volumeIds: { scratch: "v-7" },
    observed: { scratch: { id: "v-7", type: "SAS", size: 50 } },
  },
};
export const pool = {
  type: "pulumi-nodejs:dynamic/workspace:DesktopPool",
  outputs: { poolName: "finance", desktopCount: 10, forceDestroy: true },
};

export const said = (severity: string, message: string, name = urn("PoolVolumeSet", "disks")) => ({
  urn: name,
  severity,
  message,
});
export const scratch = `DELETES DATA: disk "scratch" (SAS, 50 GB, v-7) on every desktop of pool finance (10 desktops when last read, 2026-11-21)`;

/** A whole preview has its sums, whatever else stands in it. */
export async function judged(preview: object | string, ...words: string[]): Promise<Ended> {
  const whole = typeof preview === "string" ? preview : JSON.stringify({ changeSummary: { same: 1 }, ...preview });
  writeFileSync(file, whole);
  return command(["gate", file, ...words]);
}
