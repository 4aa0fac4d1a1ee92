/** Secrets and a person to plant, and the search for them in everything that can be printed, in whatever dress. */
import { inspect } from "node:util";
import { asHostError } from "../../provider/runtime/host-error.ts";

export const planted = {
  accessKey: "PLANTEDACCESSKEY7F3Q",
  secretKey: 'plantedSecretKey/+="x\\yZ0123456789abcdef',
  securityToken: `MIIplantedSecurityToken${"aB3+/".repeat(30)}==`,
  token: `MIIplantedGivenToken${"xY7+/".repeat(30)}`,
  password: 'plAnted&pass word%41"é',
  iamToken: `MIIplantedIamToken${"kL9-_".repeat(30)}`,
  temporaryKey: "PLANTEDTEMPORARY8G4R",
  temporarySecret: "plantedTemporarySecret/+0123456789abcdef",
  proxyPassword: "plantedProxyPass/7",
  mail: "planted.person@corp.example",
  person: "plantedperson",
} as const;

/** Every value in every dress that somebody could take off again. */
const dresses: readonly ((value: string) => string)[] = [
  (value) => value,
  encodeURIComponent,
  (value) => encodeURIComponent(encodeURIComponent(value)),
  (value) => new URLSearchParams({ x: value }).toString().slice(2),
  (value) => JSON.stringify(value).slice(1, -1),
  (value) => JSON.stringify(JSON.stringify(value)).slice(3, -3),
  (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
  ...[0, 1, 2].map((before) => (value: string) => {
    const whole = Buffer.from(`${"x".repeat(before)}${value}`);
    return whole.toString("base64").slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
  }),
];

/** A name or an address in base64 says nothing to whoever reads it. */
const isSecret = (value: string): boolean => value !== planted.person && value !== planted.mail;

const needles: readonly (readonly [string, string])[] = Object.entries(planted).flatMap(([name, value]) =>
  [...new Set((isSecret(value) ? dresses : dresses.slice(0, 6)).map((dress) => dress(value)))].map(
    (needle) => [name, needle] as const,
  ),
);

/** Which planted values are in it: none, or the test fails with their names. */
export function plantedIn(text: string): string[] {
  const flat = text.replace(/\r?\n\s*/g, "");
  return [
    ...new Set(needles.filter(([, needle]) => text.includes(needle) || flat.includes(needle)).map(([name]) => name)),
  ];
}

/** Everything of an error that somebody may print: as it is thrown, inspected, logged, and handed to Pulumi by each operation. */
export function everythingOf(error: unknown): string {
  const host = ["check", "create", "read", "update", "delete"].map((op) =>
    asHostError({ kind: "DesktopPool", op, error, provider: "", arguments: [] }),
  );
  return [error, ...host].map(printed).join("\n");
}

function printed(thrown: unknown): string {
  const chain = [...causesOf(thrown)].map((cause) => {
    const own = cause instanceof Error ? [cause.name, cause.message, cause.stack ?? ""] : [];
    return [
      ...own,
      String(cause),
      JSON.stringify(cause) ?? "",
      JSON.stringify(cause, Object.getOwnPropertyNames(Object(cause))),
    ];
  });
  const inspected = inspect(thrown, { depth: 10, showHidden: true, maxStringLength: null, maxArrayLength: null });
  return [inspected, ...chain.flat()].join("\n");
}

function* causesOf(thrown: unknown): Generator<unknown> {
  yield thrown;
  if (thrown instanceof AggregateError) for (const one of thrown.errors) yield* causesOf(one);
  if (thrown instanceof Error && thrown.cause !== undefined) yield* causesOf(thrown.cause);
}
