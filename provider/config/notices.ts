/** What somebody who creates something should hear of the configuration, though nothing is wrong with it. */
import { profileOf, type Winner } from "./credentials.ts";
import { unreadVariables } from "./names.ts";
import { metadataEndpoint } from "./origins.ts";
import type { GivenPlace } from "./place.ts";
import { namedProfile } from "./profile.ts";
import { doubtfulRegion } from "./regions.ts";
import { type ConfigSources, fromEnv } from "./sources.ts";

export function noticesOf(sources: ConfigSources, winner: Winner, place: GivenPlace): string[] {
  return [
    ...metadataNotice(winner, sources),
    ...beatenProfile(winner, sources),
    ...agencyBesideMode(winner),
    ...unread(sources),
    ...foreignProjects(place),
    ...(place.region === undefined ? [] : [doubtfulRegion(place.region) ?? []].flat()),
  ];
}

/** A preview asks nobody, so it cannot know whether this is a cloud server with an agency. */
function metadataNotice(winner: Winner, sources: ConfigSources): string[] {
  if (winner.kind !== "metadata") return [];
  const { value } = metadataEndpoint(sources);
  return [
    `no credentials are set: this run will ask the ECS metadata service at ${value}, which answers only on a cloud server with an agency; ` +
      "elsewhere set HW_ACCESS_KEY and HW_SECRET_KEY, or HW_AUTH_TOKEN, or HW_USER_NAME, HW_USER_PASSWORD and HW_DOMAIN_NAME, or HW_PROFILE for a profile of hcloud",
  ];
}

function beatenProfile(winner: Winner, sources: ConfigSources): string[] {
  const named = namedProfile(sources);
  if (named === undefined || winner.kind !== "fields") return [];
  const [first] = Object.values(winner.look().given);
  return [
    `the profile "${named.value}" (from ${named.from}) is not used, because ${first?.from ?? "another source"} comes before it: remove one of the two, or name the profile on the resource, where it comes first`,
  ];
}

/** Terraform's provider takes the agency whatever the mode says, and so do we; hcloud itself would not. */
function agencyBesideMode(winner: Winner): string[] {
  const profile = profileOf(winner);
  const { agencyName, mode = "AKSK" } = profile?.entry ?? {};
  if (profile === undefined || agencyName === undefined || mode.toUpperCase() !== "AKSK") return [];
  return [
    `${profile.from} names an agency, so this run acts in it, though the profile's mode is ${mode} and hcloud would act without: remove agencyName, or set the mode to AssumeRole`,
  ];
}

function foreignProjects({ region, foreign }: GivenPlace): string[] {
  return foreign.map(
    ({ project, region: its }) =>
      `the project of ${project.from} is not used here: it goes with region ${its.value} (from ${its.from}), and this resource's is ${region?.value} (from ${region?.from}); ` +
      "where no other project is named, the one with the region's own name is looked up: for another one give the resource its own `projectId`",
  );
}

function unread(sources: ConfigSources): string[] {
  return Object.entries(unreadVariables).flatMap(([variable, instead]) =>
    fromEnv([variable], sources) === undefined ? [] : [`${variable} is set and not read by this provider: ${instead}`],
  );
}
