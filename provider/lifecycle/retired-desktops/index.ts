/** RetiredDesktops: desktops of a pool that have to go, each by name and id. */
import { workspaceError } from "../../workspace/errors.ts";
import type { WorkspaceService } from "../../workspace/service.ts";
import type { Context, Hooks, Plain } from "../hooks.ts";
import { refusingNewer } from "../newer-state.ts";
import { connectAt, elsewhere, whereOf } from "../place.ts";
import { minutes } from "../progress-line.ts";
import { timeoutMs } from "../timeouts.ts";
import { consentsOf } from "./arguments/consents.ts";
import { type Entries, entriesOf, inBoth, without } from "./arguments/inputs.ts";
import { check } from "./check.ts";
import { diff, movedWords } from "./diff.ts";
import { read } from "./read.ts";
import { retire } from "./retire.ts";
import type { Draft, Goal } from "./state/goal.ts";
import { argumentsOf, refillOf, saidOf, schemaVersion, unfinishedOf } from "./state/state.ts";
import { named } from "./words/words.ts";

export const retiredDesktops: Hooks = refusingNewer(
  { kind: "RetiredDesktops", schema: schemaVersion },
  { check, diff, create, read, update, delete: destroy },
);

async function create(context: Context, inputs: Plain): Promise<{ id: string; outs: Plain }> {
  const id = String(inputs.identity);
  const service = await context.connect(whereOf(inputs));
  return { id, outs: await changed({ context, service, id, operation: "create", olds: {}, news: inputs }) };
}

async function update(context: Context, id: string, olds: Plain, news: Plain): Promise<{ outs: Plain }> {
  const moved = elsewhere(context, olds, news);
  if (moved.length > 0) throw workspaceError("refused", `refused before any change: ${movedWords(moved).join("\n")}`);
  const service = await connectAt(context, olds, news);
  return { outs: await changed({ context, service, id, operation: "update", olds, news }) };
}

interface Changing {
  readonly context: Context;
  readonly service: WorkspaceService;
  readonly id: string;
  readonly operation: "create" | "update";
  readonly olds: Plain;
  readonly news: Plain;
}

async function changed({ context, service, id, operation, olds, news }: Changing): Promise<Plain> {
  const done = inBoth(entriesOf(news), entriesOf(olds));
  const asked = without(entriesOf(news), done);
  const refill = refillOf(olds, news);
  const poolName = news.poolId === olds.poolId && typeof olds.poolName === "string" ? olds.poolName : "";
  if (Object.keys(asked).length === 0 && refill === 0)
    return { ...news, ...saidOf(poolName, service.place), unfinished: {} };
  const since = context.clock.now();
  const report = reportOf(context, news);
  const until = { deadline: since + timeoutMs(news, operation) };
  const consents = consentsOf(olds, news);
  const { run } = context;
  const goal: Goal = { run, service, report, id, poolId: String(news.poolId), news, until, asked, consents };
  const outs = await retire(goal, draftOf({ olds, news, done, refill, poolName }));
  const what = Object.keys(asked).length === 0 ? "new desktops are there" : `${named(asked)}: gone`;
  await report.done(`${what}, after ${minutes(context.clock.now() - since)}`);
  return outs;
}

interface Begin {
  readonly olds: Plain;
  readonly news: Plain;
  readonly done: Entries;
  readonly refill: number;
  readonly poolName: string;
}

/** What the program says of whom and how counts at once: it is what the calls were made with. */
const draftOf = ({ olds, news, done, refill, poolName }: Begin): Draft => ({
  inputs: { ...argumentsOf(olds), ...news },
  desktops: { ...done },
  open: {},
  refill,
  poolName,
  accepted: false,
});

const reportOf = (context: Context, { resourceUrn }: Plain) =>
  context.report({ name: "RetiredDesktops", ...(typeof resourceUrn === "string" ? { urn: resourceUrn } : {}) });

/** What is gone does not come back, and what is there stays: without a call, and without a consent. */
async function destroy(context: Context, _id: string, olds: Plain): Promise<void> {
  const open = Object.fromEntries(Object.entries(unfinishedOf(olds).open).map(([name, { id }]) => [name, id]));
  if (Object.keys(open).length === 0) return;
  const report = context.report({ name: `RetiredDesktops of pool ${String(olds.poolName)}` });
  await report.warn(`${named(open)} were to go and are not known to be gone: they stay as they are`);
}
