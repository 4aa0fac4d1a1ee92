// Access keys that were given out for a while. They are good only together with their security token.

import type { Ids } from "../model/ids.ts";
import type { Principal } from "./principals.ts";

export interface TemporaryKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string;
  readonly principal: Principal;
  readonly expiresAt: number;
}

export interface TemporaryKeys {
  issue(order: { principal: Principal; seconds: number; now: number }): TemporaryKey;
  /** Also one that has expired: what is wrong with it is said by whoever asks. */
  find(accessKey: string): TemporaryKey | undefined;
  /** The key that the cloud server shows just now; a new one ten minutes before the old one ends. */
  ofServer(order: { principal: Principal; now: number }): TemporaryKey;
  clear(): void;
}

const serverKeySeconds = 3600;
const renewedBeforeMs = 10 * 60_000;

export function createTemporaryKeys(ids: Ids): TemporaryKeys {
  const keys = new Map<string, TemporaryKey>();
  let ofServer: TemporaryKey | undefined;
  const issue: TemporaryKeys["issue"] = ({ principal, seconds, now }) => {
    const key = { ...newKey(ids), principal, expiresAt: now + seconds * 1000 };
    keys.set(key.accessKey, key);
    return key;
  };
  return {
    issue,
    find: (accessKey) => keys.get(accessKey),
    ofServer({ principal, now }) {
      if (!ofServer || ofServer.expiresAt - now <= renewedBeforeMs)
        ofServer = issue({ principal, seconds: serverKeySeconds, now });
      return ofServer;
    },
    clear() {
      keys.clear();
      ofServer = undefined;
    },
  };
}

function newKey(ids: Ids): Pick<TemporaryKey, "accessKey" | "secretKey" | "securityToken"> {
  return {
    accessKey: `HST${ids.hex("access-key").slice(0, 17).toUpperCase()}`,
    secretKey: `${ids.hex("secret-key")}${ids.hex("secret-key").slice(0, 8)}`,
    securityToken: `simulator-security-token-${ids.hex("security-token")}`,
  };
}
