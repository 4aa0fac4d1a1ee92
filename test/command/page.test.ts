// The commands and the printed words of docs/command-line.md, as they stand there.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { blocks } from "../docs/pages.ts";
import { command, openRegion } from "./command.ts";

const page = readFileSync(new URL("../../docs/command-line.md", import.meta.url), "utf8");
const folder = mkdtempSync(join(tmpdir(), "command-line-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stack = "urn:pulumi:dev::teams::pulumi:pulumi:Stack::teams-dev";

const typed = blocks(page, "sh")
  .join("")
  .split("\n")
  .flatMap((line) => /^npx pulumi-huaweicloud-workspace (.*?)(?: >.*)?$/.exec(line)?.[1] ?? []);

test("every command of the page ends well", async () => {
  const preview = join(folder, "preview.json");
  writeFileSync(preview, JSON.stringify({ steps: [{ op: "same", urn: stack }], changeSummary: { same: 1 } }));
  const { env } = await openRegion([{ name: "office" }]);
  expect(typed).toEqual(expect.arrayContaining(["doctor", "gate preview.json", "policy --for disks"]));
  for (const line of typed) {
    const words = line.split(" ").map((word) => (word === "preview.json" ? preview : word));
    expect([line, await command(words, env)]).toEqual([line, expect.objectContaining({ code: 0, err: "" })]);
  }
});

test("the page names every command that there is, and no other", async () => {
  const { out } = await command(["--help"]);
  const commands = [...out.matchAll(/^ {2}(\w+) \[/gm)].map(([, name]) => name).filter((name) => name !== "help");
  const rows = [...page.matchAll(/^\| `(\w+)(?: [^`]*)?` +\|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(commands.sort());
});

test("what explain prints stands on the page as it is printed", async () => {
  const { out } = await command(["explain", "WKS.00010032"]);
  const shown = blocks(page, "text").find((text) => text.startsWith("WKS.00010032")) ?? "";
  expect(shown).not.toBe("");
  expect(out.startsWith(shown)).toBe(true);
});

test("the gate's words on the page are those of the gate", async () => {
  const words = /DELETES DATA: disk .*/.exec(page)?.[0].replace("…", "v-7");
  const urn = "urn:pulumi:dev::teams::pulumi-nodejs:dynamic/workspace:PoolVolumeSet::disks";
  const preview = join(folder, "harm.json");
  const diagnostics = [{ urn, severity: "warning", message: words }];
  const changeSummary = { update: 1, same: 2 };
  writeFileSync(preview, JSON.stringify({ steps: [{ op: "same", urn: stack }], diagnostics, changeSummary }));
  const { code, out } = await command(["gate", preview]);
  expect(code).toBe(3);
  expect(blocks(page, "md")[0]?.replace("…", "v-7")).toBe(out);
});
