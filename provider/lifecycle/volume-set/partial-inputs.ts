/** The arguments as they stand in the state after a failure: as far as they are true. */
import type { Declared } from "../../volumes/types.ts";
import type { Plain } from "../hooks.ts";
import type { ClaimsDraft } from "./claims.ts";
import type { SetState } from "./state-parts.ts";

/** What the end of every change needs of its draft, good or bad. */
export interface PartialDraft extends ClaimsDraft {
  spent: Record<string, string>;
  /** All calls went through: what is not a disk is now as the program says. */
  optionsHold: boolean;
  readonly before: Pick<SetState, "inputs">;
}

/** Whose options count: the program's, where nothing was there before or all of it went through. */
export const trueBase = (
  { before, optionsHold }: PartialDraft,
  news: Plain,
  { isCreation }: { readonly isCreation: boolean },
): Plain => (isCreation || optionsHold ? news : before.inputs);

/** A consent to destroy that the program took back is gone at once. */
export function trueInputs(draft: PartialDraft, base: Plain, news: Plain): Plain {
  const { allowDataLoss: _unspent, volumes: _wanted, forceDestroy, allowReplace, ...others } = base;
  return {
    ...others,
    ...(forceDestroy === true && news.forceDestroy === true ? { forceDestroy: true } : {}),
    ...(allowReplace === true && news.allowReplace === true ? { allowReplace: true } : {}),
    volumes: ofPresent(draft),
    ...(Object.keys(draft.spent).length > 0 ? { allowDataLoss: draft.spent } : {}),
  };
}

/** What is known of a vanished key stands in an output of its own. */
const ofPresent = ({ recorded, vanished, volumeIds }: ClaimsDraft): Record<string, Declared> =>
  Object.fromEntries(
    Object.entries(recorded).filter(([key]) => !Object.hasOwn(vanished, key) || Object.hasOwn(volumeIds, key)),
  );
