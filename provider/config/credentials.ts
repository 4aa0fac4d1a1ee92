/**
 * Who acts: the first source that begins a credential, taken whole. The environment comes before Pulumi config, because
 * Pulumi hands an old copy of its config to refresh and destroy; a profile that the resource itself names comes before all.
 */
import type { CredentialSource, Credentials } from "../workspace/settings.ts";
import { begins, type FoundCredentials, type NamedSet, namedSet, wholeCredential } from "./credential-set.ts";
import { type CredentialField, credentialVariables } from "./names.ts";
import { metadataEndpoint } from "./origins.ts";
import { type Profile, profileFrom } from "./profile.ts";
import { profileSource } from "./profile-credentials.ts";
import { type ConfigSources, fromArguments, fromEnv, fromPulumi, type Given, wrong } from "./sources.ts";

/** Which source begins a credential. Nothing says yet that it is whole, so a preview may ask. */
export type Winner =
  | { readonly kind: "fields"; readonly look: () => NamedSet }
  | { readonly kind: "profile"; readonly profile: Profile }
  | { readonly kind: "metadata" };

/** Throws for a profile file that cannot be read, where it comes to that. */
export function winnerFrom(sources: ConfigSources): Winner {
  const isNamed = fromArguments("profile", sources) !== undefined;
  // One after the other: half a credential in a source that does not count is no error.
  const look = isNamed ? undefined : fieldSources(sources).find((source) => begins(source()));
  if (look !== undefined) return { kind: "fields", look };
  const profile = profileFrom(sources);
  return profile === undefined ? { kind: "metadata" } : { kind: "profile", profile };
}

/** The profile whose place and agency count: the one that says who acts. */
export const profileOf = (winner: Winner): Profile | undefined =>
  winner.kind === "profile" ? winner.profile : undefined;

/** Found once, so that half a credential is refused at once; read anew for each request, always from the same source. */
export function sourceOf(winner: Winner, sources: ConfigSources): CredentialSource {
  if (winner.kind === "profile") return profileSource(winner.profile, sources);
  if (winner.kind === "metadata") return metadataSource(sources);
  const now = sources.now ?? Date.now;
  const { from } = wholeCredential(winner.look(), now());
  const read = (): Credentials => present(winner.look(), from, now()).value;
  return { kind: "given", from, read };
}

function metadataSource(sources: ConfigSources): CredentialSource {
  const elsewhere = "HW_*, HUAWEICLOUD_SDK_*, Pulumi config (huaweicloud:*) and the profiles of hcloud";
  return { kind: "metadata", from: "the ECS metadata service", endpoint: metadataEndpoint(sources).value, elsewhere };
}

/** Nobody else's credentials take the place of those that are gone: the run would go on as somebody else. */
function present(set: NamedSet, from: string, now: number): FoundCredentials {
  if (begins(set)) return wholeCredential(set, now);
  throw wrong(`${from} was set when this run began and is not set any more: set it again, or begin a new run.`);
}

/** HW_*, HUAWEICLOUD_SDK_*, Pulumi config. */
function fieldSources(sources: ConfigSources): (() => NamedSet)[] {
  const ofEnvironment = credentialVariables.map((names) => () => {
    const look = (field: CredentialField) => fromEnv([names[field] ?? []].flat(), sources);
    return namedSet(
      exactly(look, (field) => sources.env[names[field] ?? ""]),
      (field) => names[field],
    );
  });
  const ofPulumi = () =>
    namedSet(
      exactly(
        (field) => fromPulumi(field, sources),
        (field) => sources.config(field),
      ),
      (field) => `huaweicloud:${field}`,
    );
  return [...ofEnvironment, ofPulumi];
}

/** A password may begin or end with a blank. */
function exactly(
  look: (field: CredentialField) => Given | undefined,
  raw: (field: CredentialField) => string | undefined,
): (field: CredentialField) => Given | undefined {
  return (field) => {
    const found = look(field);
    return found === undefined || field !== "password" ? found : { ...found, value: raw(field) ?? found.value };
  };
}
