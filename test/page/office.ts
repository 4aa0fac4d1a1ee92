// The pool that most of these tests look at, and how its grid and its ledger are read off the page.

import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import type { Simulator } from "../../simulator/index.ts";
import type { Desk } from "./browser.ts";

export const volumes = [{ size: 50 }, { size: 100 }];
export const office = (simulator: Simulator) =>
  simulator.act({ do: "createPool", pool: "office", desktops: 2, volumes });
export const diskOf = (simulator: Simulator, place: number) => simulator.state().pools[0]?.disks[place]?.id ?? "";
export const lines = ({ page }: Desk) => page.locator(".lines > li");

export const base = ({ simulator }: Desk): string => `/v2/${simulator.tenant.projectId}`;

/** The box of one pool. */
export const poolBox = ({ page }: Desk, name: string) =>
  page.locator("details.pool").filter({ has: page.locator(".name", { hasText: name }) });

/** The grid as it is read: for each desktop its name and what its cells say. */
export async function gridOf(desk: Desk, pool: string): Promise<string[][]> {
  const rows = await poolBox(desk, pool).locator("tbody tr").all();
  return Promise.all(
    rows.map(async (row) => [await nameOf(row), ...(await row.locator("td").allInnerTexts())].map(flat)),
  );
}

const nameOf = async (row: ReturnType<Page["locator"]>): Promise<string> =>
  (await row.locator("th").evaluate((cell) => cell.firstChild?.textContent)) ?? "";

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Waits until the grid reads so, desktop by desktop and cell by cell. */
export async function expectGrid(desk: Desk, expected: readonly (readonly string[])[]): Promise<void> {
  const rows = poolBox(desk, "office").locator("tbody tr");
  for (const [i, [name = "", ...cells]] of expected.entries()) {
    await rows.nth(i).locator("th").filter({ hasText: name }).waitFor();
    for (const [j, text] of cells.entries()) {
      const words = new RegExp(`^${text.replace(/[+]/g, "[+]")}$`);
      await rows.nth(i).locator("td").nth(j).filter({ hasText: words }).waitFor();
    }
  }
  expect(await gridOf(desk, "office")).toEqual(expected);
}
