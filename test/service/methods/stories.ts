/** What a story is: one call of one method, how it has to arrive, and what its answer has to come to. */
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import type { Given } from "./scene.ts";

/** What a service has beside its calls. */
export const notCalls = ["place", "endpoint", "clock", "random", "serverNow", "crowd", "log"] as const;

export type Method = Exclude<keyof WorkspaceService, (typeof notCalls)[number]>;

export interface Story {
  readonly method: Method;
  /** What makes it another one than the first story of its method. */
  readonly when?: string;
  /** How the API names the call. */
  readonly operation: string;
  /** Every request that came, without the version and the project. */
  readonly asked: (given: Given, told: string) => readonly string[];
  /** Of the first of them; nothing where it is left out. */
  readonly query?: (given: Given) => Readonly<Record<string, unknown>>;
  readonly body?: (given: Given) => unknown;
  /** What happened before: a job that the story is about, for example. */
  readonly before?: (given: Given) => Promise<string>;
  /** `told` is what `before` gave. */
  readonly play: (service: WorkspaceService, given: Given, told: string) => Promise<unknown>;
  /** What the method answers; nothing where it is left out. */
  readonly hears?: (given: Given, told: string) => unknown;
  /** The kind of error in a region that refuses the call. */
  readonly refused?: (given: Given) => string | undefined;
}

/** A time of a job as this region writes it. */
export function zoneless({ says }: Pick<Given, "says">, instant: number): string {
  const hours = says("job-time-zone") === "local8" ? 8 : 0;
  return new Date(instant + hours * 3_600_000).toISOString().replace("T", " ").slice(0, 19);
}
