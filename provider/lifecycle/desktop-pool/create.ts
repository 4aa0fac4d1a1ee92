/** Making a pool: refuse what is somebody's, resume what an interrupted run of ours began, otherwise ask and wait. */
import { z } from "zod";
import type { Report } from "../../progress/report.ts";
import { workspaceError } from "../../workspace/errors.ts";
import { sendOnce } from "../../workspace/lost-answers.ts";
import type { Accepted, Until, WorkspaceService } from "../../workspace/service.ts";
import type { Pool, PoolToCreate } from "../../workspace/types.ts";
import { countedDesktops } from "../counted.ts";
import { durationMs } from "../fields.ts";
import type { Context, Plain, Run } from "../hooks.ts";
import { whereOf } from "../place.ts";
import { timeoutMs } from "../timeouts.ts";
import { adoptOf } from "./arguments/adopt.ts";
import { identityTag } from "./arguments/inputs.ts";
import { converge } from "./converge.ts";
import { adopted } from "./creation/adopt.ts";
import { awaitPool, isNameTaken, isOurs, leftBehind, poolsBefore, resumable } from "./creation/find.ts";
import { creationBody } from "./fields/body.ts";
import { changeable } from "./fields/field-table.ts";
import { isMap, says, valueAt, withValueAt } from "./fields/values.ts";
import { dayOf, mostAtCreation, saidOf } from "./state/state.ts";

export async function create(context: Context, inputs: Plain): Promise<{ id: string; outs: Plain }> {
  const service = await context.connect(whereOf(inputs));
  const until = { deadline: context.clock.now() + timeoutMs(inputs, "create") };
  const urn = typeof inputs.resourceUrn === "string" ? inputs.resourceUrn : "";
  const report = context.report({ ...(urn === "" ? {} : { urn }), name: "DesktopPool" });
  const adopt = adoptOf(inputs);
  if (adopt !== undefined) {
    const taken = await adopted({ service, run: context.run, report, until, inputs }, adopt);
    context.run.hold(urn, [taken.id]);
    return taken;
  }
  if (typeof inputs.name !== "string")
    throw workspaceError("refused", "the pool has no name: give it one; nothing was changed");
  const { pool, olds } = await resumedOrMade({ run: context.run, service, report }, inputs, until);
  context.run.hold(urn, [pool.id]);
  const outs = await converge({ context, service, report, id: pool.id, isNew: true, olds, news: inputs, until });
  return { id: pool.id, outs };
}

interface Making {
  readonly run: Run;
  readonly service: WorkspaceService;
  readonly report: Report;
}

/** A pool, and the outputs that are true of it before anything more is done. */
interface Begun {
  readonly pool: Pool;
  readonly olds: Plain;
}

async function resumedOrMade({ run, service, report }: Making, inputs: Plain, until: Until): Promise<Begun> {
  const { named, others } = await poolsBefore(service, String(inputs.name), until);
  const recoverWithinMs = durationMs(String(inputs.recoverWithin ?? "2h")) ?? 0;
  const claim = { inputs, recoverWithinMs, run, serverNow: service.serverNow() };
  const there = named.find((pool) => isOurs(pool, inputs.identity) === true) ?? named[0];
  if (there === undefined) {
    for (const line of await leftBehind(service, others, claim, until)) await report.warn(line);
    return make(service, inputs, until);
  }
  const { refused } = resumable(there, claim);
  if (refused !== undefined) throw workspaceError("refused", `${refused}. Nothing was changed`);
  return { pool: there, olds: begun(service, there, resumedArguments(inputs, there)) };
}

/** Desktops are counted later; a creation in progress stands in `unfinished` from the first moment. */
function begun(service: WorkspaceService, pool: Pool, args: Plain, job: { readonly jobId?: string } = {}): Plain {
  const made = Math.min(Number(args.size), mostAtCreation);
  return {
    ...args,
    size: 0,
    ...saidOf({ pool, desktops: [] }, service.place, { today: dayOf(service), olds: {} }),
    unfinished: {
      pending: { operation: `making pool ${pool.name} with ${countedDesktops(made)}`, desktops: made, ...job },
    },
  };
}

/** An interrupted run may have had another program: what the pool does not say has not been applied. */
function resumedArguments(inputs: Plain, pool: Pool): Plain {
  const isUnlike = (wanted: unknown, there: unknown) => wanted !== undefined && !says(wanted, there);
  const differing = changeable.filter(({ path, of }) => isUnlike(valueAt(inputs, path), of(pool)));
  return differing.reduce((args, { path }) => withValueAt(args, path, undefined), without(inputs, notYet));
}

/** What a creation leaves open: consents are for later, and who may use the pool is read before it is believed. */
const notYet = ["scaleDown", "authorizedObjects"];

const without = (args: Plain, names: readonly string[]): Plain =>
  Object.fromEntries(Object.entries(args).filter(([name]) => !names.includes(name)));

async function make(service: WorkspaceService, inputs: Plain, until: Until): Promise<Begun> {
  const { jobId } = await asked(service, inputs, until);
  const pool = await awaitPool(service, inputs, { until, isCertain: jobId !== undefined });
  // What the call carried is applied; the maintenance mode is no field of it.
  const args = without(inputs, [...notYet, "inMaintenanceMode"]);
  return { pool, olds: begun(service, pool, args, jobId === undefined ? {} : { jobId }) };
}

/** Whose pool it is that shows is judged when it is read: the service takes no second one of the same name. */
function asked(service: WorkspaceService, inputs: Plain, until: Until): Promise<Partial<Accepted>> {
  const change = {
    what: `creating pool ${String(inputs.name)}`,
    send: (sending: Until) => service.createDesktopPool(bodyOf(inputs), sending),
    before: async () => undefined,
    shows: async () => {
      const isDone = await isNameTaken(service, String(inputs.name), until);
      return { is: isDone ? "done" : "nothing" } as const;
    },
  };
  return sendOnce(service, change, until);
}

const required = z.object({
  name: z.string(),
  type: z.string(),
  size: z.number(),
  productId: z.string(),
  imageType: z.string().default("private"),
  imageId: z.string(),
  rootVolume: z.object({
    type: z.string(),
    size: z.number(),
    iops: z.number().exactOptional(),
    throughput: z.number().exactOptional(),
    kmsId: z.string().exactOptional(),
  }),
  subnetIds: z.array(z.string()),
  domain: z.string().exactOptional(),
});

/** `inMaintenanceMode` is not a field of the call and is set afterwards; desktops beyond its limit are made by `expand`. */
function bodyOf(inputs: Plain): PoolToCreate {
  const body = required.parse(inputs);
  const own = isMap(inputs.tags) ? Object.entries(inputs.tags).map(([key, value]) => [key, String(value)]) : [];
  const tags = { ...Object.fromEntries(own), [identityTag]: String(inputs.identity) };
  return { ...creationBody(inputs), ...body, size: Math.min(body.size, mostAtCreation), tags };
}
