/** What to do about an answer, in a sentence or three: from the table of codes where the code is in it, else from the kind of the error. */
import type { ErrorKind } from "../errors.ts";
import { knownCode } from "./codes.ts";
import type { KnownCode } from "./known-code.ts";
import { isPage, type Said } from "./said.ts";

export interface Advised {
  readonly kind: ErrorKind;
  readonly said: Said;
  readonly method: string;
  readonly path: string;
  readonly effect: "read" | "change";
  readonly iamAction?: string;
  /** How to do without this call where it is not published. */
  readonly without?: string;
}

export function adviceFor(advised: Advised): string {
  const { kind, said } = advised;
  const known = knownCode(said.code);
  switch (kind) {
    case "forbidden":
      return [...permission(advised, known), decoding(said.encoded)]
        .filter((sentence) => sentence !== undefined)
        .join(" ");
    case "not_published":
      return `${advised.method} ${advised.path} was asked for. ${known?.advice ?? published}${without(advised)}`;
    case "bad_answer":
    case "unknown_result":
      return known?.advice ?? (isPage(said) ? page : kind === "bad_answer" ? foreign : "");
    default:
      return known?.advice ?? ofKind(advised);
  }
}

const published = "Check region and endpoint: no API is published at this address.";
const page =
  "An HTML page comes from a proxy, from a login page of the network, or from another server than Workspace: check the proxy settings and the endpoint.";

const foreign = "Check that the endpoint is Workspace's; if it is, report the request id.";

/** The action is named for a code that nobody knows, and for those that say that a permission is lacking. */
function permission({ iamAction }: Advised, known: KnownCode | undefined): readonly (string | undefined)[] {
  if (iamAction === undefined || (known !== undefined && known.lacks === undefined)) return [known?.advice];
  const grant = `This call needs the IAM action ${iamAction}: grant it to the user.`;
  return known?.lacks === "action" ? [grant] : [grant, known?.advice];
}

const without = (advised: Advised): string => (advised.without === undefined ? "" : ` ${advised.without}`);

function ofKind({ kind, said, effect }: Advised): string {
  switch (kind) {
    case "unauthenticated":
      return "Check the credentials, the region and this machine's clock (15 minutes of difference are refused).";
    case "unavailable":
      return isPage(said)
        ? page
        : `Try again later${said.requestId === undefined ? "" : "; if it stays, report the request id"}.`;
    case "bad_request":
    case "not_found":
      if (isPage(said)) return page;
      // Looked at before it was sent, so what it rested on has changed since.
      return effect === "change"
        ? "If somebody else changed the pool meanwhile, `pulumi refresh` shows it; then run `pulumi up` again."
        : "";
    default:
      return "";
  }
}

/** STS takes 10240 characters at most (its API reference); what is longer than a screen is not worth printing. Cut it could not be decoded. */
const longestEncoded = 2_000;

function decoding(encoded: string | undefined): string | undefined {
  if (encoded === undefined || !/^[\w+/=.-]+$/.test(encoded)) return undefined;
  const how = "The service explains itself to whoever may call sts::decodeAuthorizationMessage";
  return encoded.length > longestEncoded
    ? `${how}; its message of ${encoded.length} characters is too long to be shown here.`
    : `${how}: \`hcloud STS DecodeAuthorizationMessage --encoded_message=${encoded}\`.`;
}
