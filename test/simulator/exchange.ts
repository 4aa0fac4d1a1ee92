// One call as its bytes: what fetch does not let through, a body on GET or a header outside ASCII, goes this way.

import type { Bench } from "./client.ts";
import { type Asked, openWire } from "./variants/wire.ts";

export interface Sent extends Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface Received {
  readonly status: number;
  // What a wire answer holds is for each test to say.
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as a script would
  readonly body: any;
}

export async function exchange(at: Bench, { headers, body, ...sent }: Sent): Promise<Received> {
  const bytes = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString("latin1")]);
  // A text would take the headers along into its own encoding.
  const content = body === undefined ? {} : { body: Buffer.from(body) };
  const wire = openWire(at.simulator.url);
  const { status, text } = await wire.ask({ ...sent, ...content, headers: Object.fromEntries(bytes) });
  wire.close();
  if (status === 0) throw new Error(text);
  return { status, body: text === "" ? null : JSON.parse(text) };
}
