/** The steps of a plan that need a call, in their order: what is new is proven before anything is destroyed. */
import type { Declared, Plan, Step } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import { inAsFewCalls } from "../../volume-set/one-disk-a-call.ts";
import { addVolumes } from "./adding.ts";
import { changeSpeeds, deleteVolumes, expandVolumes } from "./calls.ts";
import { hostRefusals } from "./host-refusals.ts";
import { toldFirst } from "./tell-first.ts";
import type { Work } from "./work.ts";

/** The first job that fails ends the work: what comes after it might build on what is not there. */
export async function apply(
  work: Work,
  { steps, deleteFirst }: Plan,
  desired: Readonly<Record<string, Declared>>,
): Promise<unknown> {
  const expands = steps.filter((s) => s.kind === "expand");
  const speeds = steps.filter((s) => s.kind === "speed");
  const adds = steps.filter((s) => s.kind === "add");
  const deletes = steps.filter((s) => s.kind === "delete");
  const expand = { steps: expands, call: () => expandVolumes(work, expands, desired) };
  const speed = { steps: speeds, call: () => changeSpeeds(work, speeds, desired) };
  const add = { steps: adds, call: () => inAsFewCalls(work, adds, (some) => addVolumes(work, some)) };
  const remove = {
    steps: deletes,
    call: async () =>
      (await toldFirst(work, deletes)) ??
      refusedNow(work, deletes) ??
      inAsFewCalls(work, deletes, (some) => deleteVolumes(work, some)),
  };
  const order = deleteFirst ? [expand, speed, remove, add] : [expand, speed, add, remove];
  for (const { steps: some, call } of order.filter((one) => one.steps.length > 0)) {
    const failure = refusedNow(work, some) ?? (await call());
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Somebody may freeze the pool or stop the desktop between two calls, or in the grace time of a message. */
function refusedNow({ draft: { seen } }: Work, steps: readonly Step[]): Error | undefined {
  const reasons = hostRefusals(seen, steps);
  return reasons.length === 0 ? undefined : workspaceError("refused", reasons.join("\n"));
}
