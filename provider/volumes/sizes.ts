/** The service's limits of a disk's size. They hold for sizes that would be sent; what exists may have any. */
import type { Limits, Refusal, Step } from "./types.ts";
import { fieldOf } from "./words.ts";

export function sizeRefusals(steps: readonly Step[], limits: Limits): Refusal[] {
  return steps.flatMap((step) => {
    if (step.kind === "add") return refusal(step.key, { size: step.declared.size, atLeast: limits.minSize }, limits);
    return step.kind === "expand" ? refusal(step.key, { size: step.size, atLeast: step.volume.size }, limits) : [];
  });
}

interface Wish {
  readonly size: number;
  /** What is there already: a smaller one is no advice. */
  readonly atLeast: number;
}

const isAllowed = (size: number, { minSize, maxSize, sizeStep }: Limits): boolean =>
  size >= minSize && size <= maxSize && size % sizeStep === 0;

function refusal(key: string, { size, atLeast }: Wish, limits: Limits): Refusal[] {
  if (isAllowed(size, limits)) return [];
  const { minSize, maxSize, sizeStep } = limits;
  const clamped = (steps: number): number => Math.max(minSize, Math.min(maxSize, steps * sizeStep));
  const around = [Math.floor(size / sizeStep), Math.ceil(size / sizeStep)].map(clamped);
  const near = [...new Set(around)].map((s) => Math.max(s, atLeast)).map((s) => `\`size: ${s}\``);
  const allowed = `a multiple of ${sizeStep} from ${minSize} to ${maxSize} GB`;
  const reason = `${fieldOf(key, "size")} is ${size}; allowed is ${allowed}: write ${[...new Set(near)].join(" or ")}`;
  return [{ key, reason }];
}
