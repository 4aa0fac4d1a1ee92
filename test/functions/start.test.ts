// What a program loads before it asks anything: the shims and Pulumi. A client in there would make every program start later.

import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";

const index = new URL("../../provider/index.ts", import.meta.url).href;

/** The modules that are loaded by this script, as paths. */
function loadedBy(script: string): string[] {
  const hooked = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    ${script}
    console.log(JSON.stringify(loaded));`;
  const words = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", hooked];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" }));
}

const heavy =
  /node_modules\/(got|zod|p-retry|pino|commander|fastest-levenshtein)\/|provider\/(workspace|config|lifecycle|functions\/(answers|adoption))\//;

test("importing the package loads neither the client nor its libraries; the first question does", () => {
  const [start, asked] = [
    `const { getDesktopPool } = await import(${JSON.stringify(index)});`,
    "await getDesktopPool({}).catch(() => {});",
  ];
  const first = loadedBy(start);
  expect(first).toContainEqual(expect.stringMatching(/provider\/functions\/desktop-pools\.ts$/));
  expect(first.filter((url) => heavy.test(url))).toEqual([]);
  expect(loadedBy(start + asked).filter((url) => heavy.test(url))).not.toEqual([]);
});
