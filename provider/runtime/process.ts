/** What one provider process has: one run's memory, one way to the engine's log, one clock. Made at the first call. */
import { type ConfigSources, configurationNotices, givenPlace, resolveSettings } from "../config.ts";
import { desktopPool } from "../lifecycle/desktop-pool/index.ts";
import { desktopVolumeSet } from "../lifecycle/desktop-volume-set/index.ts";
import type { Context, Hooks, Plain } from "../lifecycle/hooks.ts";
import { reasonOf } from "../lifecycle/partial.ts";
import { whereOf } from "../lifecycle/place.ts";
import { poolVolumeSet } from "../lifecycle/pool-volume-set/index.ts";
import { retiredDesktops } from "../lifecycle/retired-desktops/index.ts";
import { createRun } from "../lifecycle/run.ts";
import { hasUnknown } from "../lifecycle/unknowns.ts";
import { connectEngineLog } from "../progress/engine-log.ts";
import { createReport } from "../progress/report.ts";
import { systemClock } from "../workspace/clock.ts";
import { openLog } from "../workspace/log/open.ts";
import { createService, type ServiceParts } from "../workspace/registry.ts";
import { pulumiSdk } from "./pulumi-version.ts";

/** The stack's configuration as the host hands it over. */
export interface HostConfig {
  get(key: string): string | undefined;
}

export interface ProviderProcess {
  readonly hooks: Readonly<Record<string, Hooks>>;
  readonly contextFor: (config: HostConfig | undefined) => Context;
  /**
   * Before something is made: tells what its maker should know of the configuration, once a process, and answers why
   * nothing can be reached with it, if so. Nothing is looked up.
   */
  readonly unreachable: (kind: string, config: HostConfig | undefined, args: Plain) => Promise<string | undefined>;
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
    now: systemClock.now,
  });
  let parts: Promise<ServiceParts> | undefined;
  const told = new Set<string>();
  const contextFor = (config: HostConfig | undefined): Context => {
    const settings = settingsOf(config);
    return {
      connect: async (where) => {
        parts ??= serviceParts();
        return createService(resolveSettings({ ...settings, args: where }), await parts);
      },
      given: (where) => givenPlace({ ...settings, args: where }),
      report,
      clock: systemClock,
      run,
    };
  };
  const unreachable: ProviderProcess["unreachable"] = async (kind, config, args) => {
    const where = whereOf(args);
    if (hasUnknown(Object.keys(where).map((name) => args[name]))) return undefined;
    const { reason, notices } = prospects({ ...settingsOf(config), args: where });
    for (const notice of notices.filter((line) => !told.has(line))) {
      told.add(notice);
      await report(aboutOf(kind, args)).warn(notice);
    }
    return reason;
  };
  return {
    hooks: {
      PoolVolumeSet: poolVolumeSet,
      DesktopVolumeSet: desktopVolumeSet,
      RetiredDesktops: retiredDesktops,
      DesktopPool: desktopPool,
    },
    contextFor,
    unreachable,
  };
}

/** Made at the first connection: a preview writes no log. */
async function serviceParts(): Promise<ServiceParts> {
  const { now } = systemClock;
  const log = await openLog({ env: process.env, now, warn: (line) => console.error(line) });
  const host = pulumiSdk(script);
  return {
    clock: systemClock,
    random: Math.random,
    ...(log === undefined ? {} : { log }),
    ...(host === undefined ? {} : { host }),
  };
}

interface Prospects {
  readonly reason?: string;
  readonly notices: readonly string[];
}

function prospects(sources: ConfigSources): Prospects {
  try {
    resolveSettings(sources);
    return { notices: configurationNotices(sources) };
  } catch (error) {
    return { reason: reasonOf(error), notices: [] };
  }
}

const aboutOf = (kind: string, { resourceUrn }: Plain) => ({
  name: kind,
  ...(typeof resourceUrn === "string" ? { urn: resourceUrn } : {}),
});
