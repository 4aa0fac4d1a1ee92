// What the real service said to each line of simulator/fidelity.jsonl that was asked about.

export interface Verdict {
  readonly result: "agreed" | "differs" | "not checked";
  readonly seen: string;
}

export interface Verdicts {
  /** A line may be looked at more than once: it agrees only if it always does. */
  judge(id: string, agreed: boolean, seen: string): void;
  all(): ReadonlyMap<string, Verdict>;
}

export function verdictsOf(): Verdicts {
  const said = new Map<string, Verdict>();
  return {
    judge(id, agreed, seen) {
      if (said.get(id)?.result === "differs") return;
      said.set(id, { result: agreed ? "agreed" : "differs", seen });
    },
    all: () => said,
  };
}
