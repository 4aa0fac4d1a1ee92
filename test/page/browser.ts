// A headless Chromium of the system, and one page of it on a simulator of its own. Whatever a page may not do, such as
// asking elsewhere or writing errors, is held against it when its test ends.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, jest } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { type Reply, send } from "../simulator/client.ts";

/** Beside other suites on two cores a browser may have to wait for its turn. */
const busyMs = 60_000;
jest.setTimeout(3 * busyMs);

export interface Desk {
  readonly page: Page;
  readonly simulator: Simulator;
  readonly send: (method: string, path: string, body?: unknown) => Promise<Reply>;
  /** What the page did that it should not, so far; a test that provokes some takes it away. */
  readonly sins: string[];
}

const names = ["chromium", "chromium-browser", "google-chrome"];
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Browser;
const simulators = new Set<Simulator>();
const desks = new Set<Desk>();

beforeAll(async () => {
  // Each launch has a new, empty folder for its user data, which goes with it.
  browser = await chromium.launch({ executablePath: findChromium(), args: flags });
});

afterEach(async () => {
  const left = [...desks];
  desks.clear();
  for (const { page } of left) await page.close();
  for (const simulator of simulators) await simulator.close();
  simulators.clear();
  expect(left.flatMap(({ sins }) => sins)).toEqual([]);
});

afterAll(() => browser?.close());

function findChromium(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = process.env.CHROMIUM ?? places.find(isExecutable);
  if (!found) throw new Error(`no ${names.join(", ")} on the PATH: install Debian's chromium, or name one in CHROMIUM`);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface Look {
  readonly width?: number;
  readonly dark?: boolean;
}

/** A simulator that has lived through `story`, and the page that looks at it. */
export async function sitDown(
  story: (simulator: Simulator) => void = () => {},
  options: SimulatorOptions = {},
  { width = 1280, dark = false }: Look = {},
): Promise<Desk> {
  const simulator = await startSimulator({ auth: "off", time: "manual", jobSeconds: 100, ...options });
  simulators.add(simulator);
  story(simulator);
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light" });
  page.setDefaultTimeout(busyMs);
  const sins = await watch(page, simulator);
  const desk: Desk = { page, simulator, send: (...asked) => send(simulator.url, ...asked), sins };
  desks.add(desk);
  await page.goto(simulator.url);
  await page.getByRole("status").filter({ hasText: "live" }).waitFor();
  return desk;
}

async function watch(page: Page, simulator: Simulator): Promise<string[]> {
  const sins: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) sins.push(`console: ${message.text()}`);
  });
  page.on("pageerror", ({ message }) => sins.push(`error: ${message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${simulator.url}/`)) sins.push(`asked ${request.url()}`);
  });
  await page.exposeFunction("reportViolation", (what: string) => sins.push(`policy: ${what}`));
  await page.addInitScript(
    `addEventListener("securitypolicyviolation", (event) => reportViolation(event.violatedDirective + " " + event.blockedURI))`,
  );
  return sins;
}
