/** What one provider process has: one run's memory, one way to the engine's log, one clock. Made at the first call. */
import { givenPlace, resolveSettings } from "../config.ts";
import { desktopPool } from "../lifecycle/desktop-pool/index.ts";
import type { Context, Hooks, Plain } from "../lifecycle/hooks.ts";
import { reasonOf } from "../lifecycle/partial.ts";
import { whereOf } from "../lifecycle/place.ts";
import { poolVolumeSet } from "../lifecycle/pool-volume-set/index.ts";
import { createRun } from "../lifecycle/run.ts";
import { hasUnknown } from "../lifecycle/unknowns.ts";
import { connectEngineLog } from "../progress/engine-log.ts";
import { createReport } from "../progress/report.ts";
import { systemClock } from "../workspace/clock.ts";
import { createService } from "../workspace/registry.ts";

/** The stack's configuration as the host hands it over. */
export interface HostConfig {
  get(key: string): string | undefined;
}

export interface ProviderProcess {
  readonly hooks: Readonly<Record<string, Hooks>>;
  readonly contextFor: (config: HostConfig | undefined) => Context;
  /** Why nothing can be reached with these arguments and this configuration, if so. Nothing is looked up. */
  readonly unreachable: (config: HostConfig | undefined, args: Plain) => string | undefined;
}

const [, script, engineAddress] = process.argv;

export const theProcess: ProviderProcess = openProcess();

function openProcess(): ProviderProcess {
  const run = createRun();
  const report = createReport({
    log: connectEngineLog({ script, engineAddress }),
    print: (line) => console.log(line),
    clock: systemClock,
  });
  const settingsOf = (config: HostConfig | undefined) => ({
    config: (key: string): string | undefined => config?.get(`huaweicloud:${key}`),
    env: process.env,
  });
  const contextFor = (config: HostConfig | undefined): Context => {
    const settings = settingsOf(config);
    return {
      connect: async (where) =>
        createService(resolveSettings({ ...settings, args: where }), { clock: systemClock, random: Math.random }),
      given: (where) => givenPlace({ ...settings, args: where }),
      report,
      clock: systemClock,
      run,
    };
  };
  const unreachable = (config: HostConfig | undefined, args: Plain): string | undefined => {
    if (hasUnknown([args.region, args.projectId, args.endpoint])) return undefined;
    try {
      resolveSettings({ ...settingsOf(config), args: whereOf(args) });
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  };
  return { hooks: { PoolVolumeSet: poolVolumeSet, DesktopPool: desktopPool }, contextFor, unreachable };
}
