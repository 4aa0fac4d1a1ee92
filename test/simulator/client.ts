// A plain HTTP client and a virtual clock around one simulator. Every answer is held against the simulator's schemas.

import { afterEach, expect } from "@jest/globals";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { answerFault } from "../../simulator/routes/answerFault.ts";
import type { Route } from "../../simulator/routes/route.ts";
import { routes } from "../../simulator/routes/table.ts";

export const startOfTime = Date.parse("2026-03-01T08:00:00.000Z");

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // What a wire answer holds is for each test to say.
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as a script would
  readonly body: any;
}

export interface Bench {
  readonly simulator: Simulator;
  readonly base: string;
  now(): number;
  pass(seconds: number): void;
  /** Sends under the project's path, or to a full path when it starts with /v3 or /_sim. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
}

const running = new Set<Simulator>();

afterEach(async () => {
  await Promise.all([...running].map((simulator) => simulator.close()));
  running.clear();
});

export async function bench(options: SimulatorOptions = {}): Promise<Bench> {
  let time = startOfTime;
  const now = () => time;
  const simulator = await startSimulator({ now, auth: "off", ...options });
  running.add(simulator);
  const base = `/v2/${simulator.tenant.projectId}`;
  return {
    simulator,
    base,
    now,
    pass: (seconds) => {
      time += seconds * 1000;
    },
    send: (method, path, body, headers) =>
      send(
        simulator.url,
        method,
        /^\/(v\d|_sim|desktops-|openstack|meta-data)/.test(path) ? path : base + path,
        body,
        headers,
      ),
  };
}

export async function send(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(url + path, { method, headers: { ...type, ...headers }, ...content });
  const text = await response.text();
  const parsed =
    text !== "" && response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text || null;
  if (!path.startsWith("/_sim")) assertFits(method, path, response, parsed);
  return { status: response.status, headers: response.headers, body: parsed };
}

/** Answers that a fault put in the place of the real one are marked by the test with this header. */
export const spoiltHeader = "x-spoilt";

function assertFits(method: string, path: string, response: Response, body: unknown): void {
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
  if (response.headers.has(spoiltHeader)) return;
  const route = routeOf(method, path.split("?")[0] ?? path);
  const operation = route?.operation ?? "Unknown";
  expect({ operation, fault: answerFault(route, response.status, body) }).toEqual({ operation, fault: undefined });
}

function routeOf(method: string, path: string): Route | undefined {
  return routes.find((one) => one.method === method && pattern(one.path).test(path));
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}/?$`);
}

export const officeBody = {
  name: "office",
  type: "DYNAMIC",
  size: 3,
  product_id: "workspace.x86.ultimate.large2",
  image_type: "gold",
  image_id: "image-1",
  root_volume: { type: "SAS", size: 80 },
  subnet_ids: ["subnet-1"],
};

export interface Office {
  readonly poolId: string;
  readonly diskIds: readonly string[];
}

/** A pool that is ready, made by the API itself. */
export async function office(at: Bench, over: Record<string, unknown> = {}): Promise<Office> {
  const body = { ...officeBody, ...over };
  const made = await at.send("POST", "/desktop-pools", body);
  expect(made.status).toBe(200);
  at.pass(2);
  const list = await at.send("GET", `/desktop-pools?name=${encodeURIComponent(body.name)}`);
  const poolId = list.body.desktop_pools.find((pool: { name: string }) => pool.name === body.name).id;
  const detail = await at.send("GET", `/desktop-pools/${poolId}`);
  return { poolId, diskIds: detail.body.data_volumes.map((disk: { id: string }) => disk.id) };
}

export const disks = (...sizes: number[]) => sizes.map((size) => ({ type: "SAS", size }));

export function effectsOf(at: Bench, ...kinds: string[]) {
  return at.simulator.ledger().effects.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
}
