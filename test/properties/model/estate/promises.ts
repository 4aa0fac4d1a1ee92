/** The promises about a pool and its desktops, asked of one command of Pulumi: each answer is a promise that was broken. */
import { z } from "zod";
import type { Call } from "../../../../simulator/index.ts";
import { badErrors, brokenOfDisks } from "../promises.ts";
import { tooManyCalls } from "../truths.ts";
import { asDesk, asSet } from "./as-sets.ts";
import { wrongFields } from "./fields.ts";
import { ours, type Step } from "./life.ts";
import { desktopsAt, madeByOthers } from "./moments.ts";
import { wrongRemovals } from "./removals.ts";

export function brokenPromises(step: Step): string[] {
  return [
    ...wrongRemovals(step),
    ...wrongGrowth(step),
    ...wrongPools(step),
    ...wrongFields(step),
    ...strangersTouched(step),
    ...changesOfReaders(step),
    ...untrueStates(step),
    ...wrongRefusals(step),
    ...badErrors(step),
    ...endlessWaits(step),
    ...tooManyCalls({ run: { do: step.run.do }, calls: step.asked }, mostCalls),
    ...brokenOfDisks(asSet(step)),
    ...brokenOfDisks(asDesk(step)).map((line) => `desk: ${line}`),
  ];
}

const isUp = ({ run }: Step): boolean => run.do.startsWith("up");
const isOk = ({ outcome }: Step): boolean => outcome !== "killed" && outcome.ok;
const sized = z.object({ size: z.number() });
const sizeOf = ({ body }: Call): number => sized.parse(body).size;

/** No desktop is made twice: each expansion is judged when it is asked for. */
function wrongGrowth(step: Step): string[] {
  const growths = step.calls.filter((c) => c.operation === "ExpandDesktopPool");
  const { size } = step.written;
  const over = growths.flatMap((call) => {
    const there = desktopsAt(step, call).size - madeByOthers(step, call);
    return sizeOf(call) <= size - there
      ? []
      : [`${sizeOf(call)} desktops are made beside ${there}, though size is ${size}`];
  });
  return [...over, ...unasked(step, growths)];
}

/** What others took away is reported, and made anew only after a refresh has shown it. */
function unasked(step: Step, growths: readonly Call[]): string[] {
  const { run, written, before } = step;
  const { office, retired } = before.outs;
  if (growths.length > 0 && !isUp(step)) return [`${run.do} makes desktops`];
  const isSame = office !== undefined && office.size === written.size && !/missing|pending/.test(open(office));
  if (run.do !== "up" || !isSame) return [];
  const made = growths.reduce((sum, call) => sum + sizeOf(call), 0);
  const gone = new Set(Object.values(z.record(z.string(), z.string()).catch({}).parse(retired?.desktops)));
  const going = Object.values(written.retired?.desktops ?? {}).filter((id) => !gone.has(id)).length;
  const refill = Number(/"refill":(\d+)/.exec(open(retired))?.[1] ?? 0);
  return made <= going + refill
    ? []
    : [`${made} desktops are made, though size did not change and ${going + refill} were retired`];
}

const open = (outs: { readonly unfinished?: unknown } | undefined): string => JSON.stringify(outs?.unfinished ?? {});

/** No pool is made twice, and none is forgotten: what is there and was known stays known. */
function wrongPools(step: Step): string[] {
  const { before, after, outcome, effects, run } = step;
  const mine = after.pools.filter((p) => p.name !== "lab");
  const made = effects.flatMap((e) => (e.kind === "pool-created" && e.actor === ours ? (e.pool ?? []) : []));
  const isThere = (id: string | undefined): boolean => mine.some((p) => p.id === id);
  const isTold = outcome !== "killed" && outcome.errors.some((e) => /does not show|somebody else was faster/.test(e));
  const lost = [before.poolId, ...(outcome === "killed" || isTold ? [] : made)].filter(
    (id) => isThere(id) && id !== after.poolId,
  );
  return [
    ...lost.map((id) => `pool ${id} is there, and the state has lost it`),
    ...(mine.length > 1 ? [`there are ${mine.length} pools of this program`] : []),
    ...(isOk(step) && isUp(step) && !step.isDisturbed && step.written.isThere && !isThere(after.poolId)
      ? ["after an up there is no pool"]
      : []),
    ...(isOk(step) && run.do === "destroy" && isThere(before.poolId) ? ["the pool outlived its destruction"] : []),
    ...(made.length > 0 && !isUp(step) ? [`${run.do} makes a pool`] : []),
  ];
}

function strangersTouched({ before, effects }: Step): string[] {
  const lab = before.lab?.id;
  return effects.filter((e) => e.pool === lab && e.actor === ours).map((e) => `${e.kind} in somebody else's pool`);
}

const changesOfReaders = ({ run, calls }: Step): string[] =>
  run.do === "refresh" || run.do === "preview" ? calls.map((c) => `${run.do} makes the call ${c.operation}`) : [];

/** What a successful `up` leaves in state is what the program says and the pool has. */
function untrueStates(step: Step): string[] {
  const { written, after } = step;
  if (!isUp(step) || !isOk(step) || !written.isThere) return [];
  const unfinished = Object.entries(after.outs).filter(([, outs]) => open(outs) !== "{}");
  const there = (after.pool?.desktops ?? []).filter((d) => d.taskStatus !== "deleting");
  const retired = Object.entries(written.retired?.desktops ?? {}).filter(([, id]) => there.some((d) => d.id === id));
  return [
    ...unfinished.map(([name, outs]) => `after a successful up ${name} is unfinished: ${open(outs)}`),
    ...retired.map(([name]) => `after a successful up the retired desktop ${name} is there`),
    ...(step.isDisturbed || there.length >= leastOf(step)
      ? []
      : [`after a successful up the pool has ${there.length} of ${written.size} desktops`]),
  ];
}

/** With autoscale `size` is a floor and never drift: what others took away comes back only when `size` changes. */
function leastOf({ written, before }: Step): number {
  const { office } = before.outs;
  const isFloor = office?.enableAutoscale === true && office.size === written.size && !isGrowing(office);
  const there = (before.pool?.desktops ?? []).filter((d) => d.taskStatus !== "deleting").length;
  return isFloor ? Math.min(written.size, there) : written.size;
}

/** An earlier run has left desktops to be made. */
const isGrowing = (office: { readonly unfinished?: unknown }): boolean => /"missing":|"desktops":\d/.test(open(office));

/** Whom this very `up` removes is in nobody's way. */
function wrongRefusals({ run, written, before, outcome, faults }: Step): string[] {
  const { scaleDown, size, autoscale } = written;
  const which = scaleDown?.which;
  // A refresh may find fewer, and what others do meanwhile makes other words right.
  const isLowering = run.do === "up" && Number(before.outs.office?.size) > size && !autoscale;
  if (outcome === "killed" || faults.length > 0 || !isLowering || typeof which !== "object") return [];
  const refused = outcome.errors.flatMap((e) => /cannot be resized: (.*?);/.exec(e)?.[1] ?? []).join();
  return which.desktopIds
    .filter((id) => refused.includes(id))
    .map((id) => `another product is refused for desktop ${id}, which goes in this very up`);
}

/** Four resources, each with its time-out, and what was begun last. */
const longestMs = 55 * 60_000;
/** Of four resources, and twice what the longest life has made. */
const mostCalls = { all: 800, changes: 60 };
const endlessWaits = ({ tookMs, run }: Step): string[] =>
  tookMs <= longestMs ? [] : [`${run.do} went on for ${Math.round(tookMs / 60_000)} min`];
