// Says what is wrong with the options of a start, before anything has begun. What has words of its own is read where it is used.

import type { SimulatorOptions } from "./options.ts";

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

type Name = keyof SimulatorOptions;

/** The same for the command and for a test that starts a simulator. */
export const ranges = {
  port: { from: 0, to: 65_535, whole: true },
  jitter: { from: 0, to: 1 },
  jobPolls: { from: 1, to: 10_000, whole: true },
  jobsForgottenAfter: { from: 0, to: 1e9 },
  autoscaleSeconds: { from: 0, to: 1e9 },
  clockOffset: { from: -1e9, to: 1e9 },
  rate: { from: 1, to: 1e6, whole: true },
  ledgerCap: { from: 1, to: 1e9, whole: true },
} as const satisfies { readonly [N in Name]?: Range };

export function isWithin(value: unknown, { from, to, whole = false }: Range): boolean {
  return typeof value === "number" && value >= from && value <= to && (!whole || Number.isInteger(value));
}

export const rangeWords = ({ from, to, whole = false }: Range) =>
  `a ${whole ? "whole " : ""}number from ${from} to ${to}`;

type Rule = readonly [is: (value: unknown) => boolean, words: string];

const within = (range: Range): Rule => [(value) => isWithin(value, range), rangeWords(range)];
const text: Rule = [(value) => typeof value === "string", "a text"];
const anything: Rule = [() => true, ""];

const rules: { readonly [N in Name]-?: Rule } = {
  port: within(ranges.port),
  jitter: within(ranges.jitter),
  jobPolls: within(ranges.jobPolls),
  jobsForgottenAfter: within(ranges.jobsForgottenAfter),
  autoscaleSeconds: within(ranges.autoscaleSeconds),
  clockOffset: within(ranges.clockOffset),
  rate: within(ranges.rate),
  ledgerCap: within(ranges.ledgerCap),
  auth: [(value) => value === "strict" || value === "off", "strict or off"],
  now: [(value) => typeof value === "function", "a function that gives milliseconds since 1970"],
  deny: [Array.isArray, "a list of actions"],
  host: text,
  region: text,
  projectId: text,
  seed: text,
  state: text,
  time: text,
  log: text,
  jobSeconds: anything,
  dialects: [(value) => typeof value === "object" && value !== null, "values by the names of dialects"],
  load: anything,
};

export function assertOptions(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (!isName(name)) throw new Error(`${name} is not an option. Known: ${Object.keys(rules).join(", ")}`);
    const [is, words] = rules[name];
    if (value !== undefined && !is(value)) throw new Error(`${name}: ${String(value)} is not ${words}`);
  }
}

const isName = (name: string): name is Name => Object.hasOwn(rules, name);
