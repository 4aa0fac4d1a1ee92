/** What the configuration comes to, each value with its source; never a secret. */
import type { Settings } from "../workspace/settings.ts";
import { type Line, ok, warning } from "./line.ts";

export function settingsLines({
  place,
  endpoint,
  iamEndpoint,
  credentials,
  agency,
  sources,
  ...rest
}: Settings): Line[] {
  const from = (name: string): string => `from ${sources[name] ?? "the default"}`;
  const project =
    place.projectId === undefined
      ? `looked up by the name ${place.projectName ?? place.region}`
      : `${place.projectId}, ${from("projectId")}`;
  return [
    ok("region", `${place.region}, ${from("region")}`),
    ok("project", project),
    ok("endpoint", `${endpoint}, ${from("endpoint")}`),
    ok("IAM", `${iamEndpoint}, ${from("iamEndpoint")}`),
    ok("credentials", credentials.from),
    ...(agency === undefined ? [] : [ok("agency", `${agency.agencyName}, from ${agency.from}`)]),
    ...(rest.insecure ? [warning("TLS", `certificates are not checked (insecure, ${from("insecure")})`)] : []),
    ...(rest.caFile === undefined ? [] : [ok("TLS", `trusts ${rest.caFile} as well, ${from("caFile")}`)]),
    ok("budget", `${rest.maxRequestsPerSecond} requests a second, ${from("maxRequestsPerSecond")}`),
  ];
}
