/** The agency to act in: whole from one source, and of a profile only with its credentials. */
import type { Agency } from "../workspace/settings.ts";
import { agencyVariables } from "./names.ts";
import type { Profile } from "./profile.ts";
import { type ConfigSources, fromEnv, fromPulumi, type Given, given, wrong } from "./sources.ts";

type AgencyField = keyof typeof agencyVariables;

interface AgencyFields {
  readonly look: (field: AgencyField) => Given | undefined;
  readonly nameOf: (field: AgencyField) => string;
}

/** A profile that the resource names is taken whole: an agency that the configuration has for all others is not its. */
export function agencyFrom(sources: ConfigSources, profile: Profile | undefined): Agency | undefined {
  const ofProfile = profile === undefined ? [] : [profileAgency(profile)];
  const places = profile?.isNamedByResource
    ? ofProfile
    : [pulumiAgency(sources), environmentAgency(sources), ...ofProfile];
  const found = places.find(({ look }) => look("agencyName") !== undefined);
  return found === undefined ? undefined : wholeAgency(found);
}

/** An account alone is no beginning: it may stand there for another tool. */
function wholeAgency({ look, nameOf }: AgencyFields): Agency | undefined {
  const agency = look("agencyName");
  if (agency === undefined) return undefined;
  const name = look("agencyDomainName")?.value;
  const id = look("agencyDomainId")?.value;
  const base = { agencyName: agency.value, from: agency.from };
  if (name !== undefined) return { ...base, domain: { name } };
  if (id !== undefined) return { ...base, domain: { id } };
  throw wrong(
    `${agency.from} is set without ${nameOf("agencyDomainName")}: name the account that has the agency too, or remove it.`,
  );
}

const pulumiAgency = (sources: ConfigSources): AgencyFields => ({
  look: (field) => fromPulumi(field, sources),
  nameOf: (field) => `huaweicloud:${field}`,
});

const environmentAgency = (sources: ConfigSources): AgencyFields => ({
  look: (field) => fromEnv([agencyVariables[field]], sources),
  nameOf: (field) => agencyVariables[field],
});

const profileAgency = ({ entry, from }: Profile): AgencyFields => ({
  look: (field) => given(entry[field], `${field} of ${from}`),
  nameOf: (field) => field,
});
