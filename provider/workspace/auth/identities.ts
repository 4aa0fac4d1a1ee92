/** The identity that a configuration comes to: what the source holds now, or temporary keys, in the agency's place where one is named. */
import type { Clock } from "../clock.ts";
import { hidePerson, hideSecret } from "../errors/redaction.ts";
import { isWorkspaceError } from "../errors.ts";
import type { Transport } from "../requests/http.ts";
import type { Requests } from "../requests/requests.ts";
import type { Until } from "../service.ts";
import type { Agency, CredentialSource, Credentials, Settings } from "../settings.ts";
import { keysOfAgency } from "./agency.ts";
import { type Authenticator, anonymous, createAuthenticator } from "./authenticator.ts";
import { type Endpoints, isIamNear, tokenNotShown } from "./far-iam.ts";
import { type Identity, noProject, type Proof } from "./identity.ts";
import { createKept } from "./kept.ts";
import { keysOfServer } from "./metadata.ts";
import { issueToken, lookAtToken, type Project, type Scope, subjectHeader, type TokenProof } from "./tokens.ts";

export interface IdentityParts extends Endpoints {
  readonly credentials: CredentialSource;
  readonly agency?: Agency;
  readonly place: Settings["place"];
  /** IAM, asked in somebody's name; with these headers beside the proof. */
  readonly iam: (authenticator: Authenticator, headers?: Readonly<Record<string, string>>) => Requests;
  readonly metadata: Transport;
  readonly clock: Clock;
}

export function createIdentity(parts: IdentityParts): Identity {
  const { credentials, agency } = parts;
  const own = credentials.kind === "given" ? identityFrom(credentials, parts) : identityOfServer(credentials, parts);
  return agency === undefined ? own : identityInAgency(agency, own, parts);
}

type Given = Extract<CredentialSource, { kind: "given" }>;

/** The source is read for each try, so that a key that was rotated works in mid-run. */
function identityFrom(source: Given, parts: IdentityParts): Identity {
  let held: { readonly key: string; readonly identity: Identity } | undefined;
  const present = (): Identity => {
    const credentials = source.read();
    const key = JSON.stringify(credentials);
    if (held?.key !== key) held = { key, identity: identityWith(credentials, source, parts) };
    return held.identity;
  };
  return {
    present: async () => present().present(),
    drop: (refused) => held?.identity.drop(refused),
    projectId: async () => present().projectId(),
    from: source.from,
  };
}

function identityWith(credentials: Credentials, { from }: Given, parts: IdentityParts): Identity {
  switch (credentials.kind) {
    case "access key":
      hideSecret(credentials.accessKey);
      hideSecret(credentials.secretKey);
      hideSecret(credentials.securityToken);
      return fixed({ kind: "key", key: credentials }, from);
    case "token":
      hideSecret(credentials.token);
      return givenToken(credentials.token, from, parts);
    case "password":
      hideSecret(credentials.password);
      if ("userName" in credentials) hidePerson(credentials.userName);
      return withPassword(credentials, from, parts);
  }
}

const fixed = (proof: Proof, from: string): Identity => ({
  present: async () => proof,
  drop: () => undefined,
  projectId: noProject,
  from,
});

/**
 * IAM is asked about it before it is sent anywhere else, and again when it was refused. An IAM that is not the service's never
 * sees it: then the token is taken as it is, and takes nobody's place.
 */
function givenToken(value: string, from: string, parts: IdentityParts): Identity {
  const { clock, place, agency } = parts;
  const plain: TokenProof = { kind: "token", value };
  if (!isIamNear(parts)) return agency === undefined ? fixed(plain, from) : unshown(agency, from, parts);
  const iam = parts.iam(createAuthenticator(fixed(plain, from), clock), { [subjectHeader]: value });
  // Whoever acts in an agency's place does so in a project of another account.
  const given = { value, from, iam, ...(agency === undefined ? { wanted: wantedProject(place) } : {}) };
  let expiresAt: string | undefined;
  const issue = async (until: Until) => {
    const proof = await lookAtToken({ ...given, expiresAt }, until);
    expiresAt = proof.expiresAt;
    return proof;
  };
  const kept = createKept<TokenProof>({ clock, issue });
  return { present: kept.current, drop: kept.drop, projectId: async () => (await kept.current()).projectId, from };
}

/** Whoever takes an agency's place has to prove to IAM who asks. */
function unshown({ agencyName }: Agency, from: string, parts: IdentityParts): Identity {
  const what = `get temporary keys of agency ${agencyName}`;
  const instead = "use an access key, which is never sent";
  const present = async (): Promise<Proof> => {
    throw tokenNotShown({ ...parts, from, what, instead });
  };
  return { present, drop: () => undefined, projectId: noProject, from };
}

function withPassword(
  user: Extract<Credentials, { kind: "password" }>,
  from: string,
  { iam, clock, place, agency }: IdentityParts,
): Identity {
  const scope: Scope = agency === undefined ? { project: wantedProject(place) } : "account";
  const order = { user, from, scope, iam: iam(anonymous), clock };
  const issue = sparing(clock, (until) => issueToken(order, until));
  const kept = createKept<TokenProof>({ clock, issue });
  const projectId = async () => (await kept.current()).projectId;
  return { present: kept.current, drop: kept.drop, projectId, from };
}

/** IAM locks a user after a few wrong passwords, and a run has many resources that would try: what was refused waits a minute. */
const refusedForMs = 60_000;

function sparing<T>(clock: Clock, issue: (until: Until) => Promise<T>): (until: Until) => Promise<T> {
  let refused: { readonly error: unknown; readonly until: number } | undefined;
  return async (until) => {
    if (refused !== undefined && clock.now() < refused.until) throw refused.error;
    try {
      return await issue(until);
    } catch (error) {
      if (isWorkspaceError(error, "unauthenticated")) refused = { error, until: clock.now() + refusedForMs };
      throw error;
    }
  };
}

function wantedProject({ region, projectId, projectName = region }: Settings["place"]): Project {
  return projectId === undefined ? { name: projectName } : { id: projectId };
}

function identityOfServer(source: Extract<CredentialSource, { kind: "metadata" }>, parts: IdentityParts): Identity {
  const { clock, metadata: transport } = parts;
  const metadata = { ...source, transport, clock };
  let isServer = false;
  const issue = async () => {
    const keys = await keysOfServer(metadata, { isServer });
    isServer = true;
    return keys;
  };
  const { current, drop } = createKept<Proof>({ clock, issue });
  return { present: current, drop, projectId: noProject, from: source.from };
}

/** The project is one of the account that has the agency. */
function identityInAgency(agency: Agency, own: Identity, { iam, clock }: IdentityParts): Identity {
  const order = { agency, iam: iam(createAuthenticator(own, clock)), clock };
  const { current, drop } = createKept<Proof>({ clock, issue: (until) => keysOfAgency(order, until) });
  const from = `agency ${agency.agencyName} (${agency.from}), taken with ${own.from}`;
  return { present: current, drop, projectId: noProject, from };
}
