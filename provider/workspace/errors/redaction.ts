/** The one place where secrets and people are taken out of text: every error, every cause and every line of a log passes through `redact`. */
import { withoutDisguise } from "./disguise.ts";
import { withoutForms } from "./forms.ts";
import { withoutPeople } from "./people.ts";
import { withoutSecrets } from "./secrets.ts";

export { hidePeopleOf, hidePerson } from "./people.ts";
export { hideSecret } from "./secrets.ts";

/**
 * The text without any secret that this process has seen, in whatever form it comes back, and without what is a secret or a
 * person by its place: values of secret headers and fields, passwords in addresses, e-mail addresses, names of users. Ids stay.
 */
export function redact(text: string): string {
  if (text.length > longestText) return `[a text of ${text.length} characters]`;
  let clean = cleaned(withoutSecrets(text));
  let layer = clean;
  for (let taken = 0; taken < mostLayers; taken += 1) {
    const below = withoutDisguise(layer);
    if (below === layer) return clean;
    // Known values were found through all layers already.
    layer = cleaned(below);
    // Only where there was more to take out below is the text shown as it is there.
    if (layer !== below) clean = layer;
  }
  return clean;
}

const cleaned = (text: string): string => withoutPeople(withoutForms(text));

/** Nobody reads more, and what a pattern has to remember of more may not fit where the engine keeps it. */
const longestText = 1_000_000;

/** `%2522` is a quote in two. */
const mostLayers = 2;
