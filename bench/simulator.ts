// `npm run bench:simulator`: what the simulator takes and gives, beside its limits. It judges nothing: a machine that is busy
// or slow is no fault of the code, so a limit that is missed is said and not failed.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { Table } from "console-table-printer";
import { answersASecond } from "./load.ts";
import { fill, poolsPath, signedHeaders } from "./pools.ts";
import { bareStart, median, run } from "./process.ts";

interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  readonly verdict: "within" | "over" | "";
}

const figures: Figure[] = [];

function note(what: string, value: number, unit: string, limit?: { most?: number; least?: number }): void {
  const { most = Number.POSITIVE_INFINITY, least = 0 } = limit ?? {};
  const within = value <= most && value >= least;
  const text = limit === undefined ? "" : least > 0 ? `>= ${least} ${unit}` : `<= ${most} ${unit}`;
  const shown = value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(value < 10 ? 2 : 1);
  figures.push({ what, measured: `${shown} ${unit}`, limit: text, verdict: limit ? (within ? "within" : "over") : "" });
}

async function start(): Promise<void> {
  const first = await run();
  await first.end();
  const starts = [];
  const bares = [];
  for (let number = 0; number < 9; number += 1) {
    const simulator = await run();
    starts.push(simulator.startMs);
    await simulator.end();
    bares.push(await bareStart());
  }
  note("start to listening, median of 9 processes", median(starts), "ms", { most: 250 });
  note("start to listening, the first one here", first.startMs, "ms");
  note("start of Node alone, in turns with them", median(bares), "ms");
  const idle = await run();
  await pause(2000);
  note("idle memory, resident", idle.memory(), "MB", { most: 80 });
  await idle.end();
}

/** A server that does nothing but answer as many bytes: what this machine and this client can do at all. */
async function bare(bytes: number): Promise<number> {
  const body = "x".repeat(bytes);
  const server = createServer((_request, response) => response.setHeader("content-length", bytes).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const rate = await answersASecond({ url: new URL(`http://127.0.0.1:${port}`), path: "/", seconds: 2 });
  server.close();
  return rate;
}

async function speed(): Promise<void> {
  const open = await run("--auth", "off", "--job-seconds", "0");
  const { pool } = await fill(open.url, 10);
  const bytes = (await (await fetch(open.url.origin + pool)).arrayBuffer()).byteLength;
  await answersASecond({ url: open.url, path: pool, seconds: 1 });
  const rate = await answersASecond({ url: open.url, path: pool });
  const most = await bare(bytes);
  await open.end();
  const strict = await run("--job-seconds", "0");
  await fetch(`${strict.url.origin}/_sim/act`, act);
  const list = (await (await fetch(`${strict.url.origin}/_sim/state`)).json()) as { pools: { id: string }[] };
  const path = `${poolsPath}/${list.pools[0]?.id}`;
  const signed = await answersASecond({ url: strict.url, path, headers: signedHeaders(strict.url, path) });
  await strict.end();
  note("GET pool detail, everybody let in", rate, "/s", { least: 2000 });
  note("GET pool detail, signatures checked", signed, "/s", { least: 2000 });
  note("a bare node:http server, in this process with the client", most, "/s");
}

const act = { method: "POST", body: JSON.stringify({ do: "createPool", pool: "signed", desktops: 20 }) };

async function size(): Promise<void> {
  const few = await filled(10);
  const many = await filled(1000);
  note("1,000 pools x 10 disks x 20 desktops, resident", many.simulator.memory(), "MB", { most: 400 });
  note("time to make them", many.seconds, "s");
  for (const what of ["show a pool", "list 10 pools", "sub-jobs of a job"] as const) {
    note(`${what}: times slower than among 10 pools`, await timesSlower(many, few, what), "x", { most: 3 });
  }
  await Promise.all([few, many].map(({ simulator }) => simulator.end()));
}

async function filled(pools: number) {
  const simulator = await run("--auth", "off", "--job-seconds", "0", "--ledger-cap", "1000");
  const begunAt = performance.now();
  const { pool, subJobs } = await fill(simulator.url, pools);
  const paths = { "show a pool": pool, "list 10 pools": `${poolsPath}?limit=10`, "sub-jobs of a job": subJobs };
  return { simulator, paths, seconds: (performance.now() - begunAt) / 1000 };
}

type Filled = Awaited<ReturnType<typeof filled>>;

/** Both are asked in turns, so that a machine that is busy for a while is so for both. */
async function timesSlower(many: Filled, few: Filled, what: keyof Filled["paths"]): Promise<number> {
  const rate = ({ simulator, paths }: Filled) =>
    answersASecond({ url: simulator.url, path: paths[what], seconds: 0.5 });
  const ratios = [];
  for (let turn = 0; turn < 7; turn += 1) ratios.push((await rate(few)) / (await rate(many)));
  return median(ratios);
}

for (const part of [start, speed, size]) await part();
const table = new Table({ columns: [{ name: "what", alignment: "left" }] });
table.addRows(figures);
// In a file or a log the colours are only noise.
const text = table.render();
process.stdout.write(`${process.stdout.isTTY ? text : stripVTControlCharacters(text)}\n`);
