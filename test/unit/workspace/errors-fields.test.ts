// Which names of fields have a value that is never shown: written out once more, in every spelling.

import { expect, test } from "@jest/globals";
import { hiddenKind } from "../../../provider/workspace/errors/fields.ts";

const named = {
  header: ["authorization", "cookie", "auth_token", "authtoken", "subject_token", "security_token", "securitytoken"],
  secret: [
    ...["password", "passwd", "pwd", "passphrase", "secret", "secret_key", "secret_access_key", "access_key"],
    ...["access_key_id", "ak", "sk", "token", "session_token", "api_key", "appcode", "app_code", "client_secret"],
    ...["private_key", "signature", "admin_pass", "secretkey", "accesskey"],
  ],
  person: [
    ...["user", "users", "user_name", "user_names", "username", "usernames", "principal", "principal_name"],
    ...["account_name", "email", "emails", "e_mail", "mail", "mails", "user_email", "user_emails", "phone"],
    ...["phone_number", "mobile", "telephone", "attach_user", "attach_users", "attach_user_infos"],
    ...["attach_user_name", "login_user", "login_name", "sam_account_name", "full_name", "real_name", "nick_name"],
    ...["nickname"],
  ],
} as const;

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const cases = Object.entries(named).flatMap(([kind, names]) => names.map((name): [string, string] => [name, kind]));

test.each(cases)("the value of %s is hidden as a %s, however the name is written", (name, kind) => {
  const spellings = [name, name.toUpperCase(), name.replaceAll("_", "-"), name.replaceAll("_", "."), `HW_${name}`];
  expect(spellings.map(hiddenKind)).toEqual(spellings.map(() => kind));
  expect(hiddenKind(`x-of-the-${name}`)).toBe(kind);
  // The second time it is remembered.
  expect(hiddenKind(name)).toBe(kind);
});

test.each(cases.filter(([name]) => name.includes("_")))("the value of %s is hidden in camelCase too", (name, kind) => {
  expect(hiddenKind(camel(name))).toBe(kind);
  expect(hiddenKind(`our${camel(`_${name}`)}`)).toBe(kind);
  expect(hiddenKind(`_${name}_`)).toBe(kind);
});

test.each([
  ...["size", "name", "object_name", "user_id", "userGroup", "tokens", "monkey", "mask", "", "-"],
  ...["password_policy_size", "keyOf", "desktopName", "computer_name"],
])('a field called "%s" is shown', (name) => {
  expect(hiddenKind(name)).toBeUndefined();
});

test("letters that are AK and SK in the midst of a name say nothing about it", () => {
  expect(["maskPassword", "task_token", "diskUserName"].map(hiddenKind)).toEqual(["secret", "secret", "person"]);
});

test("AK and SK count as words of their own; at the end of another they are more likely the end of something encoded", () => {
  expect(["hw_ak", "HW-SK", "x.ak", "AK", "sk"].map(hiddenKind)).toEqual(Array(5).fill("secret"));
  expect(["accessAK", "accessSK", "0SK"].map(hiddenKind)).toEqual([undefined, undefined, undefined]);
});
