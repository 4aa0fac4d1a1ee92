/** Who asks: turns credentials into the headers of a request, and keeps the token of a user with a password fresh. */
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { hideSecret } from "../errors/redaction.ts";
import { workspaceError } from "../errors.ts";
import { type Call, misfitError } from "../requests/answers.ts";
import type { Requests } from "../requests/requests.ts";
import type { CredentialSource, Credentials } from "../settings.ts";
import { type Signable, signed } from "./signing.ts";

type Headers = Readonly<Record<string, string>>;

export interface Authenticator {
  /** All headers to send with this request. */
  authenticate(request: Signable): Promise<Headers>;
  /** After a 401: true when other headers than the sent ones can be had, so that one more try makes sense. */
  renew(sent: Headers): Promise<boolean>;
}

/** For IAM's token call, which carries the credentials in its body. */
export const anonymous: Authenticator = {
  authenticate: async ({ headers }) => headers,
  renew: async () => false,
};

export interface AuthenticatorParts {
  readonly credentials: CredentialSource;
  readonly clock: Clock;
  /** Anonymous requests to IAM. */
  readonly iam: Requests;
  /** Workspace wants tokens of project scope. */
  readonly scope: { readonly id: string } | { readonly name: string };
}

/** The source is asked for each request: a key that was rotated in mid-run gets an authenticator of its own. */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const { credentials: source } = parts;
  if (source.kind === "metadata") throw workspaceError("configuration", `${source.from} is not supported yet`);
  let held: { readonly key: string; readonly authenticator: Authenticator } | undefined;
  const present = (): Authenticator => {
    const credentials = source.read();
    const key = JSON.stringify(credentials);
    if (held?.key !== key) held = { key, authenticator: authenticatorOf(parts, credentials) };
    return held.authenticator;
  };
  return { authenticate: (request) => present().authenticate(request), renew: (sent) => present().renew(sent) };
}

function authenticatorOf(parts: AuthenticatorParts, credentials: Credentials): Authenticator {
  const { clock } = parts;
  hideCredentials(credentials);
  switch (credentials.kind) {
    case "access key":
      return {
        authenticate: async (request) => signed(request, credentials, new Date(clock.now())),
        renew: async () => false,
      };
    case "token":
      return { ...anonymous, authenticate: async ({ headers }) => ({ ...headers, "x-auth-token": credentials.token }) };
    case "password":
      return withTokens(() => issueToken(parts, credentials), clock);
  }
}

interface Token {
  readonly value: string;
  /** By our own clock. */
  readonly goodUntil: number;
}

/** Requests that need a token at the same time share one call for it. */
function withTokens(issue: () => Promise<Token>, clock: Clock): Authenticator {
  let held: Token | undefined;
  let asking: Promise<Token> | undefined;
  const ask = async (): Promise<Token> => {
    try {
      held = await issue();
      return held;
    } finally {
      asking = undefined;
    }
  };
  const renewed = (): Promise<Token> => {
    asking ??= ask();
    return asking;
  };
  return {
    authenticate: async ({ headers }) => {
      const token = held !== undefined && clock.now() < held.goodUntil ? held : await renewed();
      return { ...headers, "x-auth-token": token.value };
    },
    renew: async (sent) => {
      if (held === undefined || held.value === sent["x-auth-token"]) await renewed();
      return true;
    },
  };
}

/** Renewed this long before it ends, so that a request on its way does not outlive it. */
const renewBeforeMs = 10 * 60_000;

const tokenSchema = z.object({ token: z.object({ issuedAt: z.iso.datetime(), expiresAt: z.iso.datetime() }) });

/** POST /v3/auth/tokens: asking twice does no harm, so it is retried as a read is. */
async function issueToken(parts: AuthenticatorParts, user: Extract<Credentials, { kind: "password" }>): Promise<Token> {
  const call: Call = {
    what: `get a token for user ${user.userName} of domain ${user.domainName}`,
    method: "POST",
    path: "/v3/auth/tokens",
    query: [["nocatalog", "true"]],
    body: tokenRequest(user, parts.scope),
    effect: "read",
  };
  const askedAt = parts.clock.now();
  const answer = await parts.iam.send(call, { deadline: askedAt + 60_000 });
  const value = answer.headers["x-subject-token"];
  const parsed = tokenSchema.safeParse(answer.json);
  if (value === undefined || !parsed.success) throw misfitError(call, answer, "its answer holds no token");
  hideSecret(value);
  const { issuedAt, expiresAt } = parsed.data.token;
  // Its length counted from when we asked: IAM's clock and ours need not agree.
  const lastsMs = Date.parse(expiresAt) - Date.parse(issuedAt);
  return { value, goodUntil: askedAt + Math.max(lastsMs - renewBeforeMs, lastsMs / 2) };
}

function tokenRequest(user: Extract<Credentials, { kind: "password" }>, project: AuthenticatorParts["scope"]) {
  const { userName: name, password, domainName } = user;
  const identity = { methods: ["password"], password: { user: { name, password, domain: { name: domainName } } } };
  return { auth: { identity, scope: { project } } };
}

function hideCredentials(credentials: Credentials): void {
  switch (credentials.kind) {
    case "access key":
      hideSecret(credentials.secretKey);
      hideSecret(credentials.securityToken);
      return;
    case "token":
      hideSecret(credentials.token);
      return;
    case "password":
      hideSecret(credentials.password);
  }
}
