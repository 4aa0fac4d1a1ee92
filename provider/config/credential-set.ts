/** The fields of one source, and the credential that they make. A key of one source is never joined with a secret of another. */
import type { Credentials, User } from "../workspace/settings.ts";
import { type CredentialField, credentialFields } from "./names.ts";
import { type Given, wrong } from "./sources.ts";
import { tokenEnd } from "./token-end.ts";

/** What one source holds, and how its fields are called there. */
export interface NamedSet {
  readonly given: Readonly<Partial<Record<CredentialField, Given>>>;
  readonly nameOf: (field: CredentialField) => string | undefined;
}

export interface FoundCredentials {
  readonly value: Credentials;
  readonly from: string;
}

export function namedSet(look: (field: CredentialField) => Given | undefined, nameOf: NamedSet["nameOf"]): NamedSet {
  const found = credentialFields.flatMap((field) => {
    const value = look(field);
    return value === undefined ? [] : [[field, value] as const];
  });
  return { given: Object.fromEntries(found), nameOf };
}

/** An account alone is no beginning: it is often set beside keys of another source. */
const notABeginning: readonly CredentialField[] = ["domainName", "domainId"];

export const begins = ({ given }: NamedSet): boolean =>
  credentialFields.some((field) => given[field] !== undefined && !notABeginning.includes(field));

/** The credential of a source that begins one: whole, or an error that says what is missing. */
export function wholeCredential(set: NamedSet, now: number): FoundCredentials {
  const { authToken, password, ...rest } = set.given;
  const key = rest.accessKey ?? rest.secretKey ?? rest.securityToken;
  refuseTwo([key, authToken, password]);
  if (key !== undefined) return accessKeyFrom(set);
  return authToken === undefined ? passwordFrom(set) : tokenFrom(authToken, now);
}

/** Two credentials may be two people, and other tools choose otherwise between them: Terraform's provider takes the token first. */
function refuseTwo(secrets: readonly (Given | undefined)[]): void {
  const [first, second] = secrets.filter((secret) => secret !== undefined);
  if (first === undefined || second === undefined) return;
  throw wrong(
    `${first.from} and ${second.from} are both set: these are two credentials, and nobody can tell whose is meant; remove one of them.`,
  );
}

function accessKeyFrom(set: NamedSet): FoundCredentials {
  const accessKey = needed("accessKey", set);
  const secretKey = needed("secretKey", set).value;
  const securityToken = set.given.securityToken === undefined ? {} : { securityToken: set.given.securityToken.value };
  return {
    value: { kind: "access key", accessKey: accessKey.value, secretKey, ...securityToken },
    from: accessKey.from,
  };
}

function tokenFrom({ value, from }: Given, now: number): FoundCredentials {
  refuseEnded(tokenEnd(value), from, now);
  return { value: { kind: "token", token: value }, from };
}

export function refuseEnded(end: number | undefined, from: string, now: number): void {
  if (end === undefined || end > now) return;
  throw wrong(
    `The token of ${from} ended at ${new Date(end).toISOString()}: get a new one, or set a user with password, whose tokens are renewed, or an access key.`,
  );
}

function passwordFrom(set: NamedSet): FoundCredentials {
  const { user, from } = userOf(set);
  return { value: { kind: "password", password: needed("password", set).value, ...user }, from };
}

/** A name needs an account; an id stands alone. */
function userOf(set: NamedSet): { readonly user: User; readonly from: string } {
  const { userName, userId, domainName, domainId } = set.given;
  if (userName !== undefined && domainName !== undefined)
    return { user: { userName: userName.value, domainName: domainName.value }, from: userName.from };
  if (userName !== undefined && domainId !== undefined)
    return { user: { userName: userName.value, domainId: domainId.value }, from: userName.from };
  if (userId !== undefined) return { user: { userId: userId.value }, from: userId.from };
  throw half(set, userName === undefined ? "userName" : "domainName");
}

function needed(field: CredentialField, set: NamedSet): Given {
  const value = set.given[field];
  if (value === undefined) throw half(set, field);
  return value;
}

function half({ given, nameOf }: NamedSet, missing: CredentialField): Error {
  const others = Object.values(given).map((other) => other.from);
  return wrong(
    `Half a credential: ${others.join(" and ")} ${others.length === 1 ? "is" : "are"} set without ${nameOf(missing)}; set it too, or remove the rest.`,
  );
}
