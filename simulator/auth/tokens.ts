// Tokens that were given out, and for how long they are good.

import type { Ids } from "../model/ids.ts";

const lifetimeMs = 24 * 60 * 60_000;

export interface Token {
  readonly value: string;
  readonly userName: string;
  /** A token without a project can only be used on IAM. */
  readonly scoped: boolean;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface Tokens {
  issue(facts: { userName: string; scoped: boolean; now: number }): Token;
  find(value: string, now: number): Token | undefined;
  clear(): void;
}

export function createTokens(ids: Ids): Tokens {
  const tokens = new Map<string, Token>();
  return {
    issue({ userName, scoped, now }) {
      const value = `simulator-token-${ids.hex("token")}`;
      const token = { value, userName, scoped, issuedAt: now, expiresAt: now + lifetimeMs };
      tokens.set(value, token);
      return token;
    },
    find(value, now) {
      const token = tokens.get(value);
      return token && token.expiresAt > now ? token : undefined;
    },
    clear: () => tokens.clear(),
  };
}
