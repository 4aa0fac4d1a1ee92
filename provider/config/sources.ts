/**
 * Where values stand: the resource's arguments, Pulumi config, the environment. A value never travels without the name
 * of the setting it came from.
 */
import { type WorkspaceError, workspaceError } from "../workspace/errors.ts";
import { type SettingName, settingVariables } from "./names.ts";

export interface ConfigSources {
  /** Pulumi config of the namespace `huaweicloud`, asked without the namespace. */
  readonly config: (key: string) => string | undefined;
  /** Read at the time of the call, so a live `process.env` is taken as it is then. Home is looked up here too. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The resource's own arguments. */
  readonly args: {
    readonly region?: string | undefined;
    readonly projectId?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly profile?: string | undefined;
  };
  /** Whose arguments they are, in words. Default: `the resource`. */
  readonly asker?: string;
  /** The arguments are options of a command line, and no stack has a configuration that counts. */
  readonly isCommandLine?: boolean;
  /** Milliseconds since 1970. Default: the clock of this machine. */
  readonly now?: () => number;
}

/** A value with the name of the setting it came from: `HW_REGION_NAME`, `huaweicloud:region`, `the resource's region`. */
export interface Given {
  readonly value: string;
  readonly from: string;
}

/** The setting by the order of the sources, without profiles: argument, Pulumi config, HW_*, HUAWEICLOUD_SDK_*. */
export function setting(name: SettingName, sources: ConfigSources): Given | undefined {
  return fromArguments(name, sources) ?? fromPulumi(name, sources) ?? fromEnv(settingVariables[name], sources);
}

export function fromArguments(name: SettingName, sources: ConfigSources): Given | undefined {
  const isArgument = name === "region" || name === "projectId" || name === "endpoint" || name === "profile";
  return isArgument ? given(sources.args[name], argumentNamed(name, sources)) : undefined;
}

/** As whoever states the argument writes it: `the resource's projectId`, `--project-id`. */
function argumentNamed(name: string, { asker = "the resource", isCommandLine }: ConfigSources): string {
  return isCommandLine ? `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` : `${asker}'s ${name}`;
}

/** `huaweicloud:region, HW_REGION_NAME or the resource's region`: where the region may be set. */
export const placesForRegion = (sources: ConfigSources): string =>
  `${sources.isCommandLine ? "" : "huaweicloud:region, "}${settingVariables.region[0]} or ${argumentNamed("region", sources)}`;

/** The camelCase key, or the same key in snake_case. */
export function fromPulumi(name: string, { config }: ConfigSources): Given | undefined {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return given(config(name), `huaweicloud:${name}`) ?? given(config(snake), `huaweicloud:${snake}`);
}

export function fromEnv(variables: readonly string[], { env }: ConfigSources): Given | undefined {
  for (const variable of variables) {
    const found = given(env[variable], variable);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A line break at the end is what `$(cat file)` in a pipeline leaves behind; a value of blanks is none. */
export function given(value: string | undefined, from: string): Given | undefined {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? undefined : { value: trimmed, from };
}

export function wrong(message: string): WorkspaceError {
  return workspaceError("configuration", message);
}
