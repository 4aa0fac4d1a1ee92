/** The headers that say who asks, for each try of a request; and after a 401, whether another try would be another one. */
import type { Clock } from "../clock.ts";
import type { WorkspaceError } from "../errors.ts";
import type { HttpAnswer } from "../requests/http.ts";
import { measuredAheadMs, type ServerTime } from "../requests/server-time.ts";
import type { Identity, Proof } from "./identity.ts";
import { explained } from "./refusal.ts";
import { type Signable, signed } from "./signing.ts";

type Headers = Readonly<Record<string, string>>;

/** Who asks, over one request with all its tries. */
export interface Asker {
  /** All headers to send with this try. Credentials are read anew for each. */
  authenticate(request: Signable): Promise<Headers>;
  /** Told of the answer to each try. */
  answered(answer: Pick<HttpAnswer, "status" | "headers">): void;
  /**
   * After a 401: nothing when one more try makes sense, or else the error with whose credentials were refused. A misdated
   * signature is dated anew once; and once, whatever it was, credentials are read and asked for anew.
   */
  refused(error: WorkspaceError): Promise<WorkspaceError | undefined>;
}

export interface Authenticator {
  /** For one request to the service with this time. */
  begin(serverTime: ServerTime): Asker;
}

/** For IAM's token call, which carries the credentials in its body. */
export const anonymous: Authenticator = {
  begin: () => ({
    authenticate: async ({ headers }) => headers,
    answered: () => undefined,
    refused: async (error) => error,
  }),
};

export function createAuthenticator(identity: Identity, clock: Clock): Authenticator {
  return { begin: (serverTime) => createAsker({ identity, clock, serverTime }) };
}

interface AskerParts {
  readonly identity: Identity;
  readonly clock: Clock;
  readonly serverTime: ServerTime;
}

interface Sent {
  readonly proof: Proof;
  /** How far ahead of our clock it was dated. */
  readonly aheadMs: number;
}

function createAsker({ identity, clock, serverTime }: AskerParts): Asker {
  let sent: Sent | undefined;
  /** How far the service is ahead of our clock, by the last answer. */
  let measuredMs: number | undefined;
  let correctedMs: number | undefined;
  const had = { correction: false, renewal: false };

  return {
    async authenticate(request) {
      const proof = await identity.present();
      const aheadMs = correctedMs ?? serverTime.signedAheadMs();
      sent = { proof, aheadMs };
      return headersOf(request, proof, new Date(clock.now() + aheadMs));
    },
    answered({ status, headers }) {
      measuredMs = measuredAheadMs(headers, clock);
      const isTaken = status >= 200 && status < 300;
      if (isTaken && sent?.proof.kind === "key") serverTime.tookSignature(sent.aheadMs);
    },
    async refused(error) {
      if (sent === undefined) return error;
      if (isMisdated(sent, measuredMs)) {
        correctedMs = measuredMs;
        if (!had.correction) {
          had.correction = true;
          return undefined;
        }
      }
      if (had.renewal) return explained(error, { from: identity.from, proof: sent.proof, measuredMs });
      had.renewal = true;
      identity.drop(sent.proof);
      return undefined;
    },
  };
}

function headersOf(request: Signable, proof: Proof, at: Date): Headers {
  return proof.kind === "key" ? signed(request, proof.key, at) : { ...request.headers, "x-auth-token": proof.value };
}

/** Fifteen minutes are allowed. Less counts too: the answer's date has whole seconds, and was written some time after ours. */
const allowedSkewMs = 10 * 60_000;

function isMisdated({ proof, aheadMs }: Sent, measuredMs: number | undefined): boolean {
  return proof.kind === "key" && measuredMs !== undefined && Math.abs(measuredMs - aheadMs) > allowedSkewMs;
}
