// The simulator's ledger, as the demo reads it over HTTP, and as the table in which it shows it.

import { Table } from "console-table-printer";

export interface Call {
  readonly seq: number;
  readonly requestId: string;
  readonly operation: string;
  /** Whether the call asks the service to change something. */
  readonly change: boolean;
  readonly status: number;
}

export interface Effect {
  readonly seq: number;
  readonly requestId: string;
  readonly kind: string;
  readonly poolName?: string;
  readonly disk?: string;
  readonly type?: string;
  readonly size?: number;
  readonly fromSize?: number;
}

export interface LedgerView {
  readonly calls: readonly Call[];
  readonly effects: readonly Effect[];
}

/** One step of the demo, and what the service was asked and did in it. */
export interface Chapter extends LedgerView {
  readonly name: string;
}

interface Row {
  readonly asked: string;
  readonly effect?: string | undefined;
  readonly disk?: string | undefined;
  readonly GB?: string | undefined;
  readonly desktops?: number | undefined;
}

/** Narrower than 80 columns, so that every terminal shows it whole. */
export function ledgerTable(chapters: readonly Chapter[]): string {
  const table = new Table({
    shouldDisableColors: true,
    columns: [
      { name: "asked", title: "step and call", alignment: "left" },
      { name: "effect", alignment: "left" },
      { name: "disk", alignment: "left" },
      { name: "GB", alignment: "right" },
      { name: "desktops", alignment: "right" },
    ],
  });
  for (const [i, chapter] of chapters.entries()) table.addRows(chapterRows(chapter, `${i + 1}. ${chapter.name}`));
  return table.render();
}

/** Every changing call with what it did; a step without one says how many reads there were. */
function chapterRows({ calls, effects }: Chapter, heading: string): Row[] {
  const changes = calls.filter((call) => call.change);
  if (changes.length === 0) return [{ asked: `${heading}: ${calls.length === 0 ? "no" : calls.length} call` }];
  return [{ asked: heading }, ...changes.flatMap((call) => callRows(call, effects))];
}

function callRows({ operation, requestId, status }: Call, effects: readonly Effect[]): Row[] {
  const done = effects.filter((effect) => effect.requestId === requestId);
  const [first, ...others] = done.flatMap((effect) => told(effect, done) ?? []);
  const asked = `   ${operation}`;
  return [{ asked, ...(first ?? { effect: `none, ${status}` }) }, ...others.map((row) => ({ asked: "", ...row }))];
}

/** What happened to the pool, its disks and its desktops; what happened on each single desktop is only counted. */
function told(effect: Effect, all: readonly Effect[]): Omit<Row, "asked"> | undefined {
  const { kind, disk, type, size, fromSize } = effect;
  const count = (of: string) => all.filter((one) => one.kind === of && one.disk === disk).length;
  if (kind.startsWith("disk-")) {
    const GB = fromSize === undefined ? `${size}` : `${fromSize}→${size}`;
    const what = kind.replace("disk-", `${type} `);
    return { effect: what, disk: disk?.slice(0, 8), GB, desktops: count(`desktop-${kind}`) };
  }
  if (kind === "pool-created") return { effect: "pool created", desktops: count("desktop-created") };
  if (kind === "pool-deleted") return { effect: "pool deleted" };
  const isFirst = all.find((one) => one.kind === kind) === effect;
  return kind === "desktop-deleted" && isFirst ? { effect: "deleted", desktops: count(kind) } : undefined;
}
