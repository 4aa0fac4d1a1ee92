/** Everything that has to be right before a program can run, from the machine to the permissions. It reads, and changes nothing. */
import { type Asker, noticesFor, serviceFor, settingsFor, type Where } from "../functions/answers/asker.ts";
import { isWorkspaceError } from "../workspace/errors.ts";
import type { Until, WorkspaceService } from "../workspace/service.ts";
import { type Line, unknown, warning, wrong } from "./line.ts";
import { machineLines } from "./machine.ts";
import { trialLine, trials, writing } from "./permissions.ts";
import { quotaLines } from "./quota.ts";
import { accessLine, clockLine, isReached, wayLine } from "./reach.ts";
import { settingsLines } from "./settings.ts";

/** A service that throttles or hangs is told as such: nobody waits minutes for a diagnosis. */
const eachWithinMs = 10_000;

export async function* examined(asker: Asker, where: Where): AsyncGenerator<Line> {
  yield* await machineLines({ ...asker.env });
  const settings = found(() => settingsFor(asker, where));
  if (settings instanceof Error) return yield wrong("settings", settings.message);
  yield* settingsLines(settings);
  for (const notice of noticesFor(asker, where)) yield warning("settings", notice);
  const way = await failing(() => wayLine(settings.endpoint));
  if (way instanceof Error) return yield wrong("proxy", way.message);
  yield way;
  // What has no address is not waited for.
  if (way.state === "wrong") return yield notTried("the service is not reached");
  const service = await failing(async () => (await serviceFor(asker, where)).service);
  if (service instanceof Error) return yield wrong("access", service.message);
  yield* service === undefined ? [] : await serviceLines(service);
}

const notTried = (why: string): Line => unknown("the rest", `not tried: ${why}`);

const untilSoon = ({ clock }: WorkspaceService): Until => ({ deadline: clock.now() + eachWithinMs });

async function serviceLines(service: WorkspaceService): Promise<Line[]> {
  const quotas = await failing(() => service.showQuotas(untilSoon(service)));
  const error = quotas instanceof Error ? quotas : undefined;
  const lines = [accessLine(error)];
  if (error !== undefined && !isReached(error)) return [...lines, notTried("the service is not reached")];
  if (isWorkspaceError(error, "busy")) return [...lines, clockLine(service), notTried("the service is busy")];
  lines.push(clockLine(service));
  if (isWorkspaceError(error, "unauthenticated", "not_open")) return lines;
  if (!(quotas instanceof Error)) lines.push(...quotaLines(quotas));
  return [...lines, ...(await permissionLines(service)), writing];
}

async function permissionLines(service: WorkspaceService): Promise<Line[]> {
  const pools = await failing(() => service.listDesktopPools({}, untilSoon(service)));
  const poolId = pools instanceof Error ? undefined : pools[0]?.id;
  const lines: Line[] = [];
  for (const trial of trials) lines.push(await trialLine(trial, service, { until: untilSoon(service), poolId }));
  return lines;
}

function found<T>(look: () => T): T | Error {
  try {
    return look();
  } catch (error) {
    return asError(error);
  }
}

const failing = <T>(work: () => Promise<T>): Promise<T | Error> => work().catch(asError);

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
