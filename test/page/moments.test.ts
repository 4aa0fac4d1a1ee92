// The page through time: back to what was, and through the absence of the simulator.

import { expect, test } from "@jest/globals";
import { startSimulator } from "../../simulator/index.ts";
import { sitDown } from "./browser.ts";
import { diskOf, expectGrid, lines, office, poolBox } from "./office.ts";

test("the replay shows the grid as it was after a line, by buttons and by keyboard, and comes back to now", async () => {
  const desk = await sitDown((simulator) => {
    office(simulator);
    simulator.act({ do: "expandDisk", pool: "office", disk: diskOf(simulator, 0), size: 80 });
  });
  const last = desk.simulator.ledger().effects.length;
  const now = [
    ["office-0001", "80 GB", "▲ 80 GB was 50", "100 GB"],
    ["office-0002", "80 GB", "▲ 80 GB was 50", "100 GB"],
  ];
  await expectGrid(desk, now);
  await desk.page.getByRole("button", { name: "◀ Previous" }).click();
  await desk.page.getByText(`as after line ${last - 1} of ${last}`).waitFor();
  await expectGrid(desk, [
    ["office-0001", "80 GB", "▲ 80 GB was 50", "100 GB"],
    ["office-0002", "80 GB", "≠ 50 GB pool: 80", "100 GB"],
  ]);
  expect(await lines(desk).first().innerText()).toContain("desktop-disk-expanded: office / office-0001");

  const slider = desk.page.getByRole("slider");
  await slider.press("ArrowLeft");
  await slider.press("ArrowLeft");
  await desk.page.getByText(`as after line ${last - 3} of ${last}`).waitFor();
  await expectGrid(desk, [
    ["office-0001", "80 GB", "50 GB", "100 GB"],
    ["office-0002", "80 GB", "50 GB", "100 GB"],
  ]);
  await slider.press("Home");
  await desk.page.getByText("before all lines").waitFor();
  await poolBox(desk, "office").waitFor({ state: "detached" });
  expect(await lines(desk).count()).toBe(0);
  await desk.page.getByRole("button", { name: "Back to now" }).click();
  await expectGrid(desk, now);
});

test("a simulator that has gone is told, and one that is back is shown", async () => {
  const desk = await sitDown(office);
  const { port } = new URL(desk.simulator.url);
  await desk.simulator.close();
  await desk.page.getByRole("alert").getByText("The simulator does not answer").waitFor();
  await desk.page.getByRole("status").getByText("gone").waitFor();
  expect(await poolBox(desk, "office").isVisible()).toBe(true);
  const again = await startSimulator({ port: Number(port), auth: "off", time: "manual" });
  try {
    again.act({ do: "createPool", pool: "second life", desktops: 1 });
    await desk.page.getByRole("status").getByText("live").waitFor();
    await poolBox(desk, "second life").waitFor();
    expect(await desk.page.getByRole("alert").isVisible()).toBe(false);
  } finally {
    await desk.page.close();
    await again.close();
  }
  const sins = desk.sins.splice(0);
  expect(sins.filter((sin) => !/ERR_(CONNECTION|EMPTY|SOCKET|NETWORK)/.test(sin))).toEqual([]);
});
