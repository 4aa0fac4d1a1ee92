// Tokens with which a cloud server reads its metadata. They are good for as long as was asked.

import type { Ids } from "../model/ids.ts";

export interface MetadataTokens {
  issue(order: { seconds: number; now: number }): string;
  isGood(token: string, now: number): boolean;
  clear(): void;
}

export function createMetadataTokens(ids: Ids): MetadataTokens {
  const ends = new Map<string, number>();
  return {
    issue({ seconds, now }) {
      const token = `simulator-metadata-${ids.hex("metadata-token")}`;
      ends.set(token, now + seconds * 1000);
      return token;
    },
    isGood: (token, now) => (ends.get(token) ?? 0) > now,
    clear: () => ends.clear(),
  };
}
