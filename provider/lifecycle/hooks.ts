/** The hooks of a resource, in plain data: any host can be put on top of them. */
import type { Report } from "../progress/report.ts";
import type { Clock } from "../workspace/clock.ts";
import type { Place, WorkspaceService } from "../workspace/service.ts";
import type { Run } from "./run.ts";

export type Plain = Readonly<Record<string, unknown>>;

export interface CheckFailure {
  /** Always empty: with a name in it, Pulumi prints the whole value. The reason names the key. */
  readonly property: "";
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: Plain;
  readonly failures: readonly CheckFailure[];
}

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

export interface Hooks {
  check(context: Context, olds: Plain, news: Plain): Promise<CheckResult>;
  diff(context: Context, id: string, olds: Plain, news: Plain): Promise<DiffResult>;
  create(context: Context, inputs: Plain): Promise<{ readonly id: string; readonly outs: Plain }>;
  /** Nothing when the resource is gone. */
  read(
    context: Context,
    id: string,
    olds: Plain,
  ): Promise<{ readonly id: string; readonly props: Plain; readonly inputs: Plain } | undefined>;
  update(context: Context, id: string, olds: Plain, news: Plain): Promise<{ readonly outs: Plain }>;
  delete(context: Context, id: string, olds: Plain): Promise<void>;
}

/** A value of the configuration, with the name of the setting it came from. */
export interface Given {
  readonly value: string;
  readonly from: string;
}

export interface Where {
  readonly region?: string | undefined;
  readonly projectId?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Who asks: a profile of hcloud, before all other credentials. */
  readonly profile?: string | undefined;
}

/** What a hook may use besides its arguments. */
export interface Context {
  /** The service for these arguments and the configuration. May look up the project id: network. */
  connect(where: Where): Promise<WorkspaceService>;
  /** Region and project as the arguments and the configuration give them; nothing is looked up. */
  given(where: Where): { readonly region?: Given; readonly projectId?: Given };
  readonly report: (about: { readonly urn?: string; readonly name: string }) => Report;
  readonly clock: Clock;
  readonly run: Run;
}

export type { Place, Run };
