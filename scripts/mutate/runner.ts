/**
 * Stryker's test runner for one room: all tests are loaded once, and each mutant is switched on in them. A failure counts only
 * where the same test passes without the mutant right after; else an earlier mutant has spoilt something, and a new process decides.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import type { MutantCoverage } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from "@stryker-mutator/api/test-runner";
import { room, testsOf } from "./rooms.ts";
import { type Failed, load, run, type Test } from "./suite.ts";

/** What the mutated code asks and tells. */
interface Mutated {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: MutantCoverage;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

const mutated: Mutated = {};
Object.assign(globalThis, { __stryker__: mutated });

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals"
      ? { url: new URL("suite.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

/** How long each test took by itself, by its id: written by the process that runs them first, for those that follow it. */
const timesFile = "room-times.json";

/** A test that takes this much longer hangs: without the changed line somebody waits for ever. */
const slack = { times: 10, ms: 3_000 };

function limits(): (test: Test) => number {
  const times: Record<string, number> = existsSync(timesFile) ? JSON.parse(readFileSync(timesFile, "utf8")) : {};
  return ({ id }) => (times[id] ?? 0) * slack.times + slack.ms;
}

/** What nobody has noticed after so much work counts as not noticed: a score can only be better than the one that is told. */
const budgetMs = 3_000;

class RoomRunner implements TestRunner {
  /** How many mutants each test has noticed: its neighbours are most likely noticed by the same test. */
  readonly #noticed = new Map<string, number>();
  #tests: readonly Test[] = [];
  #mutantsBefore = 0;
  #isSpoilt = false;
  #limitMs: ((test: Test) => number) | undefined;

  capabilities() {
    return { reloadEnvironment: false };
  }

  #noticedBy({ id }: Test): number {
    return this.#noticed.get(id) ?? 0;
  }

  async #load(): Promise<void> {
    if (this.#tests.length > 0) return;
    for (const file of testsOf(room())) this.#tests = await load(file, pathToFileURL(join(process.cwd(), file)).href);
  }

  async dryRun(): Promise<DryRunResult> {
    await this.#load();
    const tests: TestResult[] = [];
    const shared: { readonly id: string; readonly tests: readonly Test[] }[] = [];
    let began = 0;
    const failed = await run(this.#tests, {
      block: (of) => {
        mutated.currentTestId = `block ${shared.length}`;
        shared.push({ id: mutated.currentTestId, tests: of });
      },
      begun: ({ id }) => {
        mutated.currentTestId = id;
        began = performance.now();
      },
      ended: (test, failure) => {
        mutated.currentTestId = undefined;
        tests.push(resultOf(test, failure, performance.now() - began));
      },
    });
    if (failed !== undefined) return { status: DryRunStatus.Complete, tests };
    for (const { id, tests: of } of shared) share(id, of);
    writeFileSync(timesFile, JSON.stringify(Object.fromEntries(tests.map((t) => [t.id, t.timeSpentMs]))));
    return {
      status: DryRunStatus.Complete,
      tests,
      mutantCoverage: mutated.mutantCoverage ?? { static: {}, perTest: {} },
    };
  }

  async mutantRun({
    activeMutant,
    mutantActivation,
    testFilter,
    hitLimit,
  }: MutantRunOptions): Promise<MutantRunResult> {
    if (this.#isSpoilt) throw new Error("an earlier mutant has spoilt this process");
    if (mutantActivation === "static") mutated.activeMutant = activeMutant.id;
    await this.#load();
    const some = this.#tests.filter(({ id }) => testFilter?.includes(id) ?? true);
    const chosen = some.toSorted((a, b) => this.#noticedBy(b) - this.#noticedBy(a));
    mutated.hitCount = hitLimit === undefined ? undefined : 0;
    mutated.hitLimit = hitLimit;
    mutated.activeMutant = activeMutant.id;
    this.#limitMs ??= limits();
    const failed = await run(chosen, { limitMs: this.#limitMs, budgetMs });
    const hits = mutated.hitCount ?? 0;
    mutated.activeMutant = undefined;
    mutated.hitCount = undefined;
    const isFirst = this.#mutantsBefore === 0;
    this.#mutantsBefore += 1;
    if (failed === undefined) return { status: MutantRunStatus.Survived, nrOfTests: chosen.length };
    if (failed.isLate === true) {
      this.#isSpoilt = true;
      return { status: MutantRunStatus.Timeout, reason: `${failed.test.id} has not ended` };
    }
    if (mutantActivation !== "static" && (await run([failed.test], { limitMs: this.#limitMs })) !== undefined) {
      this.#isSpoilt = true;
      if (!isFirst) throw new Error("an earlier mutant has spoilt this process");
    }
    this.#noticed.set(failed.test.id, this.#noticedBy(failed.test) + 1);
    if (hitLimit !== undefined && hits > hitLimit) return { status: MutantRunStatus.Timeout, reason: "it never ends" };
    return {
      status: MutantRunStatus.Killed,
      killedBy: [failed.test.id],
      failureMessage: wordsOf(failed),
      nrOfTests: chosen.length,
    };
  }
}

const wordsOf = ({ error }: Failed): string => (error instanceof Error ? error.message : String(error));

function resultOf({ id }: Test, failed: Failed | undefined, timeSpentMs: number): TestResult {
  const base = { id, name: id, timeSpentMs };
  return failed === undefined
    ? { ...base, status: TestStatus.Success }
    : { ...base, status: TestStatus.Failed, failureMessage: wordsOf(failed) };
}

/** What the hooks of a block ran is of each test in it. */
function share(id: string, tests: readonly Test[]): void {
  const perTest = mutated.mutantCoverage?.perTest;
  const ran = perTest?.[id];
  if (perTest === undefined || ran === undefined) return;
  delete perTest[id];
  for (const test of tests) {
    const own = { ...perTest[test.id] };
    for (const [mutant, count] of Object.entries(ran)) own[mutant] = (own[mutant] ?? 0) + count;
    perTest[test.id] = own;
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "room", RoomRunner)];
