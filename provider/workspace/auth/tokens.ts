/** IAM's tokens: given out for a user's password, and looked at when somebody else got one. */
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { hideSecret } from "../errors/redaction.ts";
import { isWorkspaceError, type WorkspaceError, workspaceError } from "../errors.ts";
import { type Answer, type Call, misfitError } from "../requests/answers.ts";
import type { Requests } from "../requests/requests.ts";
import type { Until } from "../service.ts";
import type { Credentials, User } from "../settings.ts";
import type { Proof } from "./identity.ts";
import { type Lifetime, lifetimeOf } from "./kept.ts";
import { notAdmitted } from "./refusal.ts";

export type TokenProof = Extract<Proof, { kind: "token" }> & { readonly projectId?: string };

export type Project = { readonly id: string } | { readonly name: string };

/** Workspace wants tokens of a project. Whoever is about to act in an agency's place needs one of the account. */
export type Scope = { readonly project: Project } | "account";

export interface TokenOrder {
  readonly user: Extract<Credentials, { kind: "password" }>;
  /** Where the user was found, in words. */
  readonly from: string;
  readonly scope: Scope;
  /** Asked as nobody: the password is in the body. */
  readonly iam: Requests;
  readonly clock: Clock;
}

const tokenSchema = z.object({
  token: z.object({
    issuedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    project: z.object({ id: z.string().min(1), name: z.string().optional() }).optional(),
  }),
});

type TokenProject = NonNullable<z.infer<typeof tokenSchema>["token"]["project"]>;

/** POST /v3/auth/tokens: asking twice does no harm, so it is retried as a read is. */
export async function issueToken(order: TokenOrder, until: Until): Promise<TokenProof & { lifetime: Lifetime }> {
  const call: Call = {
    what: `get a token for the user of ${order.from}`,
    method: "POST",
    path: "/v3/auth/tokens",
    query: [["nocatalog", "true"]],
    body: tokenRequest(order),
    effect: "read",
  };
  const askedAt = order.clock.now();
  const answer = await admitted(order.iam.send(call, until), order.from);
  const value = answer.headers[subjectHeader];
  const parsed = tokenSchema.safeParse(answer.json);
  if (value === undefined || !parsed.success) throw misfitError(call, answer, "its answer holds no token");
  hideSecret(value);
  const { issuedAt, expiresAt, project } = parsed.data.token;
  // Its length counted from when we asked: IAM's clock and ours need not agree.
  const lifetime = lifetimeOf(askedAt, Date.parse(expiresAt) - Date.parse(issuedAt));
  return { kind: "token", value, expiresAt, ...(project === undefined ? {} : { projectId: project.id }), lifetime };
}

async function admitted(answer: Promise<Answer>, from: string): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw notAdmitted(error, `Check ${from} and the password and account that are set beside it.`);
  }
}

function tokenRequest({ user, scope }: TokenOrder) {
  const identity = { methods: ["password"], password: { user: { ...userOnWire(user), password: user.password } } };
  return { auth: { identity, ...scopeOnWire(user, scope) } };
}

function userOnWire(user: User): object {
  return "userId" in user ? { id: user.userId } : { name: user.userName, domain: domainOnWire(user) };
}

/** Without a scope IAM takes the user's account. */
function scopeOnWire(user: User, scope: Scope): object {
  if (scope !== "account") return { scope };
  return "userId" in user ? {} : { scope: { domain: domainOnWire(user) } };
}

function domainOnWire(user: Exclude<User, { userId: string }>): object {
  return "domainId" in user ? { id: user.domainId } : { name: user.domainName };
}

export interface GivenToken {
  readonly value: string;
  readonly from: string;
  /** A token of another project is of no use. */
  readonly wanted?: Project;
  /** When it ends, as IAM wrote it the last time. */
  readonly expiresAt?: string | undefined;
  /** Asked with the token itself, and with the header that names it as the one to look at. */
  readonly iam: Requests;
}

/** It cannot be had anew, so there is no use in asking again before the service refuses it. */
const untilRefused: Lifetime = { renewAt: Number.POSITIVE_INFINITY, endsAt: Number.POSITIVE_INFINITY };

/** Which token to look at. */
export const subjectHeader = "x-subject-token";

/**
 * GET /v3/auth/tokens: what IAM knows of a token that somebody else got. One that has ended is an error, so that it is sent
 * nowhere else; when IAM cannot be asked, or says what we cannot read, the token is taken as it is.
 */
export async function lookAtToken(given: GivenToken, until: Until): Promise<TokenProof & { lifetime: Lifetime }> {
  const plain = { kind: "token", value: given.value, lifetime: untilRefused } as const;
  const parsed = tokenSchema.safeParse(await tokenKnown(given, until));
  if (!parsed.success) return plain;
  const { expiresAt, project } = parsed.data.token;
  if (project === undefined) return { ...plain, expiresAt };
  const { from, wanted } = given;
  if (wanted !== undefined && !isOf(wanted, project)) throw elsewhere(from, wanted, project);
  return { ...plain, expiresAt, projectId: project.id };
}

/** A sub-project is named after its region: ap-southeast-1_team. */
function isOf(wanted: Project, { id, name }: TokenProject): boolean {
  if ("id" in wanted) return wanted.id === id;
  return name === undefined || name === wanted.name || name.startsWith(`${wanted.name}_`);
}

async function tokenKnown(given: GivenToken, until: Until): Promise<unknown> {
  const call: Call = {
    what: `look at the token of ${given.from}`,
    method: "GET",
    path: "/v3/auth/tokens",
    query: [["nocatalog", "true"]],
    effect: "read",
  };
  try {
    return (await given.iam.send(call, { ...until, poll: true })).json;
  } catch (error) {
    if (isWorkspaceError(error, "unauthenticated")) throw ended(given, error);
    if (isWorkspaceError(error)) return undefined;
    throw error;
  }
}

function ended({ from, expiresAt }: GivenToken, cause: unknown): WorkspaceError {
  const why = expiresAt === undefined ? "it has ended, or is of another region" : `it was good until ${expiresAt}`;
  const message = `IAM does not take the token of ${from} (${why}); put a new one there, or set an access key, which does not end.`;
  return workspaceError("unauthenticated", message, { cause });
}

function elsewhere(from: string, wanted: Project, { id, name = id }: TokenProject): WorkspaceError {
  const [is, asked] = "id" in wanted ? [id, wanted.id] : [name, wanted.name];
  const message = `The token of ${from} is of project ${is}, and ${asked} is asked for: get a token of that project, or set region and project of the token.`;
  return workspaceError("configuration", message);
}
