/** The port for logs: what a request, a wait and a choice of settings have to say to whoever runs this with HW_WORKSPACE_LOG. */

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  /** One line a request, a job, a choice. Never a body, a header or a person. */
  info(event: string, fields: LogFields): void;
  /** Each attempt, each wait, each poll. */
  debug(event: string, fields: LogFields): void;
}

/** Nothing is written, and nothing is made to be written. */
export const noLog: Log = { info: () => {}, debug: () => {} };
