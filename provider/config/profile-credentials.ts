/** Who a profile is. Its mode says it, as hcloud has modes; the keys may stand in the profile that it names as its source. */
import type { CredentialSource, Credentials } from "../workspace/settings.ts";
import { begins, type NamedSet, namedSet, refuseEnded, wholeCredential } from "./credential-set.ts";
import type { CredentialField } from "./names.ts";
import { metadataEndpoint } from "./origins.ts";
import { type Profile, profileName } from "./profile.ts";
import { type ProfileEntry, type ProfileFile, readProfileFile } from "./profile-file.ts";
import { type ConfigSources, given, wrong } from "./sources.ts";

/** Modes that `hcloud configure set --cli-mode` takes, older releases among them. */
type Mode = "AKSK" | "TOKEN" | "ECSAGENCY" | "AGENCY" | "ASSUMEROLE";

/** The profile is read again for each request, under the same name: a switch of hcloud's current profile is not followed. */
export function profileSource(profile: Profile, sources: ConfigSources): CredentialSource {
  const { from, at } = profile;
  const holder = holderOf(profile);
  if (modeOf(holder, profile.file) === "ECSAGENCY")
    return { kind: "metadata", from, endpoint: metadataEndpoint(sources).value };
  const { name } = holder;
  const now = sources.now ?? Date.now;
  let last = credentialsOf(name, profile.file, now());
  const read = (): Credentials => {
    const file = settled(() => readProfileFile(at));
    if (file !== "in motion") last = credentialsOf(name, file, now());
    return last;
  };
  return { kind: "given", from, read };
}

/** hcloud writes its file in place: half a file for a moment is no reason to end a run of hours. */
function settled(read: () => ProfileFile | undefined): ProfileFile | undefined | "in motion" {
  try {
    return read();
  } catch {
    return "in motion";
  }
}

/** The profile with the keys: its own, or the one that an agency's profile names. */
function holderOf({ entry, file, from }: Profile): ProfileEntry {
  const mode = modeOf(entry, file);
  if (mode !== "AGENCY" && mode !== "ASSUMEROLE") return entry;
  // Without it the run would act as whoever has the keys.
  if (entry.agencyName === undefined)
    throw wrong(
      `${from} has the mode ${entry.mode} without an agencyName: add it with \`hcloud configure set --cli-profile=${entry.name} --cli-agency-name=…\`.`,
    );
  if (entry.sourceProfile === undefined) return entry;
  const source = file.profiles.find(({ name }) => name === entry.sourceProfile);
  if (source === undefined)
    throw wrong(
      `${from} takes its keys from the profile "${entry.sourceProfile}" (sourceProfile), which is not in ${file.shown}: make it with \`hcloud configure set --cli-profile=${entry.sourceProfile}\`.`,
    );
  if (source.agencyName === undefined) return source;
  throw wrong(
    `${from} takes its keys from ${profileName(source, file)}, which acts in an agency itself: name a profile with keys of its own as sourceProfile.`,
  );
}

function modeOf(entry: ProfileEntry, file: ProfileFile): Mode {
  const mode = (entry.mode ?? "AKSK").toUpperCase();
  if (mode === "AKSK" || mode === "TOKEN" || mode === "ECSAGENCY" || mode === "AGENCY" || mode === "ASSUMEROLE")
    return mode;
  throw wrong(
    `${profileName(entry, file)} has the mode ${entry.mode}, which is not read here (only AKSK, token, ecsAgency and AssumeRole): name a profile with keys, or set HW_ACCESS_KEY, HW_SECRET_KEY and, for temporary keys, HW_SECURITY_TOKEN.`,
  );
}

/** Names of the fields in the file, by what they are. */
const fieldsOf = {
  keys: { accessKey: "accessKeyId", secretKey: "secretAccessKey", securityToken: "securityToken" },
  token: { authToken: "xAuthToken" },
} as const satisfies Record<string, Readonly<Partial<Record<CredentialField, keyof ProfileEntry>>>>;

function credentialsOf(name: string, file: ProfileFile | undefined, now: number): Credentials {
  const entry = file?.profiles.find((profile) => profile.name === name);
  if (file === undefined || entry === undefined)
    throw wrong(
      `The profile "${name}" is not in the profile file any more: put it back, or begin a new run with another one.`,
    );
  const from = profileName(entry, file);
  const isToken = modeOf(entry, file) === "TOKEN";
  const set = fieldSet(entry, isToken ? fieldsOf.token : fieldsOf.keys, from);
  if (!begins(set)) throw wrong(empty(entry, from));
  refuseEncrypted(entry, file);
  if (isToken) refuseEnded(timeOf(entry.expiresAt), from, now);
  return wholeCredential(set, now).value;
}

function fieldSet(
  entry: ProfileEntry,
  fields: Readonly<Partial<Record<CredentialField, keyof ProfileEntry>>>,
  from: string,
): NamedSet {
  const look = (field: CredentialField) => {
    const name = fields[field];
    return name === undefined ? undefined : given(entry[name], `${name} of ${from}`);
  };
  return namedSet(look, (field) => fields[field]);
}

const empty = ({ name }: ProfileEntry, from: string): string =>
  `${from} holds no credentials: give it some with \`hcloud configure set --cli-profile=${name} --cli-access-key=… --cli-secret-key=…\`, or name another profile.`;

/** An access key has letters and digits only; files of older releases are encrypted without saying so. */
function refuseEncrypted(entry: ProfileEntry, file: ProfileFile): void {
  if (!file.encrypted && /^[A-Za-z0-9]*$/.test(entry.accessKeyId ?? "")) return;
  throw wrong(
    `${profileName(entry, file)} is encrypted, and only hcloud itself can read it: run \`hcloud configure set --cli-auth-encrypt=false\`, which keeps the file in clear from then on, or set HW_ACCESS_KEY and HW_SECRET_KEY.`,
  );
}

function timeOf(text = ""): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
