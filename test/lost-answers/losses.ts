/** How the answer to a change gets lost, and what else happens on the way. */
import type { FaultEffect } from "../../simulator/index.ts";

export const lossKinds = [
  "lost, and it was done",
  "lost, and it was not done",
  "a 5xx after it was done",
  "an answer that does not fit",
] as const;
export type LossKind = (typeof lossKinds)[number];

interface Loss {
  readonly name: string;
  readonly effect: FaultEffect;
}

const named = (effects: readonly [FaultEffect, ...FaultEffect[]]): readonly [Loss, ...Loss[]] => {
  const [first, ...others] = effects;
  return [nameOf(first), ...others.map(nameOf)];
};
const nameOf = (effect: FaultEffect): Loss => ({ name: JSON.stringify(effect), effect });

const page = { headers: { "content-type": "text/html" }, body: "<html><body>Bad gateway</body></html>" };

export const losses: Readonly<Record<LossKind, readonly [Loss, ...Loss[]]>> = {
  "lost, and it was done": named([
    { dropAfter: true },
    { reset: "after" },
    { cutBody: { end: "close" } },
    { cutBody: { end: "reset", sent: 3 } },
    { chunked: "unended" },
  ]),
  "lost, and it was not done": named([
    { dropBefore: true },
    { reset: "before" },
    { status: 500 },
    { status: 502, ...page },
    { status: 503 },
    { status: 504 },
    { status: 408 },
  ]),
  "a 5xx after it was done": named([
    { status: 500, after: true },
    { status: 502, after: true, ...page },
    { status: 503, after: true },
    { status: 504, after: true, ...page },
    { status: 408, after: true },
  ]),
  "an answer that does not fit": named([
    { missingJobId: true },
    { jobId: "empty" },
    { jobId: "null" },
    { spoilBody: "html" },
    { spoilBody: "empty" },
    { spoilBody: "null" },
    { spoilBody: "array" },
    { spoilBody: "text" },
    { spoilBody: "empty-object" },
    { spoilBody: "invalid-json" },
    { spoilBody: "half-json" },
    { gzip: "broken" },
    { chunked: "broken" },
    { refusal: { code: "WKS.00010109", status: 200 } },
  ]),
};
