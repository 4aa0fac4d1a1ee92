// Who can call: the users of the tenant, and the agency they can act as.

import type { Tenant } from "../tenant.ts";

export interface Principal {
  readonly kind: "user" | "agency";
  readonly id: string;
  readonly name: string;
  /** May look at everything and change nothing. */
  readonly readOnly: boolean;
}

export interface User extends Principal {
  readonly kind: "user";
  readonly password: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface Principals {
  readonly main: User;
  readonly users: readonly User[];
  readonly agency: Principal;
}

export function principalsOf(tenant: Tenant): Principals {
  const main = userOf(tenant, { readOnly: false });
  const users = [main, userOf(tenant.reader, { readOnly: true })];
  const { agencyId, agencyName } = tenant;
  return { main, users, agency: { kind: "agency", id: agencyId, name: agencyName, readOnly: false } };
}

type Secrets = Pick<Tenant, "userId" | "userName" | "password" | "accessKey" | "secretKey">;

function userOf(secrets: Secrets, { readOnly }: { readOnly: boolean }): User {
  const { userId: id, userName: name, password, accessKey, secretKey } = secrets;
  return { kind: "user", id, name, readOnly, password, accessKey, secretKey };
}
