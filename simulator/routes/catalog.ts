// Where the services of this customer are: all of them at the address the client came to.

import { headerOf } from "../auth/identify.ts";
import type { Call } from "./route.ts";

export function catalogOf({ tenant, headers }: Pick<Call, "tenant" | "headers">) {
  const base = `http://${headerOf({ headers }, "host") ?? "localhost"}`;
  const { region, projectId } = tenant;
  return [
    entry("iam", "identity", "*", `${base}/v3`),
    entry("workspace", "workspace", region, `${base}/v2/${projectId}`),
  ];
}

function entry(name: string, type: string, region: string, url: string) {
  const endpoint = { id: `simulator-endpoint-${name}`, interface: "public", region, region_id: region, url };
  return { id: `simulator-service-${name}`, name, type, endpoints: [endpoint] };
}
