/** What the simulator saw of a call, held against its own schemas: nothing lacks, nothing is of another form, nothing is unknown. */
import { routes } from "../../../simulator/routes/table.ts";
import { readQuery } from "../../../simulator/schemas/query.ts";
import { checkOf } from "../../../simulator/schemas/validate.ts";
import type { Scene } from "./scene.ts";

/** One call as it arrived. */
export interface Seen {
  readonly operation: string;
  /** `POST /desktop-pools/P/expand`, without the version and the project. */
  readonly line: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly status: number;
}

export function seenAfter({ simulator }: Scene, seq: number): Seen[] {
  const root = `/v2/${simulator.tenant.projectId}`;
  return simulator.ledger({ after: seq }).calls.map(({ operation, method, path, query = {}, body, status }) => ({
    operation,
    line: `${method} ${path.startsWith(root) ? path.slice(root.length) : path}`,
    query,
    body,
    status,
  }));
}

export const lastSeq = ({ simulator }: Scene): number =>
  Math.max(0, ...simulator.ledger().calls.map(({ seq }) => seq), ...simulator.ledger().effects.map(({ seq }) => seq));

/** The first thing about it that the route of its operation does not publish. */
export function faultOf({ operation, query, body, status }: Seen): string | undefined {
  const route = routes.find((candidate) => candidate.operation === operation);
  if (route === undefined) return `${operation} is no operation of the service`;
  const unknown = [
    ...unknownFields(body, route.body, "body"),
    ...Object.keys(query).filter((name) => !(name in (route.query?.properties ?? {}))),
  ];
  if (unknown.length > 0) return `${operation} does not know ${unknown.join(", ")}`;
  const wrong =
    (route.body === undefined ? undefined : checkOf(route.body)(body)) ??
    (route.query === undefined ? undefined : checkOf(route.query)(readQuery(route.query, query)));
  if (wrong !== undefined) return wrong;
  return status < 300 && !route.success.includes(status) ? `${operation} is not answered by ${status}` : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The simulator reads past fields that nobody knows; a client that sends one has a mistake in it. */
function unknownFields(value: unknown, schema: unknown, at: string): string[] {
  if (!isRecord(schema)) return value === undefined ? [] : [at];
  if (Array.isArray(schema.anyOf)) {
    const found = schema.anyOf.map((one) => unknownFields(value, one, at));
    return found.toSorted((a, b) => a.length - b.length)[0] ?? [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownFields(item, schema.items, `${at}.${index}`));
  if (!isRecord(value)) return [];
  if (!isRecord(schema.properties)) return [at];
  const { properties } = schema;
  return Object.entries(value).flatMap(([name, inner]) =>
    name in properties ? unknownFields(inner, properties[name], `${at}.${name}`) : [`${at}.${name}`],
  );
}
