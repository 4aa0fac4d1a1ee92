/** Which profile of hcloud counts, and which place it names. */
import {
  type FilePath,
  type ProfileEntry,
  type ProfileFile,
  profileFilePath,
  readProfileFile,
} from "./profile-file.ts";
import { type ConfigSources, fromArguments, type Given, given, setting, wrong } from "./sources.ts";

export interface Profile {
  /** In words: `profile "prod" of ~/.hcloud/config.json`. */
  readonly from: string;
  readonly entry: ProfileEntry;
  /** As it was when the profile was chosen; another profile of it may hold the keys. */
  readonly file: ProfileFile;
  readonly at: FilePath;
  readonly isNamedByResource: boolean;
  readonly region?: Given;
  readonly projectId?: Given;
}

/** The profile that an argument, Pulumi config or HW_PROFILE names. */
export const namedProfile = (sources: ConfigSources): Given | undefined => setting("profile", sources);

/** The profile that is named, or else the one that hcloud uses. Nothing where none is named and none holds credentials. */
export function profileFrom(sources: ConfigSources): Profile | undefined {
  const name = namedProfile(sources);
  const at = profileFilePath(sources);
  const file = fileAt(at, name);
  if (at === undefined || file === undefined) return undefined;
  const wanted = name?.value ?? file.current;
  const entry = file.profiles.find((profile) => profile.name === wanted);
  if (entry === undefined) {
    if (name === undefined && file.profiles.length === 0) return undefined;
    throw wrong(missing(wanted, file, name?.from));
  }
  if (name === undefined && !saysWho(entry)) return undefined;
  return profileOf({ entry, file, at, isNamedByResource: fromArguments("profile", sources) !== undefined });
}

/** A file that somebody names has to be there; the usual one only if a profile of it is named. */
function fileAt(at: FilePath | undefined, name: Given | undefined): ProfileFile | undefined {
  const file = at === undefined ? undefined : readProfileFile(at);
  if (file !== undefined) return file;
  const asker = at?.from ?? name?.from;
  if (asker === undefined) return undefined;
  const which = at === undefined ? "no home folder is known (HOME, USERPROFILE)" : `there is no file ${at.shown}`;
  const what = name === undefined ? "" : `"${name.value}" `;
  throw wrong(
    `${asker} asks for the profile ${what}of hcloud, but ${which}: make it with \`hcloud configure set --cli-profile=${name?.value ?? "default"}\`, or name the file in HW_SHARED_CONFIG_FILE.`,
  );
}

function missing(wanted: string, { shown, profiles }: ProfileFile, from: string | undefined): string {
  const names = profiles.map((profile) => `"${profile.name}"`);
  const there = names.length === 0 ? "it holds none" : `there ${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;
  const asker = from === undefined ? `${shown} says "current": "${wanted}"` : `${from} names "${wanted}"`;
  return `${asker}, and no profile of ${shown} has that name: ${there}; correct the name, or make it with \`hcloud configure set --cli-profile=${wanted}\`.`;
}

const saysWho = ({ mode, accessKeyId, secretAccessKey, xAuthToken }: ProfileEntry): boolean =>
  (accessKeyId ?? secretAccessKey ?? xAuthToken) !== undefined || (mode !== undefined && mode.toUpperCase() !== "AKSK");

function profileOf(found: Pick<Profile, "entry" | "file" | "at" | "isNamedByResource">): Profile {
  const from = profileName(found.entry, found.file);
  const region = given(found.entry.region, from);
  const projectId = given(found.entry.projectId, from);
  return {
    ...found,
    from,
    ...(region === undefined ? {} : { region }),
    ...(projectId === undefined ? {} : { projectId }),
  };
}

export const profileName = ({ name }: ProfileEntry, { shown }: ProfileFile): string => `profile "${name}" of ${shown}`;
