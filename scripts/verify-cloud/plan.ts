// All steps in their order, and how they are told before anything is done.

import type { FidelityLine } from "../fidelity/lines.ts";
import { add, grow, remove } from "./steps/disk.ts";
import { removeAll } from "./steps/end.ts";
import { create, look } from "./steps/pool.ts";
import { ask, enter } from "./steps/questions.ts";
import type { Step } from "./visit.ts";

export const steps: readonly Step[] = [enter, ask, create, look, add, grow, remove, removeAll];

export const costWarning = `This makes real things in your account, and they cost money: one pay-per-use desktop of the product that you name,
its system disk of 80 GB and a data disk of 10, then 20 GB, for about an hour (a slow service may take longer, up to
--max-minutes). The price is that of your product in your region: look it up before. A public address, an image
or a licence that the product brings with it costs too. At the end everything is removed, also after a failure or Ctrl-C;
what could not be removed is listed by name and id, and costs until you remove it yourself.`;

export function planText(lines: readonly FidelityLine[]): string {
  const routes = new Map(lines.map(({ id, claim }) => [id, claim]));
  return steps.map((step, i) => stepText(step, i + 1, routes)).join("\n\n");
}

function stepText({ title, calls, lines, costs }: Step, number: number, claims: ReadonlyMap<string, string>): string {
  return [
    `${number}. ${title}`,
    ...calls.map((call) => `     ${call}`),
    ...(costs ? [`   costs: ${costs}`] : []),
    ...lines.map((id) => `   - ${id}: ${claims.get(id) ?? "not a line of fidelity.jsonl"}`),
  ].join("\n");
}
