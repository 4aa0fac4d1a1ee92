// A line from time to time while something takes minutes, so that nobody takes it for dead.

import { limits } from "./versions.ts";

export async function sayingWhile<T>(say: (line: string) => void, what: string, work: () => Promise<T>): Promise<T> {
  const begin = Date.now();
  const timer = setInterval(
    () => say(`${what} after ${Math.round((Date.now() - begin) / 1000)} s`),
    limits.stillAtWorkMs,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
