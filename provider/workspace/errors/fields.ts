/** Which names of fields, headers, parameters and variables have a value that is never shown, however they are written. */

/** `header`: a secret of several words. */
export type Hidden = "header" | "secret" | "person";

const hiddenNames: Readonly<Record<Hidden, readonly string[]>> = {
  header: "authorization cookie auth_token authtoken subject_token security_token securitytoken".split(" "),
  secret: [
    ..."password passwd pwd passphrase admin_pass secret secret_key secretkey secret_access_key".split(" "),
    ..."access_key accesskey access_key_id ak sk token session_token api_key appcode app_code".split(" "),
    ..."client_secret private_key signature".split(" "),
  ],
  person: [
    ..."user users user_name user_names username usernames principal principal_name account_name".split(" "),
    ..."email emails e_mail mail mails user_email user_emails phone phone_number mobile telephone".split(" "),
    ..."attach_user attach_users attach_user_infos attach_user_name login_user login_name sam_account_name".split(" "),
    ..."full_name real_name nick_name nickname".split(" "),
  ],
};

const kinds: ReadonlyMap<string, Hidden> = new Map(
  (["header", "secret", "person"] as const).flatMap((kind) => hiddenNames[kind].map((name) => [name, kind] as const)),
);

/** Answers have the same few names in each of a thousand records. */
const asked = new Map<string, Hidden | undefined>();
const mostAsked = 1_000;

/** `HW_SECRET_KEY`, `secretKey`, `x-auth-token`, `desktop_user_name`: what counts is how the name ends. */
export function hiddenKind(name: string): Hidden | undefined {
  if (asked.has(name)) return asked.get(name);
  const kind = kindOf(name);
  if (asked.size < mostAsked) asked.set(name, kind);
  return kind;
}

function kindOf(name: string): Hidden | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((word) => word !== "");
  for (let from = Math.max(0, words.length - longestName); from < words.length; from += 1) {
    const kind = kinds.get(words.slice(from).join("_"));
    if (kind !== undefined) return isRest(name) ? undefined : kind;
  }
  return undefined;
}

const longestName = 3;

/** `accessAK`, in which nobody sees where `ak` begins, is more likely the end of something encoded. */
const isRest = (name: string): boolean => /[a-z0-9][as]k$/i.test(name);
