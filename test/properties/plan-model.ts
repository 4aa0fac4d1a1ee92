/** The cloud and the state after a plan, as the lifecycle carries it out: with what a crash leaves, if it stops before the state is written. */
import { normal } from "../../provider/volumes/normal.ts";
import type { Declared, Origin, Plan, Question, Step, StepOf, Volume } from "../../provider/volumes/types.ts";

interface Model {
  readonly volumes: Map<string, Volume>;
  readonly volumeIds: Map<string, string>;
  readonly origins: Map<string, Origin>;
}

/** What the service has made of a declaration, under an id of its own in each run. */
const made = (step: StepOf<"add">, run: string): Volume => ({
  id: `${run}-${step.key}`,
  type: step.declared.type,
  size: step.declared.size,
  iops: step.declared.iops ?? 3000,
});

function claim(model: Model, key: string, id: string, origin: Origin): void {
  model.volumeIds.set(key, id);
  model.origins.set(key, origin);
}

function settle(model: Model, step: Step): void {
  if (step.kind === "takeOver") {
    for (const [other, id] of model.volumeIds) if (id === step.id && other !== step.key) model.volumeIds.delete(other);
    claim(model, step.key, step.id, "adopted");
  }
  if (step.kind === "rename") {
    const id = model.volumeIds.get(step.from);
    model.volumeIds.delete(step.from);
    if (id !== undefined) claim(model, step.key, id, model.origins.get(step.from) ?? "added");
  }
  if (step.kind === "recover") claim(model, step.key, step.volume.id, step.origin);
  if (step.kind === "forget") model.volumeIds.delete(step.key);
}

function carryOut(model: Model, step: Step): void {
  if (step.kind === "expand") model.volumes.set(step.volume.id, { ...step.volume, size: step.size });
  if (step.kind === "delete") {
    model.volumes.delete(step.volume.id);
    if (step.successor === undefined) model.volumeIds.delete(step.key);
  }
  if (step.kind === "add") {
    const volume = made(step, "new");
    model.volumes.set(volume.id, volume);
    claim(model, step.key, volume.id, "added");
  }
}

/** After success: the outputs hold all of the program, its consents are spent, and an add job of ours is the last one. */
export function applied(question: Question, { steps }: Plan): Question {
  const { known, claims, desired, consents } = question;
  const model: Model = {
    volumes: new Map(normal(question).known.volumes.map((v) => [v.id, v])),
    volumeIds: new Map(Object.entries(claims.volumeIds)),
    origins: new Map(Object.entries(claims.origins)),
  };
  for (const step of steps) settle(model, step);
  for (const step of steps) carryOut(model, step);
  return {
    ...question,
    known: { ...known, volumes: [...model.volumes.values()] },
    claims: {
      volumeIds: Object.fromEntries(model.volumeIds),
      origins: Object.fromEntries(model.origins),
      recorded: desired,
      vanished: Object.fromEntries(Object.entries(claims.vanished).filter(([key]) => !model.volumeIds.has(key))),
      replacing: {},
    },
    consents: { given: consents.given, spent: consents.given },
    recoverable: new Map(),
  };
}

/** After a crash in the middle: some adds have happened in the cloud, and no state was written. */
export function crashed(question: Question, { steps }: Plan, { made: isMade, origin }: Crash): Question {
  const added = steps.flatMap((s) => (s.kind === "add" && isMade(s.key) ? [made(s, "lost")] : []));
  return {
    ...question,
    known: { ...question.known, volumes: [...question.known.volumes, ...added] },
    recoverable: new Map([...question.recoverable, ...added.map((v): [string, Origin] => [v.id, origin])]),
  };
}

export interface Crash {
  readonly made: (key: string) => boolean;
  /** `added` where the state tells of the call, `recovered` where only the service's job does. */
  readonly origin: Origin;
}

export const declaredOf = (question: Question, key: string): Declared | undefined =>
  Object.hasOwn(question.desired, key) ? question.desired[key] : undefined;
