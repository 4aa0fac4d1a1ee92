/** The one place where secrets and people are taken out of text: every error, every cause and every line of a log passes through `redact`. */
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
  return withoutPeople(withoutForms(withoutSecrets(text)));
}
