/**
 * Configuration: which value counts and where it came from. Place and settings: the resource's arguments, Pulumi config,
 * HW_*, HUAWEICLOUD_SDK_*, the profile. Credentials: whole from one source, the environment first (config/credentials.ts).
 */
import { agencyFrom } from "./config/agency.ts";
import { profileOf, sourceOf, type Winner, winnerFrom } from "./config/credentials.ts";
import { noticesOf } from "./config/notices.ts";
import { certificateOptions, requestsPerSecond } from "./config/options.ts";
import { iamEndpoint, workspaceEndpoint } from "./config/origins.ts";
import { configuredProject, placeFrom } from "./config/place.ts";
import { namedProfile, type Profile } from "./config/profile.ts";
import { type ConfigSources, fromEnv, type Given, placesForRegion, wrong } from "./config/sources.ts";
import type { Settings } from "./workspace/settings.ts";

export type { ConfigSources, Given };

/** Everything that is needed to reach the service, or an error that names the setting. Nothing is sent. */
export function resolveSettings(sources: ConfigSources): Settings {
  refuseOtherSigning(sources);
  const winner = winnerFrom(sources);
  const profile = profileOf(winner);
  const { region, projectId, projectName } = placeFrom(sources, profile);
  if (region === undefined) throw wrong(noRegion(winner, sources));
  refuseForeignProject(sources, profile, projectId);
  const { insecure, caFile } = certificateOptions(sources);
  const agency = agencyFrom(sources, profile);
  const found = {
    region,
    projectId,
    projectName,
    caFile,
    endpoint: workspaceEndpoint(region, sources),
    iamEndpoint: iamEndpoint(region, sources),
    insecure,
    maxRequestsPerSecond: requestsPerSecond(sources),
    credentials: sourceOf(winner, sources),
    agency,
  };
  return {
    place: {
      region: region.value,
      ...(projectId === undefined ? {} : { projectId: projectId.value }),
      ...(projectName === undefined ? {} : { projectName: projectName.value }),
    },
    endpoint: found.endpoint.value,
    iamEndpoint: found.iamEndpoint.value,
    credentials: found.credentials,
    ...(agency === undefined ? {} : { agency }),
    insecure: insecure.value,
    ...(caFile === undefined ? {} : { caFile: caFile.value }),
    maxRequestsPerSecond: found.maxRequestsPerSecond.value,
    sources: Object.fromEntries(Object.entries(found).flatMap(([name, value]) => (value ? [[name, value.from]] : []))),
  };
}

/** Region and project as arguments, configuration and profile give them. Nothing is looked up, so a preview may ask. */
export function givenPlace(sources: ConfigSources): { readonly region?: Given; readonly projectId?: Given } {
  const { region, projectId } = placeFrom(sources, profileOf(winnerFrom(sources)));
  return { ...(region === undefined ? {} : { region }), ...(projectId === undefined ? {} : { projectId }) };
}

/** What to tell whoever creates something with this configuration. Throws as `resolveSettings` does. */
export function configurationNotices(sources: ConfigSources): string[] {
  const winner = winnerFrom(sources);
  return noticesOf(sources, winner, placeFrom(sources, profileOf(winner)));
}

function noRegion(winner: Winner, sources: ConfigSources): string {
  const named = namedProfile(sources);
  const beaten =
    named !== undefined && winner.kind === "fields"
      ? ` The profile "${named.value}" (from ${named.from}) says nothing here, because the credentials come from another source.`
      : "";
  return `No region is set: set ${placesForRegion(sources)}, for example to ap-southeast-1.${beaten}`;
}

/** The account of this profile need not have the project that the configuration names for all others. */
function refuseForeignProject(
  sources: ConfigSources,
  profile: Profile | undefined,
  projectId: Given | undefined,
): void {
  if (!profile?.isNamedByResource || projectId !== undefined) return;
  const other = configuredProject(sources);
  if (other === undefined) return;
  const which =
    profile.projectId === undefined
      ? "which names no project"
      : `whose project goes with region ${profile.region?.value ?? ""} and not with the resource's`;
  throw wrong(
    `The resource's profile is ${profile.from}, ${which}, while ${other.from} says ${other.value}, perhaps of another account: give the resource its \`projectId\`, or the profile one with \`hcloud configure set --cli-profile=${profile.entry.name} --cli-project-id=…\`.`,
  );
}

/** Requests are signed with SDK-HMAC-SHA256 only: who needs another algorithm is told before anything is sent. */
function refuseOtherSigning(sources: ConfigSources): void {
  const asked = fromEnv(["HW_SIGNING_ALGORITHM"], sources);
  if (asked === undefined || asked.value === "HmacSHA256") return;
  throw wrong(
    `${asked.from} is "${asked.value}": this provider signs with HmacSHA256 only; remove the variable, or set it to that.`,
  );
}
