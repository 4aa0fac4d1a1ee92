// What a test imports from @jest/globals, in plain Node.
import { lasting } from "./plain-hooks.mjs";

export const { expect, test, describe, jest } = globalThis;
export const beforeAll = lasting(globalThis.beforeAll);
export const afterAll = lasting(globalThis.afterAll);
export const beforeEach = lasting(globalThis.beforeEach);
export const afterEach = lasting(globalThis.afterEach);
