// `npm run bench:wait`: what waiting for jobs costs, in virtual time over real HTTP. It prints and judges nothing but the figures
// beside their limits; a small run of the same is held to the limits by test/service/jobs-budget.test.ts.

import { stripVTControlCharacters } from "node:util";
import { Table } from "console-table-printer";
import { type Waits, waitFor } from "./wait/jobs.ts";
import { ours, terraforms } from "./wait/policies.ts";
import { changeAtOnce, changeOneByOne, leastSeconds, requestsNeeded } from "./wait/pools.ts";

interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly limit?: string;
  readonly verdict?: "within" | "over";
  /** Terraform's provider, replayed. */
  readonly theirs?: string;
}

const jobs = 1_000;

async function oneByOne(): Promise<Figure[]> {
  const [our, their] = [await waitFor(jobs, ours), await waitFor(jobs, terraforms)];
  const share = ({ overheadMs, lengthMs }: Waits) => overheadMs / lengthMs;
  const largest = ({ largestMs }: Waits) => largestMs / 1000;
  const gets = (waits: Waits) => (waits.gets / waits.jobs).toFixed(1);
  return [
    {
      what: `${jobs.toLocaleString("en")} jobs of 5…600 s, one by one: sum of overheads ÷ sum of job times`,
      ours: percent(share(our)),
      ...judged(share(our), 0.03, percent),
      theirs: percent(share(their)),
    },
    {
      what: "the largest overhead",
      ours: seconds(largest(our)),
      ...judged(largest(our), 15, seconds),
      theirs: seconds(largest(their)),
    },
    { what: "GETs for a job", ours: gets(our), theirs: gets(their) },
  ];
}

const options = { pools: 100, perSecond: 5, jobSeconds: [30, 90] } as const;

async function atOnce(): Promise<Figure[]> {
  const alone = await changeOneByOne(options);
  const all = await changeAtOnce(options);
  const least = leastSeconds(options, alone, all);
  const needed = requestsNeeded(options, alone);
  const { pools, perSecond } = options;
  return [
    {
      what: `${pools} pools × one disk at once, ${perSecond} requests/s: time ÷ max(longest job, requests needed ÷ rate)`,
      ours: ratio(all.seconds / least),
      ...judged(all.seconds / least, 1.3, ratio),
    },
    { what: "  time", ours: seconds(all.seconds) },
    { what: "  longest job", ours: seconds(all.longestJobSeconds) },
    { what: "  requests needed: of the same changes each alone, with one look at each job", ours: String(needed) },
    { what: "  requests made", ours: String(all.requests) },
    { what: "  of them looks at jobs, for each job", ours: ratio(all.polls / pools) },
    { what: "  answers 429", ours: String(all.throttled) },
    {
      what: "  changes that failed",
      ours: String(all.failures.length + alone.failures.length),
      ...judged(all.failures.length + alone.failures.length, 0, String),
    },
  ];
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const seconds = (value: number) => `${value.toFixed(1)} s`;
const ratio = (value: number) => value.toFixed(2);

function judged(value: number, most: number, words: (value: number) => string): Pick<Figure, "limit" | "verdict"> {
  return { limit: `<= ${words(most)}`, verdict: value <= most ? "within" : "over" };
}

const table = new Table({ columns: [{ name: "what", alignment: "left" }] });
table.addRows([...(await oneByOne()), ...(await atOnce())].map((figure) => ({ limit: "", verdict: "", ...figure })));
// In a file or a log the colours are only noise.
const text = table.render();
process.stdout.write(`${process.stdout.isTTY ? text : stripVTControlCharacters(text)}\n`);
