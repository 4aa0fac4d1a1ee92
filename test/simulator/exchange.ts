// One call as its bytes: what fetch does not let through, a body on GET or a header outside ASCII, goes this way.

import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { Bench } from "./client.ts";

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface Received {
  readonly status: number;
  // What a wire answer holds is for each test to say.
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as a script would
  readonly body: any;
}

export function exchange(at: Bench, { method, path, headers, body }: Sent): Promise<Received> {
  const bytes = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString("latin1")]);
  return new Promise((resolve, reject) => {
    const call = request(at.simulator.url + path, { method, headers: Object.fromEntries(bytes) });
    call.on("error", reject);
    call.on("response", async (answer) => {
      const said = await text(answer);
      resolve({ status: answer.statusCode ?? 0, body: said === "" ? null : JSON.parse(said) });
    });
    if (body !== undefined) call.setHeader("content-length", Buffer.byteLength(body));
    // A text would take the headers along into its own encoding.
    call.end(body === undefined ? undefined : Buffer.from(body));
  });
}
