/** `allowInUse`: the consent to delete a desktop that somebody uses. It counts in the `up` that gives it, for the name that it stands under. */
import { z } from "zod";
import type { Plain } from "../../hooks.ts";
import type { Entries } from "./inputs.ts";

export interface Consents {
  readonly given: Entries;
  /** Texts that stand in the state: another desktop that comes to have the name needs another one. */
  readonly spent: Entries;
}

const texts = z.record(z.string(), z.string());

const textsOf = ({ allowInUse }: Plain): Entries => {
  const parsed = texts.safeParse(allowInUse);
  return parsed.success ? parsed.data : {};
};

export const consentsOf = (olds: Plain, news: Plain): Consents => ({ given: textsOf(news), spent: textsOf(olds) });

/** Whether it counts now; of one that does not, the text that was spent. */
export function consentTo(
  name: string,
  { given, spent }: Consents,
): { readonly isGiven: boolean; readonly spent?: string } {
  if (!Object.hasOwn(given, name)) return { isGiven: false };
  const text = given[name];
  const isSpent = text !== undefined && Object.hasOwn(spent, name) && spent[name] === text;
  return isSpent ? { isGiven: false, spent: text } : { isGiven: true };
}

/** After a failure: those that were spent before, and those whose desktop is proven gone. A failed step spends none. */
export const spentAfter = ({ given, spent }: Consents, gone: Entries): Entries =>
  Object.fromEntries(Object.entries(given).filter(([name, text]) => Object.hasOwn(gone, name) || spent[name] === text));

/** In a preview: texts under the names of desktops that are to go, and that do not count any more. */
export const spentWords = (asked: Entries, consents: Consents): string[] =>
  Object.keys(asked).flatMap((name) => {
    const { spent } = consentTo(name, consents);
    return spent === undefined
      ? []
      : [`allowInUse: consent ${JSON.stringify(spent)} of ${name} was spent: if somebody uses it, write another text`];
  });
