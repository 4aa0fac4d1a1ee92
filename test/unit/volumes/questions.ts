/** Questions to the planner, said in few words: what is not stated is empty. */
import { plan } from "../../../provider/volumes/plan.ts";
import {
  type Declared,
  type Origin,
  type Plan,
  poolLimits,
  type Question,
  type Scope,
  type Volume,
  wholePool,
} from "../../../provider/volumes/types.ts";

/** A disk of a key that has one: what the state holds of it. */
export interface Claimed extends Partial<Declared> {
  readonly claim: string;
  readonly origin?: Origin;
}

export interface Said {
  readonly pool?: readonly Volume[];
  readonly claims?: Readonly<Record<string, Claimed>>;
  readonly desired?: Readonly<Record<string, Declared>>;
  readonly consents?: Readonly<Record<string, string>>;
  readonly spent?: Readonly<Record<string, string>>;
  readonly recoverable?: Readonly<Record<string, Origin>>;
  /** Disks that an add accounts for whose end the state does not know. */
  readonly begun?: readonly string[];
  /** What is recorded of keys without a claim. */
  readonly recorded?: Readonly<Record<string, Declared>>;
  readonly vanished?: Readonly<Record<string, string>>;
  readonly replacing?: Question["claims"]["replacing"];
  readonly poolName?: string;
  readonly from?: Question["known"]["from"];
  readonly renamed?: Readonly<Record<string, string>>;
  readonly onUndeclared?: Question["onUndeclared"];
  readonly scope?: Scope;
}

export function ask(said: Said): Question {
  const claims = Object.entries(said.claims ?? {});
  return {
    known: { from: said.from ?? "service", poolName: said.poolName ?? "finance", volumes: said.pool ?? [] },
    claims: {
      volumeIds: Object.fromEntries(claims.map(([key, { claim }]) => [key, claim])),
      origins: Object.fromEntries(claims.map(([key, { origin }]) => [key, origin ?? "added"])),
      recorded: { ...said.recorded, ...Object.fromEntries(claims.map(([key, c]) => [key, recordedOf(c)])) },
      vanished: said.vanished ?? {},
      replacing: said.replacing ?? {},
    },
    desired: said.desired ?? {},
    consents: { given: said.consents ?? {}, spent: said.spent ?? {} },
    renamed: said.renamed ?? {},
    onUndeclared: said.onUndeclared ?? "report",
    recoverable: new Map(Object.entries(said.recoverable ?? {})),
    ...(said.begun === undefined ? {} : { begun: new Set(said.begun) }),
    limits: poolLimits,
    scope: said.scope ?? wholePool,
  };
}

function recordedOf({ claim: _claim, origin: _origin, ...fields }: Claimed): Declared {
  return { type: "SAS", size: 100, ...fields };
}

export const planOf = (said: Said): Plan => plan(ask(said));

/** `SAS 100 GB` under an id. */
export const disk = (id: string, size = 100, more: Partial<Volume> = {}): Volume => ({
  id,
  type: "SAS",
  size,
  ...more,
});

export const sas = (size = 100, more: Partial<Declared> = {}): Declared => ({ type: "SAS", size, ...more });

/** Each step as `kind key`, with the disk that it concerns. */
export const stepsOf = ({ steps }: Plan): string[] =>
  steps.map((s) => {
    if (s.kind === "add") return `add ${s.key} ${s.declared.size}`;
    if (s.kind === "expand") return `expand ${s.key} ${s.volume.id} to ${s.size}`;
    return `${s.kind} ${s.key} ${"volume" in s && s.volume !== undefined ? s.volume.id : "id" in s ? s.id : ""}`;
  });

export const reasonsOf = ({ refusals }: Plan): string[] => refusals.map((r) => r.reason);
