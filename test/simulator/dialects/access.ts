// What a plain client sees under each value of the dialects about who is let in.

import type { accessDialects } from "../../../simulator/dialects/access.ts";
import { type Bench, office } from "../client.ts";
import { signed } from "../sign.ts";
import type { Cases } from "./look.ts";

const assume = (agency: string) => ({
  auth: {
    identity: { methods: ["assume_role"], assume_role: { agency_name: agency, domain_name: "simulator" } },
  },
});

async function refusedDelete(at: Bench) {
  const { poolId } = await office(at);
  return (await at.send("DELETE", `/desktop-pools/${poolId}`)).body;
}

const deny = ["workspace:desktopPools:delete"];

export const accessCases: Cases<keyof typeof accessDialects> = {
  "skew-code": [
    async (at) => (await signed(at, `${at.base}/desktop-pools`, { skewMs: 16 * 60_000 })).body.error_code,
    ["APIGW.0301", "APIGW.0303"],
    { auth: "strict" },
  ],
  "service-closed": [
    async (at) => {
      const { status, body } = await at.send("GET", "/desktop-pools");
      return [status, body.error_code];
    },
    [
      [200, undefined],
      [400, "WKS.00010099"],
      [404, "WKS.00170312"],
    ],
  ],
  "no-permission-code": [async (at) => (await refusedDelete(at)).error_code, ["APIGW.0302", "WKS.0403"], { deny }],
  "authorization-message": [
    async (at) => typeof (await refusedDelete(at)).encoded_authorization_message,
    ["undefined", "string"],
    { deny },
  ],
  "project-header": [
    async (at) => {
      const asked = (extra: Record<string, string>) => signed(at, `${at.base}/desktop-pools`, { extra });
      return [
        (await asked({ "x-project-id": "elsewhere" })).status,
        (await asked({ "x-domain-id": "elsewhere" })).status,
      ];
    },
    [
      [200, 200],
      [401, 401],
    ],
    { auth: "strict" },
  ],
  "credential-errors": [
    async (at) => (await at.send("POST", "/v3.0/OS-CREDENTIAL/securitytokens", assume("nobody"))).body,
    [
      { error_code: "IAM.0004", error_msg: "Could not find agency: nobody." },
      { error: { code: 404, message: "Could not find agency: nobody.", title: "Not Found" } },
    ],
  ],
  "metadata-token": [
    async (at) => {
      const ttl = { "x-metadata-token-ttl-seconds": "60" };
      const token = await at.send("PUT", "/meta-data/latest/api/token", undefined, ttl);
      return [token.status, (await at.send("GET", "/openstack/latest/securitykey")).status];
    },
    [
      [200, 200],
      [200, 401],
      [404, 200],
    ],
  ],
  "server-agency": [
    async (at) => {
      const { status, body } = await at.send("GET", "/openstack/latest/securitykey");
      return [status, typeof body === "string" ? body : "keys"];
    },
    [
      [200, "keys"],
      [401, "401 Unauthorized\nPlease configure Cloud Service Agency first"],
    ],
  ],
};
