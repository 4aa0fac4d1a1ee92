// What is done on the page reaches everybody else, and what the simulator says against it is told.

import { expect, test } from "@jest/globals";
import { sitDown } from "./browser.ts";
import { base, gridOf, lines, office, poolBox } from "./office.ts";

test("a job's progress moves when the clock is moved on the page, until it is done", async () => {
  const desk = await sitDown(office);
  const pool = desk.simulator.state().pools[0]?.id;
  const adding = { volumes: [{ type: "SAS", size: 40 }] };
  await desk.send("POST", `${base(desk)}/desktop-pools/${pool}/volumes/batch-add`, adding);
  const job = desk.page.locator(".job", { hasText: "addDesktopPoolVolumes" });
  await job.getByText(" 0 %").waitFor();
  await desk.page.getByLabel("Seconds to move the clock").fill("60");
  await desk.page.getByRole("button", { name: "Move", exact: true }).click();
  await job.getByText("1 of 2 parts done").waitFor();
  expect(Number(await job.locator("progress").getAttribute("value"))).toBeGreaterThan(50);
  await poolBox(desk, "office").locator(".chip.busy").waitFor();
  await desk.page.getByRole("button", { name: "+1 min" }).click();
  await job.getByText("success").waitFor();
  await poolBox(desk, "office").getByText("Disk 3").waitFor();
  expect((await gridOf(desk, "office")).map((row) => row[4])).toEqual(["40 GB", "40 GB"]);
});

test("a clock that is not moved by hand has no buttons", async () => {
  const { page } = await sitDown(office, { time: "real" });
  await page.locator("#clock").getByText("real time").waitFor();
  expect(await page.getByRole("button", { name: "Move", exact: true }).isVisible()).toBe(false);
});

test("a fault armed on the page spoils a plain HTTP call, and the page tells that it was played", async () => {
  const desk = await sitDown(office);
  const choice = desk.page.getByLabel("Ready fault");
  const wanted = await choice.locator("option", { hasText: `"dropAfter"` }).innerText();
  await choice.selectOption({ label: wanted });
  await desk.page.getByLabel("On the call").fill("ListDesktopPools");
  const json = desk.page.getByLabel("Fault as JSON");
  expect(JSON.parse(await json.inputValue())).toEqual({ route: "ListDesktopPools", effect: { dropAfter: true } });
  await json.fill(
    JSON.stringify({ route: "ListDesktopPools", effect: { status: 503, headers: { "x-spoilt": "yes" } } }),
  );
  await desk.page.getByRole("button", { name: "Arm" }).click();
  await desk.page.locator(".fault", { hasText: "armed" }).waitFor();
  expect((await desk.send("GET", `${base(desk)}/desktop-pools`)).status).toBe(503);
  await desk.page.locator(".fault", { hasText: "played out" }).waitFor();
  await lines(desk).filter({ hasText: "ListDesktopPools: GET /desktop-pools → 503 (fault: status)" }).waitFor();
  await desk.page.getByRole("button", { name: "Clear all" }).click();
  await desk.page.getByText("None is armed.").waitFor();
});

test("each ready fault that the server offers can be armed as it stands", async () => {
  const desk = await sitDown();
  const { kinds } = (await desk.send("GET", "/_sim/faults/kinds")).body;
  const offered = kinds.flatMap(({ examples }: { examples: unknown[] }) => examples);
  const choice = desk.page.getByLabel("Ready fault");
  expect(await choice.locator("option").count()).toBe(offered.length);
  for (const [index, effect] of offered.entries()) {
    await choice.selectOption({ index });
    await desk.page.getByRole("button", { name: "Arm" }).click();
    await desk.page.locator(".fault").nth(index).getByText(JSON.stringify(effect), { exact: true }).waitFor();
  }
  expect(kinds.length).toBeGreaterThan(8);
});

test("what the server says against a fault is shown beside it", async () => {
  const desk = await sitDown();
  await desk.page.getByLabel("Fault as JSON").fill(`{"route":"Nonsense","effect":{"hold":true}}`);
  await desk.page.getByRole("button", { name: "Arm" }).click();
  await desk.page.locator("#faults").getByRole("alert").getByText("Nonsense").waitFor();
  await desk.page.getByLabel("Fault as JSON").fill("{");
  await desk.page.getByRole("button", { name: "Arm" }).click();
  await desk.page.locator("#faults").getByRole("alert").getByText("not JSON").waitFor();
  expect(desk.sins.splice(0)).toEqual([expect.stringContaining("400 (Bad Request)")]);
});

test("an act of another person is done from its form, and is a line of the ledger in their name", async () => {
  const desk = await sitDown(office);
  const form = desk.page.locator("#acts form");
  await form.getByLabel("Do", { exact: true }).selectOption("setDesktop");
  await form.getByLabel("actor").fill("mallory");
  await form.getByLabel("pool *").fill("office");
  await form.getByLabel("desktop *").fill("office-0002");
  await form.getByRole("textbox", { name: "user" }).fill("bob");
  await form.getByRole("button", { name: "Do it" }).click();
  await lines(desk).filter({ hasText: "desktop-updated: office / office-0002 · userName = bob" }).waitFor();
  expect(desk.simulator.ledger().effects.at(-1)).toMatchObject({ actor: "mallory", kind: "desktop-updated" });
  await poolBox(desk, "office").getByText("ACTIVE · bob").waitFor();

  await form.getByRole("checkbox", { name: "user: none" }).check();
  await form.getByRole("button", { name: "Do it" }).click();
  await poolBox(desk, "office").getByText("· bob").waitFor({ state: "detached" });
});

test("every act of the server has a form; a number, a list and a refusal come through it", async () => {
  const desk = await sitDown(office);
  const form = desk.page.locator("#acts form");
  const acts = (await desk.send("GET", "/_sim/acts")).body.acts.map(({ name }: { name: string }) => name);
  expect(await form.getByLabel("Do", { exact: true }).locator("option").allInnerTexts()).toEqual(acts);
  await form.getByLabel("Do", { exact: true }).selectOption("addDisk");
  await form.getByLabel("pool *").fill("office");
  await form.getByLabel("size *").fill("70");
  await form.getByLabel("desktops").fill(`["office-0001"]`);
  await form.getByRole("button", { name: "Do it" }).click();
  await poolBox(desk, "office").getByText("Disk 3").waitFor();
  expect((await gridOf(desk, "office")).map((row) => row[4])).toEqual(["70 GB", "○ missing"]);
  await form.getByLabel("pool *").fill("nowhere");
  await form.getByRole("button", { name: "Do it" }).click();
  await form.getByRole("alert").getByText("pool: nowhere does not exist").waitFor();
  expect(desk.sins.splice(0)).toEqual([expect.stringContaining("404 (Not Found)")]);
});

test("a reset on the page forgets everything", async () => {
  const desk = await sitDown(office);
  desk.page.once("dialog", (dialog) => dialog.accept());
  await desk.page.getByRole("button", { name: "Reset…" }).click();
  await desk.page.locator(".nothing").waitFor();
  expect(desk.simulator.ledger()).toEqual({ effects: [], calls: [] });
});
