/**
 * Configuration: which value counts and where it came from. Place and settings: the resource's arguments, Pulumi config, HW_*, HUAWEICLOUD_SDK_*.
 * Credentials: the environment first, each taken whole from one source, because Pulumi hands an old copy of its config to refresh and destroy.
 */
import { type WorkspaceError, workspaceError } from "./workspace/errors.ts";
import { defaultRequestsPerSecond } from "./workspace/requests/limiter.ts";
import type { CredentialSource, Credentials, Settings } from "./workspace/settings.ts";

export interface ConfigSources {
  /** Pulumi config of the namespace `huaweicloud`, asked without the namespace. */
  readonly config: (key: string) => string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The resource's own arguments. */
  readonly args: {
    readonly region?: string | undefined;
    readonly projectId?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly profile?: string | undefined;
  };
}

/** A value with the name of the setting it came from: `HW_REGION_NAME`, `huaweicloud:region`, `the resource's region`. */
export interface Given {
  readonly value: string;
  readonly from: string;
}

/** Every setting and the environment variables it is read from. */
const settingVariables = {
  region: ["HW_REGION_NAME"],
  projectId: ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID"],
  endpoint: ["HW_WORKSPACE_ENDPOINT"],
  iamEndpoint: ["HW_IAM_ENDPOINT"],
  insecure: [],
  caFile: [],
  maxRequestsPerSecond: [],
} as const;

type SettingName = keyof typeof settingVariables;

/** Everything that is needed to reach the service, or an error that names the setting. Nothing is sent. */
export function resolveSettings(sources: ConfigSources): Settings {
  refuseUnsupported(sources);
  const { region, projectId } = givenPlace(sources);
  if (region === undefined) {
    throw wrong(
      "No region is set: set huaweicloud:region, HW_REGION_NAME or the resource's region, for example to ap-southeast-1.",
    );
  }
  const caFile = setting("caFile", sources);
  const found = {
    region,
    projectId,
    caFile,
    endpoint: origin("endpoint", "workspace", region.value, sources),
    iamEndpoint: origin("iamEndpoint", "iam", region.value, sources),
    insecure: truth("insecure", sources),
    maxRequestsPerSecond: rate(sources),
    credentials: sourceOf(sources),
  };
  return {
    place: { region: region.value, ...(projectId === undefined ? {} : { projectId: projectId.value }) },
    endpoint: found.endpoint.value,
    iamEndpoint: found.iamEndpoint.value,
    credentials: found.credentials,
    insecure: found.insecure.value,
    ...(caFile === undefined ? {} : { caFile: caFile.value }),
    maxRequestsPerSecond: found.maxRequestsPerSecond.value,
    sources: Object.fromEntries(Object.entries(found).flatMap(([name, value]) => (value ? [[name, value.from]] : []))),
  };
}

/** Region and project as arguments and configuration give them. Nothing is looked up, so a preview may ask. */
export function givenPlace(sources: ConfigSources): { readonly region?: Given; readonly projectId?: Given } {
  const region = plainWord("region", sources);
  const projectId = plainWord("projectId", sources);
  return { ...(region === undefined ? {} : { region }), ...(projectId === undefined ? {} : { projectId }) };
}

function setting(name: SettingName, sources: ConfigSources): Given | undefined {
  const own = name === "region" || name === "projectId" || name === "endpoint" ? sources.args[name] : undefined;
  if (own) return { value: own, from: `the resource's ${name}` };
  return fromPulumi(name, sources) ?? firstOf(settingVariables[name], sources);
}

/** The camelCase key, or the same key in snake_case. */
function fromPulumi(name: string, { config }: ConfigSources): Given | undefined {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const key = [name, snake].find((candidate) => config(candidate));
  return key === undefined ? undefined : { value: config(key) ?? "", from: `huaweicloud:${key}` };
}

function firstOf(variables: readonly string[], { env }: ConfigSources): Given | undefined {
  const name = variables.find((variable) => env[variable]);
  return name === undefined ? undefined : { value: env[name] ?? "", from: name };
}

/** Region and project id become part of host and path, so nothing but a word may stand there. */
function plainWord(name: "region" | "projectId", sources: ConfigSources): Given | undefined {
  const given = setting(name, sources);
  if (given === undefined || /^[A-Za-z0-9_-]+$/.test(given.value)) return given;
  throw wrong(
    `${name} is "${given.value}" (from ${given.from}): only letters, digits, hyphen and underscore are allowed; correct it.`,
  );
}

function origin(name: "endpoint" | "iamEndpoint", service: string, region: string, sources: ConfigSources): Given {
  const given = setting(name, sources);
  if (given === undefined) return { value: `https://${service}.${region}.myhuaweicloud.com`, from: "the default" };
  const url = URL.canParse(given.value) ? new URL(given.value) : undefined;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url !== undefined && isWeb && url.pathname === "/" && url.href === `${url.origin}/`)
    return { value: url.origin, from: given.from };
  const example = `https://${service}.${region}.myhuaweicloud.com`;
  const shown = given.value.replace(/\/\/[^/]*@/, "//[redacted]@");
  throw wrong(
    `${name} is "${shown}" (from ${given.from}): give a scheme (https or http) and a host without a path, for example ${example}.`,
  );
}

function truth(name: "insecure", sources: ConfigSources): { readonly value: boolean; readonly from: string } {
  const given = setting(name, sources);
  if (given === undefined) return { value: false, from: "the default" };
  if (given.value === "true" || given.value === "false") return { value: given.value === "true", from: given.from };
  throw wrong(`${name} is "${given.value}" (from ${given.from}): only true and false are allowed; correct it.`);
}

function rate(sources: ConfigSources): { readonly value: number; readonly from: string } {
  const given = setting("maxRequestsPerSecond", sources);
  if (given === undefined) return { value: defaultRequestsPerSecond, from: "the default" };
  const value = Number(given.value);
  if (Number.isFinite(value) && value > 0) return { value, from: given.from };
  throw wrong(
    `maxRequestsPerSecond is "${given.value}" (from ${given.from}): a number greater than 0 is allowed; remove it for the default of ${defaultRequestsPerSecond}.`,
  );
}

const credentialFields = [
  "accessKey",
  "secretKey",
  "securityToken",
  "authToken",
  "userName",
  "password",
  "domainName",
] as const;
type CredentialField = (typeof credentialFields)[number];
type CredentialSet = Readonly<Partial<Record<CredentialField, Given>>>;

const credentialVariables: readonly Readonly<Partial<Record<CredentialField, string>>>[] = [
  {
    accessKey: "HW_ACCESS_KEY",
    secretKey: "HW_SECRET_KEY",
    securityToken: "HW_SECURITY_TOKEN",
    authToken: "HW_AUTH_TOKEN",
    userName: "HW_USER_NAME",
    password: "HW_USER_PASSWORD",
    domainName: "HW_DOMAIN_NAME",
  },
  { accessKey: "HUAWEICLOUD_SDK_AK", secretKey: "HUAWEICLOUD_SDK_SK", securityToken: "HUAWEICLOUD_SDK_SECURITY_TOKEN" },
];

/** Found once, so that half a credential is refused at once; read anew for each request. */
function sourceOf(sources: ConfigSources): CredentialSource {
  const { from } = credentialsFrom(sources);
  return { kind: "given", from, read: () => credentialsFrom(sources).value };
}

interface FoundCredentials {
  readonly value: Credentials;
  readonly from: string;
}

/** The first source that begins a credential has to complete it: a key of one source is never joined with a secret of another. */
function credentialsFrom(sources: ConfigSources): FoundCredentials {
  const fromEnv = credentialVariables.map((names) => {
    return credentialSet(
      (field) => firstOf([names[field] ?? []].flat(), sources),
      (field) => names[field],
    );
  });
  const pulumi = credentialSet(
    (field) => fromPulumi(field, sources),
    (field) => `huaweicloud:${field}`,
  );
  // One after the other: half a credential in a source that does not count is no error.
  for (const source of [...fromEnv, pulumi]) {
    const whole = wholeCredential(source);
    if (whole !== undefined) return whole;
  }
  throw wrong(
    "No credentials are set: set HW_ACCESS_KEY and HW_SECRET_KEY, or HW_AUTH_TOKEN, or HW_USER_NAME, HW_USER_PASSWORD and HW_DOMAIN_NAME.",
  );
}

interface NamedSet {
  readonly given: CredentialSet;
  readonly nameOf: (field: CredentialField) => string | undefined;
}

function credentialSet(look: (field: CredentialField) => Given | undefined, nameOf: NamedSet["nameOf"]): NamedSet {
  const given = credentialFields
    .map((field) => [field, look(field)] as const)
    .filter(([, value]) => value !== undefined);
  return { given: Object.fromEntries(given), nameOf };
}

/** A domain alone is no beginning: it is often set beside keys of another source. */
function wholeCredential(set: NamedSet): FoundCredentials | undefined {
  const { accessKey, secretKey, securityToken, authToken, userName, password } = set.given;
  if (accessKey ?? secretKey ?? securityToken) return accessKeyFrom(set);
  if (authToken !== undefined) return { value: { kind: "token", token: authToken.value }, from: authToken.from };
  return (userName ?? password) ? passwordFrom(set) : undefined;
}

function accessKeyFrom(set: NamedSet): FoundCredentials {
  const accessKey = needed("accessKey", set);
  const secretKey = needed("secretKey", set).value;
  const securityToken = set.given.securityToken === undefined ? {} : { securityToken: set.given.securityToken.value };
  return {
    value: { kind: "access key", accessKey: accessKey.value, secretKey, ...securityToken },
    from: accessKey.from,
  };
}

function passwordFrom(set: NamedSet): FoundCredentials {
  const userName = needed("userName", set);
  const password = needed("password", set).value;
  const domainName = needed("domainName", set).value;
  return { value: { kind: "password", userName: userName.value, password, domainName }, from: userName.from };
}

function needed(field: CredentialField, { given, nameOf }: NamedSet): Given {
  const value = given[field];
  if (value !== undefined) return value;
  const others = Object.values(given).map((other) => other.from);
  throw wrong(
    `Half a credential: ${others.join(" and ")} ${others.length === 1 ? "is" : "are"} set without ${nameOf(field)}; set it too, or remove the rest.`,
  );
}

/** Ignoring one of these would act as somebody else than the user meant. */
function refuseUnsupported(sources: ConfigSources): void {
  const profile: Given | undefined = sources.args.profile
    ? { value: sources.args.profile, from: "the resource's profile" }
    : (fromPulumi("profile", sources) ?? firstOf(["HW_PROFILE"], sources));
  const given = profile ?? fromPulumi("agencyName", sources) ?? fromPulumi("agencyDomainName", sources);
  if (given === undefined) return;
  throw wrong(
    `${given.from} is set to "${given.value}", which this release does not support yet: remove it and set an access key, a token or a user with password.`,
  );
}

function wrong(message: string): WorkspaceError {
  return workspaceError("configuration", message);
}
