/** To act in an agency's place: whoever asks gets temporary keys of it from IAM. */
import type { Clock } from "../clock.ts";
import { type Answer, type Call, misfitError } from "../requests/answers.ts";
import { parseHttpDate } from "../requests/http-date.ts";
import type { Requests } from "../requests/requests.ts";
import type { Until } from "../service.ts";
import type { Agency } from "../settings.ts";
import type { Proof } from "./identity.ts";
import { type Lifetime, lifetimeOf } from "./kept.ts";
import { notAdmitted } from "./refusal.ts";
import { credentialSchema, keyProof } from "./temporary-keys.ts";

/** Fifteen minutes to 24 hours are allowed. They are had anew in time, so a longer life would only help a thief. */
const durationSeconds = 3600;

export interface AgencyOrder {
  readonly agency: Agency;
  /** Asked in the name of whoever takes the agency's place. */
  readonly iam: Requests;
  readonly clock: Clock;
}

/**
 * POST /v3.0/OS-CREDENTIAL/securitytokens: asking twice does no harm, so it is retried as a read is.
 * https://support.huaweicloud.com/intl/en-us/api-iam/iam_04_0101.html
 */
export async function keysOfAgency(order: AgencyOrder, until: Until): Promise<Proof & { lifetime: Lifetime }> {
  const { agency, clock } = order;
  const call: Call = {
    what: `get temporary keys of agency ${agency.agencyName}`,
    method: "POST",
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    body: { auth: { identity: { methods: ["assume_role"], assumeRole: roleOf(agency) } } },
    effect: "read",
    iamAction: "iam:agencies:assume",
  };
  const askedAt = clock.now();
  const answer = await admitted(order, call, until);
  const parsed = credentialSchema.safeParse(answer.json);
  if (!parsed.success) throw misfitError(call, answer, "its answer holds no keys");
  const { credential } = parsed.data;
  const serverNow = parseHttpDate(answer.headers.date ?? "", askedAt) ?? askedAt;
  return { ...keyProof(credential), lifetime: lifetimeOf(askedAt, lastsMs(credential.expiresAt, serverNow)) };
}

/** Until when is said in IAM's time, and how far that is from now by the same answer's `Date`; what makes no sense is passed over. */
function lastsMs(expiresAt: string, serverNow: number): number {
  const lasts = Date.parse(expiresAt) - serverNow;
  return lasts > 0 && lasts < durationSeconds * 1000 ? lasts : durationSeconds * 1000;
}

function roleOf({ agencyName, domain }: Agency) {
  const account = "id" in domain ? { domainId: domain.id } : { domainName: domain.name };
  return { agencyName, ...account, durationSeconds };
}

async function admitted({ agency, iam }: AgencyOrder, call: Call, until: Until): Promise<Answer> {
  try {
    return await iam.send(call, until);
  } catch (error) {
    const { agencyName, domain, from } = agency;
    const account = "id" in domain ? domain.id : domain.name;
    throw notAdmitted(error, `${from} asks for agency ${agencyName} of account ${account}.`);
  }
}
