// The gate over previews of the real engine: what it lets through, what it stops, and with which words.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { command, type Ended } from "../command/command.ts";
import { firstStartMs } from "../engine/engine.ts";
import { imports, type Office, officeWith, openOffice, urnOf } from "../engine/office.ts";

const folder = mkdtempSync(join(tmpdir(), "gate-"));
let office: Office;
let last = "";
const disks = { data: { type: "SAS", size: 100 }, scratch: { type: "SSD", size: 50 } };

beforeAll(async () => {
  office = await openOffice("gate", officeWith(disks));
}, firstStartMs);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await office?.close();
});

async function judged(program: string, ...flags: string[]): Promise<Ended> {
  office.write(program);
  const { stdout } = await office.stack.preview(["--json", ...flags]);
  last = stdout;
  const file = join(folder, "preview.json");
  writeFileSync(file, stdout);
  return command(["gate", file]);
}

test("a first deployment, growth and a new disk are let through; a disk that goes, stopped desktops and a refusal are not", async () => {
  const changes = office.changes();
  const first = await judged(officeWith(disks));
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toContain("3 to create");
  expect(office.changes()).toEqual(changes);
  expect(await office.stack.up(["--skip-preview"])).toMatchObject({ exitCode: 0 });

  const more = { ...disks, data: { type: "SAS", size: 120 }, more: { type: "SAS", size: 20 } };
  const grown = await judged(officeWith(more), "--refresh");
  expect(grown.code).toBe(0);
  expect(grown.out).toContain("**+20 GB × 2 desktops** – expands disk");
  expect(grown.out).toContain("**+20 GB × 2 desktops** – adds disk");

  const { scratch: _s, ...fewer } = disks;
  const lost = await judged(officeWith(fewer));
  expect(lost.code).toBe(3);
  expect(lost.out).toMatch(
    /^### 🛑 Data would be lost.*\n\n.*\n\n- \*\*disks\*\*: \*\*−50 GB × 2 desktops\*\* – DELETES DATA/,
  );

  // What the gate reads is one diagnostic of the resource, at its URN.
  expect(JSON.parse(last).diagnostics).toContainEqual(
    expect.objectContaining({
      severity: "warning",
      urn: urnOf("gate", "PoolVolumeSet", "disks"),
      message: expect.stringMatching(/DELETES DATA: disk "scratch"/),
    }),
  );

  const resized = await judged(officeWith(disks, { pool: { productId: "workspace.c4.large" } }));
  expect(resized.code).toBe(4);
  expect(resized.out).toContain("STOPS DESKTOPS");

  const shrunk = await judged(officeWith({ ...disks, data: { type: "SAS", size: 90 } }));
  expect([shrunk.code, shrunk.out]).toEqual([1, expect.stringContaining("cannot be made smaller")]);
  const gone = await judged(imports);
  expect(gone.code).toBe(3);
  expect(gone.out.match(/DELETES DATA/g)).toHaveLength(3);
});

test("a preview that fails keeps its words, and one that does not has its sums", async () => {
  const thrown = await judged(`${imports}\nthrow new Error("the program is wrong");\n`);
  expect([thrown.code, thrown.out]).toEqual([1, expect.stringContaining("the program is wrong")]);
  const body = { error_code: "WKS.0403", error_msg: "no" };
  office.simulator.fault({ route: "ShowDesktopPoolDetail", times: 100, effect: { status: 403, body } });
  const unread = await judged(officeWith(disks), "--refresh");
  office.simulator.clearFaults();
  expect([unread.code, unread.out]).toEqual([1, expect.stringContaining("WKS.0403")]);
  await judged(imports);
  expect(JSON.parse(last).changeSummary).toEqual(expect.objectContaining({ same: 1 }));
});
