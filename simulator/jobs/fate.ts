// How a job's fate is shared out among its parts: the first desktops go well, the last ones do not.

import type { Destiny, JobFate } from "./types.ts";

export function destiniesOf(parts: number, fate: JobFate | undefined): Destiny[] {
  const bad = badParts(parts, fate);
  return Array.from({ length: parts }, (_, index) => (index < parts - bad ? "success" : badDestiny(fate)));
}

function badParts(parts: number, fate: JobFate | undefined): number {
  if (!fate) return 0;
  const asked = fate.failDesktops ?? (fate.outcome === "fail" ? parts : 1);
  return Math.min(asked, parts);
}

function badDestiny(fate: JobFate | undefined): Destiny {
  return fate?.outcome === "stuck" ? "stuck" : "failed";
}
