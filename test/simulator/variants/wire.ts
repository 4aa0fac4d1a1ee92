// A client so plain that it sends what no proper client would: any header, any bytes, any address.

import { Agent, type IncomingMessage, request } from "node:http";

export interface Asked {
  readonly method: string;
  /** As it stands in the first line of the request. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array | undefined;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Wire {
  ask(asked: Asked): Promise<Got>;
  close(): void;
}

export function openWire(base: string): Wire {
  const { hostname, port } = new URL(base);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const ask = ({ method, path, headers = {}, body }: Asked) =>
    new Promise<Got>((resolve) => {
      const reject = (error: Error) => resolve({ status: 0, headers: {}, text: error.message });
      const sent = request({
        hostname,
        port,
        agent,
        method,
        path,
        headers: { ...lengthOf(body, headers), ...headers },
      });
      sent.on("response", (response) => read(response).then(resolve, reject));
      sent.on("error", reject);
      sent.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

function lengthOf(body: Asked["body"], headers: object): Record<string, string> {
  if (body === undefined || "transfer-encoding" in headers) return {};
  return { "content-length": String(Buffer.byteLength(body)) };
}

async function read(response: IncomingMessage): Promise<Got> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString("utf8") };
}
