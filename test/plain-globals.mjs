// What a test imports from @jest/globals, in plain Node.
import { lasting } from "./plain-hooks.mjs";
import { limited, mostMs } from "./plain-limit.ts";

export const { expect, describe, jest } = globalThis;
export const beforeAll = lasting(globalThis.beforeAll);
export const afterAll = lasting(globalThis.afterAll);
export const beforeEach = lasting(globalThis.beforeEach);
export const afterEach = lasting(globalThis.afterEach);

/** Each test has a limit, as long as it asks for or longer. */
const limiting =
  (register) =>
  (title, run, ms = 0) =>
    register(title, limited(run, Math.max(ms, mostMs)), ms);
const { test: plain } = globalThis;

export const test = Object.assign(limiting(plain), plain, { each: (...table) => limiting(plain.each(...table)) });
