// Who works on a desktop is nobody's business: neither an answer nor the log tells it. A file of its own, because a process opens one log.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { getDesktopPool, listDesktopVolumes, listPoolDesktops } from "../../provider/index.ts";
import { openRegion } from "./region.ts";

const person = "mei.tanaka";
const folder = mkdtempSync(join(tmpdir(), "functions-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const office = {
  id: "office-1",
  name: "office",
  desktops: [{ id: "desktop-1", name: "office-001", status: "ACTIVE", loginStatus: "CONNECTED", user: person }],
  users: [{ object: { object_id: "user-1", object_type: "USER", object_name: person, user_group: "users" } }],
};

test("no answer and no line of the log names who works on a desktop", async () => {
  const { simulator } = await openRegion([office]);
  expect(JSON.stringify(simulator.state())).toContain(person);
  process.env.HW_WORKSPACE_LOG = "debug";
  process.env.HW_WORKSPACE_LOG_FILE = join(folder, "log");
  const told = [
    await getDesktopPool({ name: "office" }),
    await listPoolDesktops({ poolId: "office-1" }),
    await listDesktopVolumes({ desktopId: "desktop-1" }),
  ];
  expect(JSON.stringify(told)).not.toContain(person);
  const log = readFileSync(join(folder, "log"), "utf8");
  expect(log).toContain("/desktop-pools/office-1/desktops");
  expect(log).not.toContain(person);
});
