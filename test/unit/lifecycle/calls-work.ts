/** One change of a set on a pool that a test describes, and the steps that it is made of. */
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import type { Work } from "../../../provider/lifecycle/pool-volume-set/calls/work.ts";
import type { Ended } from "../../../provider/lifecycle/pool-volume-set/state/carried.ts";
import { draftOf } from "../../../provider/lifecycle/pool-volume-set/state/draft.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import {
  type Declared,
  type Plan,
  type Scope,
  type Step,
  type StepOf,
  wholePool,
} from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, cloudWith, type Told } from "./calls-scene.ts";
import { poolWith, stateWith, until } from "./identity-scene.ts";

export const urn = "urn:pulumi:dev::office::PoolVolumeSet::disks";

export interface Doing extends Told {
  readonly state?: Partial<State>;
  readonly scope?: Scope;
  readonly news?: Plain;
  readonly ended?: readonly Ended[];
}

/** A set with the key "data", whose disk is "x", unless its state says otherwise. */
export async function workWith({ state, scope = wholePool, news = {}, ended = [], ...told }: Doing = {}) {
  const cloud = await cloudWith(told);
  return { cloud, ...workOn(cloud, { scope, news, ended, ...(state === undefined ? {} : { state }) }) };
}

export function workOn(cloud: Cloud, { state, scope = wholePool, news = {}, ended = [] }: Omit<Doing, keyof Told>) {
  const { service, report, pool = poolWith([]), desktops } = cloud;
  const before = stateWith({
    volumeIds: { data: "x" },
    origins: { data: "added" },
    recorded: { data: sas() },
    ...state,
  });
  const draft = draftOf(before, { pool, desktops, waitedOut: [] }, ended);
  const { run } = cloud.context;
  const work: Work = { service, report, run, urn, poolId: "p", until, scope, draft, news, desktops, ended };
  return { work, draft };
}

export const expandTo = (size: number, key = "data", id = "x"): StepOf<"expand"> => ({
  kind: "expand",
  key,
  volume: disk(id),
  size,
});

export const addOf = (key: string, declared: Declared, old?: string): StepOf<"add"> => ({
  kind: "add",
  key,
  declared,
  ...(old === undefined ? {} : { replaces: { volume: disk(old), consent: "OPS-1", declared } }),
});

export const deleteOf = (key = "data", id = "x", more: Partial<StepOf<"delete">> = {}): StepOf<"delete"> => ({
  kind: "delete",
  key,
  volume: disk(id),
  ...more,
});

export const planOf = (steps: readonly Step[], more: Partial<Plan> = {}): Plan => ({
  steps,
  refusals: [],
  notices: [],
  deleteFirst: false,
  ...more,
});

/** What a call failed with, in its words; nothing where it went well. */
export const wordsOf = (failure: unknown): unknown => (failure instanceof Error ? failure.message : failure);
