// What a test imports from @jest/globals, in plain Node.
export const { expect, test, describe, beforeAll, afterAll, beforeEach, afterEach, jest } = globalThis;
