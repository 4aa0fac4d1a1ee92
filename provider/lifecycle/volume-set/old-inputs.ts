/** What comparing the program with the one before can say of disks: for `check`, which has neither outputs nor a network. */
import { withKeptProtection } from "../../volumes/kept.ts";
import { plan } from "../../volumes/plan.ts";
import { countingRenames, underNewKeys } from "../../volumes/renames.ts";
import type { Declared, Keyed, Origin, Question, Refusal, Volume } from "../../volumes/types.ts";
import { unknownId } from "../../volumes/words.ts";
import type { Plain } from "../hooks.ts";
import { consentTexts, declaredVolumes, renamedKeys, volumesKnown, withVolumes } from "./disks.ts";

/** Old inputs are stale after a failed update: what rests on them says so. */
export const stale = "; if the last `pulumi up` failed, run `pulumi refresh` first";

/** The arguments with what their keys keep of the old ones, and the old identity. */
export function withOldKept(olds: Plain, news: Plain): Plain {
  const old = declaredVolumes(olds);
  const desired = declaredVolumes(news);
  const claims = { volumeIds: mapped(old, idOf), vanished: {} };
  const renames = volumesKnown(news) ? countingRenames({ claims, desired, renamed: renamedKeys(news) }) : [];
  const kept = withKeptProtection(underNewKeys(old, renames), desired);
  const identity = olds.identity ?? news.identity;
  return { ...withVolumes(news, kept), ...(identity === undefined ? {} : { identity }) };
}

export interface Compared extends Pick<Question, "limits" | "scope">, Pick<Question["known"], "desktop"> {
  readonly olds: Plain;
  readonly inputs: Plain;
  /** False where a new disk could not be read: then nothing is known of keys that leave. */
  readonly isWhole: boolean;
}

export function refusedByOldInputs({ olds, inputs, isWhole, limits, scope, desktop }: Compared): string[] {
  const old = declaredVolumes(olds);
  const desired = declaredVolumes(inputs);
  const volumes = Object.entries(old).map(oldVolume);
  const { refusals } = plan({
    known: { from: "inputs", poolName: "", volumes, ...(desktop === undefined ? {} : { desktop }) },
    claims: {
      volumeIds: mapped(old, idOf),
      origins: mapped(old, originOf),
      recorded: old,
      vanished: {},
      replacing: {},
    },
    desired,
    consents: { given: consentTexts(inputs), spent: consentTexts(olds) },
    renamed: renamedKeys(inputs),
    // The old inputs do not tell what else is there.
    onUndeclared: "report",
    recoverable: new Map(),
    limits,
    scope,
  });
  const ofKept = ({ key }: Refusal) => key !== undefined && Object.hasOwn(desired, key);
  return refusals.filter((r) => isWhole || ofKept(r)).map((r) => r.reason);
}

const idOf = (key: string, { id }: Declared): string => id ?? unknownId(key);
const originOf = (_key: string, { id }: Declared): Origin => (id === undefined ? "added" : "adopted");
const oldVolume = ([key, d]: [string, Declared]): Volume => ({ ...d, id: idOf(key, d) });

function mapped<T>(disks: Keyed<Declared>, value: (key: string, declared: Declared) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(disks).map(([key, declared]) => [key, value(key, declared)]));
}
