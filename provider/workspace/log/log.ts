/** The port for logs: what a request, a wait and a choice of settings have to say to whoever runs this with HW_WORKSPACE_LOG. */

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Who has none, has `undefined` in its place: `log?.info(…)` then makes nothing of what it would have said. */
export interface Log {
  /** One line a try of a request, a job, a choice. Never a body, a header or a person. */
  info(event: string, fields: LogFields): void;
  /** Each wait. */
  debug(event: string, fields: LogFields): void;
}
