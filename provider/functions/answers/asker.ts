/** Who asks, and the service that he gets: a program and the command come in by the same door, each with its own configuration. */
import { type ConfigSources, configurationNotices, resolveSettings } from "../../config.ts";
import { systemClock } from "../../workspace/clock.ts";
import { openLog } from "../../workspace/log/open.ts";
import { createService, type ServiceParts } from "../../workspace/registry.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Settings } from "../../workspace/settings.ts";

export interface Asker {
  /** Who states the arguments, in words: `getDesktopPool`, `the command`. */
  readonly name: string;
  /** Pulumi config of the namespace `huaweicloud`, asked without the namespace. */
  readonly config: (key: string) => string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What runs us, as the User-Agent names it. Default: not named. */
  readonly host?: string;
  /** Arguments are called by the names that its options have. */
  readonly isCommandLine?: boolean;
}

export interface Where {
  readonly region?: string;
  readonly projectId?: string;
  readonly endpoint?: string;
  readonly profile?: string;
}

/** Reading costs seconds; a service that answers nothing for so long is down. */
const withinMs = 5 * 60_000;

/** The service at this place. A process has one budget of requests for all that it asks, apart from the provider's process. */
export async function serviceFor(asker: Asker, where: Where): Promise<{ service: WorkspaceService; until: Until }> {
  const service = await createService(settingsFor(asker, where), await partsOf(asker));
  return { service, until: { deadline: systemClock.now() + withinMs } };
}

/** What the configuration comes to, and where each value is from. Nothing is sent. */
export const settingsFor = (asker: Asker, where: Where): Settings => resolveSettings(sourcesOf(asker, where));

/** What whoever asks should know of the configuration, though nothing is wrong with it. */
export const noticesFor = (asker: Asker, where: Where): string[] => configurationNotices(sourcesOf(asker, where));

function sourcesOf(asker: Asker, { region, projectId, endpoint, profile }: Where): ConfigSources {
  const { name, config, env, isCommandLine = false } = asker;
  const args = { region, projectId, endpoint, profile };
  return { config, env, args, asker: name, isCommandLine, now: systemClock.now };
}

let log: ReturnType<typeof openLog> | undefined;

async function partsOf({ env, host }: Asker): Promise<ServiceParts> {
  log ??= openLog({ env, now: systemClock.now, warn: (line) => console.error(line) });
  const opened = await log;
  return {
    clock: systemClock,
    random: Math.random,
    ...(opened === undefined ? {} : { log: opened }),
    ...(host === undefined ? {} : { host }),
  };
}
