/** Where the work is done: region and project, by the order of the sources, from the profile where its credentials count. */
import { settingVariables } from "./names.ts";
import type { Profile } from "./profile.ts";
import { checkedRegion } from "./regions.ts";
import { type ConfigSources, fromArguments, fromEnv, fromPulumi, type Given, setting, wrong } from "./sources.ts";

/** Region and project as they are given; nothing is looked up. */
export interface GivenPlace {
  readonly region?: Given;
  readonly projectId?: Given;
  /** Only where no id is given: the id is looked up by it. */
  readonly projectName?: Given;
  /** Projects that do not count, because they go with another region. */
  readonly foreign: readonly ForeignProject[];
}

/** A project, by id or by name, and the region that it goes with. */
export interface ForeignProject {
  readonly project: Given;
  readonly region: Given;
}

export function placeFrom(sources: ConfigSources, profile: Profile | undefined): GivenPlace {
  const region = regionFrom(sources, profile);
  return { ...(region === undefined ? {} : { region }), ...projectFrom(projectsFrom(sources, profile), region) };
}

/** What a profile says counts last, but like an argument where the resource itself names the profile. */
function regionFrom(sources: ConfigSources, profile: Profile | undefined): Given | undefined {
  const own = fromArguments("region", sources);
  const ofProfile = profile?.region;
  const region = profile?.isNamedByResource
    ? (own ?? ofProfile ?? setting("region", sources))
    : setting("region", sources);
  const found = region ?? ofProfile;
  return found === undefined ? undefined : checkedRegion(found, { ofPublicCloud: isPublicCloud(sources) });
}

const isPublicCloud = (sources: ConfigSources): boolean =>
  setting("endpoint", sources) === undefined && setting("cloud", sources) === undefined;

/** What one source says of the project: its id, or else its name. */
interface Project {
  readonly by: "projectId" | "projectName";
  readonly given: Given;
  /** A project is of one region: the one that its source names, or else the one that counts where the resource says nothing. */
  readonly region?: Given | undefined;
}

/**
 * The first source that names a project of this region, by id or by name, decides: an id of one source never meets a name
 * of another, and the project of one region is never asked for in another.
 */
function projectFrom(projects: readonly Project[], region: Given | undefined): Omit<GivenPlace, "region"> {
  const foreign: ForeignProject[] = [];
  for (const { by, given, region: its } of projects) {
    const fits = region === undefined || its === undefined || its.value === region.value;
    if (fits) return { [by]: by === "projectId" ? pathWord(given) : given, foreign };
    foreign.push({ project: given, region: its });
  }
  return { foreign };
}

/** Strongest first. */
function projectsFrom(sources: ConfigSources, profile: Profile | undefined): Project[] {
  const own = idOrName(fromArguments("projectId", sources), undefined);
  // A project of the configuration is not in the account of a profile that only this resource names.
  if (profile?.isNamedByResource) return [...own, ...idOrName(profile.projectId, undefined, profile.region)];
  const usual = fromPulumi("region", sources) ?? fromEnv(settingVariables.region, sources) ?? profile?.region;
  const ofProfile = idOrName(profile?.projectId, undefined, profile?.region ?? usual);
  return [...own, ...configuredProjects(sources, usual), ...ofProfile];
}

/** The project that Pulumi config or the environment names first, of whatever region. */
export const configuredProject = (sources: ConfigSources): Given | undefined =>
  configuredProjects(sources, undefined)[0]?.given;

function configuredProjects(sources: ConfigSources, usual: Given | undefined): Project[] {
  const [hw, sdk] = settingVariables.projectId;
  const ofPulumi = fromPulumi("region", sources) ?? usual;
  const ofEnv = fromEnv(settingVariables.region, sources) ?? usual;
  return [
    ...idOrName(fromPulumi("projectId", sources), fromPulumi("projectName", sources), ofPulumi),
    ...idOrName(fromEnv([hw], sources), fromEnv(settingVariables.projectName, sources), ofEnv),
    ...idOrName(fromEnv([sdk], sources), undefined, ofEnv),
  ];
}

function idOrName(id: Given | undefined, name: Given | undefined, region?: Given): Project[] {
  if (id !== undefined) return [{ by: "projectId", given: id, region }];
  return name === undefined ? [] : [{ by: "projectName", given: name, region }];
}

/** It becomes part of a path, so nothing but a word may stand there. */
function pathWord({ value, from }: Given): Given {
  if (/^[A-Za-z0-9_-]+$/.test(value)) return { value, from };
  throw wrong(
    `projectId is "${value}" (from ${from}): only letters, digits, hyphen and underscore are allowed; correct it, or set HW_PROJECT_NAME to name a project by its name.`,
  );
}
