// Tokens that were given out, and for how long they are good.

import type { Ids } from "../model/ids.ts";
import type { Principal } from "./principals.ts";

const lifetimeMs = 24 * 60 * 60_000;

/** What a token is good for: one project, or the domain. Only IAM takes a token for the domain. */
export type Scope = { readonly projectId: string } | "domain";

export interface TokenFacts {
  readonly principal: Principal;
  readonly scope: Scope;
  readonly methods: readonly string[];
  /** The user who took the agency's place. */
  readonly assumedBy?: Principal;
}

export interface Token extends TokenFacts {
  readonly value: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface Tokens {
  /** A token made from another one ends with it. */
  issue(facts: TokenFacts, times: { now: number; notAfter?: number }): Token;
  find(value: string, now: number): Token | undefined;
  /** It is good for nothing from now on. */
  revoke(value: string): void;
  clear(): void;
}

export function createTokens(ids: Ids): Tokens {
  const tokens = new Map<string, Token>();
  return {
    issue(facts, { now, notAfter = Number.POSITIVE_INFINITY }) {
      const value = `simulator-token-${ids.hex("token")}`;
      const token = { ...facts, value, issuedAt: now, expiresAt: Math.min(now + lifetimeMs, notAfter) };
      tokens.set(value, token);
      return token;
    },
    find(value, now) {
      const token = tokens.get(value);
      return token && token.expiresAt > now ? token : undefined;
    },
    revoke: (value) => void tokens.delete(value),
    clear: () => tokens.clear(),
  };
}
