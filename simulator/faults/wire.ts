// An answer on its way to the wire: as the call gave it, and as the bytes that are sent.

export type HeaderValue = string | string[] | null;

/** What is answered. A body that is a text is sent as it stands, all others as JSON. */
export interface Given {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, HeaderValue>>;
}

export interface Wire {
  readonly status: number;
  /** Null is a header that is left out, also if it is one that everybody sends. */
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly type: string | null;
  readonly bytes: Buffer | undefined;
}

export function packed({ status, body, headers = {} }: Given): Wire {
  const usual = typeof body === "string" ? "text/html" : "application/json";
  const { "content-type": type = usual, ...others } = lowered(headers);
  const bytes = body === undefined ? undefined : bytesOf(body);
  return { status, headers: others, type: [type].flat()[0] ?? null, bytes };
}

/** The case of a header's name says nothing. */
export function lowered(headers: Readonly<Record<string, HeaderValue>>): Record<string, HeaderValue> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function bytesOf(body: unknown): Buffer {
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}
