// What the page shows is what the simulator says.

import { expect, test } from "@jest/globals";
import { sitDown } from "./browser.ts";
import { diskOf, expectGrid, gridOf, lines, office, poolBox, volumes } from "./office.ts";

test("an empty simulator says how to make a pool, and that line works", async () => {
  const desk = await sitDown();
  const words = await desk.page.locator(".nothing pre").innerText();
  expect(words).toContain(`curl ${desk.simulator.url}/_sim/act`);
  const [, act = ""] = /-d '(.*)'/.exec(words) ?? [];
  expect((await desk.send("POST", "/_sim/act", act)).status).toBe(200);
  await poolBox(desk, "lab").waitFor();
  await desk.page.locator(".nothing").waitFor({ state: "detached" });
});

test("the grid tells of each desktop's copy: as in the pool, enlarged, missing, another size, its own, left over, lost", async () => {
  const desk = await sitDown((simulator) => {
    office(simulator);
    const [first, second] = [diskOf(simulator, 0), diskOf(simulator, 1)];
    simulator.act({ do: "expandDisk", pool: "office", disk: first, size: 80, desktops: ["office-0001"] });
    simulator.act({ do: "deleteDesktopDisk", pool: "office", desktop: "office-0002", volume: second });
    simulator.act({ do: "addDisk", pool: "office", size: 30, desktops: ["office-0001"] });
    simulator.act({ do: "addDisk", pool: "office", size: 20 });
    simulator.act({ do: "deleteDisk", pool: "office", disk: diskOf(simulator, 3), desktops: ["office-0002"] });
    simulator.act({ do: "setDesktop", pool: "office", desktop: "office-0002", status: "SHUTOFF", user: "alice" });
  });
  await expectGrid(desk, [
    ["office-0001", "80 GB", "▲ 80 GB was 50", "100 GB", "30 GB", "+ 20 GB pool has it no more"],
    ["office-0002", "80 GB", "≠ 50 GB pool: 80", "✕ 100 GB lost", "○ missing", "✕ 20 GB lost"],
  ]);
  await poolBox(desk, "office").getByText("SHUTOFF · alice").waitFor();
  const summary = await poolBox(desk, "office").locator("summary").innerText();
  expect(summary).toMatch(/STEADY.*2 desktops × 3 disks.*1 SHUTOFF.*2 desktops unlike the pool.*120 GB lost/s);
});

test("each disk that lost data is told in red with its GB, and leads to what happened to it", async () => {
  const desk = await sitDown((simulator) => {
    office(simulator);
    simulator.act({ do: "deleteDisk", pool: "office", disk: diskOf(simulator, 0), actor: "intern" });
  });
  const lost = desk.page.locator("#lost");
  await lost.getByText("100 GB of data lost").waitFor();
  expect(await lost.locator("li").innerText()).toMatch(/100 GB office, disk \w{8}\s+on 2 desktops · by intern/);
  const colour = await desk.page.evaluate<string>(`getComputedStyle(document.querySelector("#lost strong")).color`);
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
  expect(red).toBeGreaterThan(2 * Math.max(green, blue));

  const all = await lines(desk).count();
  await lost.getByRole("button").click();
  await lines(desk).nth(6).waitFor({ state: "detached" });
  const told = await lines(desk).allInnerTexts();
  expect(all).toBeGreaterThan(6);
  expect(told.map((line) => /(disk|desktop)-[\w-]+/.exec(line)?.[0])).toEqual([
    "disk-deleted",
    "desktop-disk-deleted",
    "desktop-disk-deleted",
    "desktop-disk-added",
    "desktop-disk-added",
    "disk-added",
  ]);
  await desk.page.getByLabel("lost data only").check();
  await lines(desk).nth(2).waitFor({ state: "detached" });
  expect(await lines(desk).allInnerTexts()).toEqual([
    expect.stringContaining("50 GB of data lost"),
    expect.stringContaining("50 GB of data lost"),
  ]);
});

test("names that are markup are shown as text", async () => {
  const name = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
  const dialogs: string[] = [];
  const desk = await sitDown();
  desk.page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  desk.simulator.act({ do: "createPool", pool: name, desktops: 1, volumes, actor: "<b>eve</b>" });
  desk.simulator.act({
    do: "setDesktop",
    pool: name,
    desktop: `${desk.simulator.state().pools[0]?.desktops[0]?.id}`,
    user: "<i>eve</i>",
  });
  await poolBox(desk, name).getByText("· <i>eve</i>").waitFor();
  await lines(desk)
    .filter({ hasText: `pool-created: ${name}` })
    .getByText("<b>eve</b>")
    .waitFor();
  expect(await desk.page.locator("main :is(img, script, b, i)").count()).toBe(0);
  expect(dialogs).toEqual([]);
});

test("fifty pools of twenty desktops and ten disks: only the open ones are asked for, and one is found by its name", async () => {
  const ten = Array.from({ length: 10 }, () => ({ size: 10 }));
  const desk = await sitDown((simulator) => {
    for (let i = 1; i <= 50; i++) simulator.act({ do: "createPool", pool: `pool ${i}.`, desktops: 20, volumes: ten });
  });
  await desk.page.getByText("Pools (50)").waitFor();
  const grids = desk.page.locator(".grid");
  await grids.nth(2).waitFor();
  expect(await grids.count()).toBe(3);
  await desk.page.getByLabel("Find").fill("pool 42.");
  expect(await desk.page.locator("details.pool:visible").count()).toBe(1);
  await poolBox(desk, "pool 42.").locator("summary").press("Enter");
  await poolBox(desk, "pool 42.").locator(".grid").waitFor();
  expect(await gridOf(desk, "pool 42.")).toHaveLength(20);
});

test.each([1280, 800])("at %i pixels nothing sticks out, in light and in dark", async (width) => {
  for (const dark of [false, true]) {
    const desk = await sitDown(office, {}, { width, dark });
    await poolBox(desk, "office").locator(".grid").waitFor();
    expect(await desk.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    const [red = 0] =
      (await desk.page.evaluate<string>("getComputedStyle(document.body).backgroundColor")).match(/\d+/g) ?? [];
    expect(Number(red) < 128).toBe(dark);
  }
});

test("the dialects that were chosen are told", async () => {
  const { page } = await sitDown(office, { dialects: { "failed-status": "FAILED" } });
  await page.locator("#dialects > ul").getByText("failed-status = FAILED not FAIL").waitFor();
});
