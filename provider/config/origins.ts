/** Where requests go: the endpoints of Workspace, IAM and the ECS metadata service, each a scheme and a host. */
import { metadataVariable, settingVariables } from "./names.ts";
import { isKnownRegion } from "./regions.ts";
import { type ConfigSources, fromEnv, type Given, setting, wrong } from "./sources.ts";

export function workspaceEndpoint(region: Given, sources: ConfigSources): Given {
  const usual = usualOrigin("workspace", region.value, sources);
  const given = setting("endpoint", sources);
  if (given === undefined) return usual;
  const found = origin("endpoint", given, usual.value);
  refuseOtherRegion(found, region);
  return found;
}

export function iamEndpoint(region: Given, sources: ConfigSources): Given {
  const usual = usualOrigin("iam", region.value, sources);
  const given = setting("iamEndpoint", sources);
  return given === undefined ? usual : origin("iamEndpoint", withoutVersion(given), usual.value);
}

/** Link-local, the same on every cloud server. https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html */
const usualMetadata = "http://169.254.169.254";

export function metadataEndpoint(sources: ConfigSources): Given {
  const given = fromEnv([metadataVariable], sources);
  return given === undefined
    ? { value: usualMetadata, from: "the default" }
    : origin(metadataVariable, given, usualMetadata);
}

/** Huawei's Terraform provider writes HW_AUTH_URL with the version of the API. */
function withoutVersion(url: Given): Given {
  const isTheirs = url.from === settingVariables.iamEndpoint[1];
  return isTheirs ? { ...url, value: url.value.replace(/\/v3\/?$/, "") } : url;
}

/** Regions whose name begins with eu-west-1 are another cloud with a domain of its own (Terraform provider, provider.go). */
const european = { regions: /^eu-west-1/, domain: "myhuaweicloud.eu" };
const usualDomain = "myhuaweicloud.com";

function usualOrigin(service: string, region: string, sources: ConfigSources): Given {
  const cloud = setting("cloud", sources);
  const domain = cloud === undefined ? domainOf(region) : domainName(cloud);
  return { value: `https://${service}.${region}.${domain}`, from: cloud?.from ?? "the default" };
}

const domainOf = (region: string): string => (european.regions.test(region) ? european.domain : usualDomain);

function domainName({ value, from }: Given): string {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value)) return value;
  throw wrong(`cloud is "${shown(value)}" (from ${from}): give the domain of the cloud alone, such as ${usualDomain}.`);
}

function origin(name: string, { value, from }: Given, example: string): Given {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url !== undefined && isWeb && url.href === `${url.origin}/`) return { value: url.origin, from };
  throw wrong(
    `${name} is "${shown(value)}" (from ${from}): give a scheme (https or http) and a host without a path, for example ${example}.`,
  );
}

/** Somebody may have written a password into it. */
const shown = (url: string): string => url.replace(/[^/]*@/, "[redacted]@");

/** There a pool of this region is not found, and what is not found would be dropped from the state. */
function refuseOtherRegion({ value, from }: Given, region: Given): void {
  const [service, named = ""] = new URL(value).hostname.split(".");
  if (service !== "workspace" || !isKnownRegion(named) || named === region.value) return;
  throw wrong(
    `endpoint is "${value}" (from ${from}), which is in region ${named}, but region is "${region.value}" (from ${region.from}): remove the endpoint, or make the two agree.`,
  );
}
