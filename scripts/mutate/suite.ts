/**
 * Stands in for `@jest/globals` while mutants are judged: the same words, and tests that can be run again and again in one
 * process. Jest loads everything anew for each mutant, which costs a second where most tests take a millisecond.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "expect";
import { bind } from "jest-each";

type Body = () => unknown;

interface Block {
  readonly name: string;
  readonly parent: Block | undefined;
  readonly beforeAll: Body[];
  readonly afterAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
}

export interface Test {
  readonly id: string;
  readonly block: Block;
  readonly body: Body;
}

const block = (name: string, parent?: Block): Block => ({
  name,
  parent,
  beforeAll: [],
  afterAll: [],
  beforeEach: [],
  afterEach: [],
});

/** What a file registers outside of `describe` is that file's, wherever the line stands. */
const tests: Test[] = [];
const everywhere = block("");
let here = everywhere;

/** Imports a file of tests, and answers all that are known by now. */
export async function load(file: string, url: string): Promise<readonly Test[]> {
  here = block(file, everywhere);
  await import(url);
  here = everywhere;
  return tests;
}

function describeBlock(name: string, body: Body): void {
  const outer = here;
  here = block(name, outer);
  body();
  here = outer;
}

function register(name: string, body: Body): void {
  const said = [...line(here).map((b) => b.name), name].filter((part) => part !== "").join(" ");
  const same = tests.filter(({ id }) => id === said || id.startsWith(`${said} #`)).length;
  tests.push({ id: same === 0 ? said : `${said} #${same + 1}`, block: here, body });
}

/** From the outermost to the block itself. */
const line = (of: Block): Block[] => (of.parent === undefined ? [of] : [...line(of.parent), of]);

/** A module that many files share says its hooks once, and means them all. */
function hooked(kind: "beforeAll" | "afterAll" | "beforeEach" | "afterEach") {
  return (body: Body): void => {
    const caller = new Error().stack?.split("\n")[2] ?? "";
    (caller.includes(".test.ts") ? here : everywhere)[kind].push(body);
  };
}

export const describe = Object.assign(describeBlock, { each: bind(describeBlock, false) });
export const test = Object.assign(register, { each: bind(register, false) });
export const it = test;
export const beforeAll = hooked("beforeAll");
export const afterAll = hooked("afterAll");
export const beforeEach = hooked("beforeEach");
export const afterEach = hooked("afterEach");
export { expect };

export interface Failed {
  readonly test: Test;
  readonly error: unknown;
  /** It has not ended at all, and may still be at work. */
  readonly isLate?: boolean;
}

export interface Watch {
  /** Longest time of a test, its hooks included; default: as long as it takes. */
  readonly limitMs?: (test: Test) => number;
  /** No test begins when this process has worked for so long; what else the machine does is not counted. Default: all do. */
  readonly budgetMs?: number;
  /** Hooks of a whole block run now: they are for each of these tests. */
  readonly block?: (tests: readonly Test[]) => void;
  readonly begun?: (test: Test) => void;
  readonly ended?: (test: Test, failed: Failed | undefined) => void;
}

/** Runs these, one after the other, until one fails. */
export async function run(chosen: readonly Test[], watch: Watch = {}): Promise<Failed | undefined> {
  const open: Block[] = [];
  const inside = (b: Block) => chosen.filter((t) => line(t.block).includes(b));
  let failed: Failed | undefined;
  const close = async (b: Block) => {
    watch.block?.(inside(b));
    for (const hook of b.afterAll.toReversed()) await hook();
  };
  const enter = async (one: Test) => {
    const wanted = line(one.block);
    while (open.length > 0 && !wanted.includes(open.at(-1) ?? everywhere)) await close(open.pop() ?? everywhere);
    for (const b of wanted.slice(open.length)) {
      open.push(b);
      watch.block?.(inside(b));
      for (const hook of b.beforeAll) await hook();
    }
    watch.begun?.(one);
    await runOne(one, wanted);
  };
  const until = workedMs() + (watch.budgetMs ?? Number.POSITIVE_INFINITY);
  for (const one of chosen) {
    if (workedMs() > until) break;
    const error = await within(watch.limitMs?.(one), () => thrown(() => enter(one)));
    if (error === late) return { test: one, error: "it has not ended", isLate: true };
    failed = error === undefined ? undefined : { test: one, error: error.reason };
    watch.ended?.(one, failed);
    if (failed !== undefined) break;
  }
  // What a test has spoilt, its hooks may stumble over.
  for (const b of open.toReversed()) await thrown(() => close(b));
  return failed;
}

function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The test fails where its hooks do; those that clean up run in any case. */
async function runOne({ body }: Test, blocks: readonly Block[]): Promise<void> {
  const first = await thrown(async () => {
    for (const hook of blocks.flatMap((b) => b.beforeEach)) await hook();
    await body();
  });
  const others: (Thrown | undefined)[] = [];
  for (const hook of blocks.toReversed().flatMap((b) => b.afterEach.toReversed())) others.push(await thrown(hook));
  const found = [first, ...others].find((e) => e !== undefined);
  if (found !== undefined) throw found.reason;
}

interface Thrown {
  readonly reason: unknown;
}

const late = { reason: undefined };

/** `late` where it takes longer; what goes on then is nobody's any more. */
async function within<T>(limitMs: number | undefined, work: () => Promise<T>): Promise<T | typeof late> {
  if (limitMs === undefined) return work();
  const timer = new AbortController();
  const end = sleep(limitMs, late, { signal: timer.signal }).catch(() => late);
  try {
    return await Promise.race([work(), end]);
  } finally {
    timer.abort();
  }
}

/** An error that nobody waits for is the test's as well. */
async function thrown(body: Body): Promise<Thrown | undefined> {
  let astray: Thrown | undefined;
  const note = (reason: unknown) => {
    astray ??= { reason };
  };
  process.on("uncaughtException", note);
  try {
    await body();
    return astray;
  } catch (reason) {
    return { reason };
  } finally {
    process.off("uncaughtException", note);
  }
}
