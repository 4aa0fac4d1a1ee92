// How much is claimed, how sure it is, and how much of it was seen on the real service.

import { type FidelityLine, marks } from "./lines.ts";

export function scoreOf(lines: readonly FidelityLine[]): string {
  const counted = marks.map((mark) => `${lines.filter(({ sure }) => sure === mark).length} ${mark}`);
  const tested = lines.filter(({ test }) => test !== undefined).length;
  const verified = lines.filter((line) => line.verified !== undefined).length;
  return `${lines.length} behaviours: ${counted.join(", ")}; ${tested} tested; ${verified} verified on the real service`;
}
