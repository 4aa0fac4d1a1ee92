/** Every error code that is known, and what to do about it. The messages take their advice from here, and so does whoever asks about one code. */
import { gatewayCodes } from "./gateway-codes.ts";
import { iamCodes } from "./iam-codes.ts";
import type { KnownCode } from "./known-code.ts";
import { workspaceCodes } from "./workspace-codes.ts";

/** By code, in the order of the page. */
export const knownCodes: ReadonlyMap<string, KnownCode> = new Map<string, KnownCode>(
  [workspaceCodes, gatewayCodes, iamCodes].flatMap((table) => Object.entries(table)),
);

/** What is known of a code, however it is written: `wks.00010032`, ` WKS.00010032 `, and `APIG.0308` for `APIGW.0308`. */
export function knownCode(code: string | undefined): KnownCode | undefined {
  if (code === undefined) return undefined;
  const plain = code.trim().toUpperCase();
  return knownCodes.get(plain) ?? knownCodes.get(plain.replace(/^APIG\./, "APIGW."));
}

/** True for the gateway's own codes: the service behind it never saw the request. */
export const isGatewayCode = (code: string | undefined): boolean => /^APIG(W)?\./i.test(code ?? "");

/** A code in words: what it means, what to do, and where that is written. `undefined` for one that nobody has told us of. */
export function explain(code: string): string | undefined {
  const known = knownCode(code);
  if (known === undefined) return undefined;
  const { statuses, cause, advice, source } = known;
  return [`${code.trim()} (HTTP ${statuses.join(", ")})`, cause, advice, `Source: ${source}`].join("\n");
}
