/** What one configuration comes to: where the service is, who asks, and how. `config.ts` makes it, the registry uses it. */

export type Credentials =
  | {
      readonly kind: "access key";
      readonly accessKey: string;
      readonly secretKey: string;
      /** Present for temporary keys. */
      readonly securityToken?: string;
    }
  | { readonly kind: "token"; readonly token: string }
  | ({ readonly kind: "password"; readonly password: string } & User);

/** A user by name, in an account known by its name or its id; or by id, which needs no account. */
export type User =
  | { readonly userName: string; readonly domainName: string }
  | { readonly userName: string; readonly domainId: string }
  | { readonly userId: string };

/** Where credentials come from. It is asked for every request, so that a key that was rotated works in mid-run. */
export type CredentialSource =
  | {
      readonly kind: "given";
      /** In words: `HW_ACCESS_KEY`, `profile "prod" of ~/.hcloud/config.json`. Never a value. */
      readonly from: string;
      /** What the source holds now; throws `configuration` when it holds half a credential or none. */
      readonly read: () => Credentials;
    }
  | {
      /** Temporary keys of the agency that the ECS runs under, from its metadata service. */
      readonly kind: "metadata";
      readonly from: string;
      /** Scheme and host. */
      readonly endpoint: string;
      /** Where credentials were looked for before, in words; absent when the metadata were asked for by name. */
      readonly elsewhere?: string;
    };

/** A role to act in: the credentials ask IAM for temporary keys of it. */
export interface Agency {
  readonly agencyName: string;
  /** The account that has the agency, by name or by id. */
  readonly domain: { readonly name: string } | { readonly id: string };
  readonly from: string;
}

export interface Settings {
  /** Without `projectId` it is looked up: the project named `projectName`, or else the one that bears the region's name. */
  readonly place: { readonly region: string; readonly projectId?: string; readonly projectName?: string };
  /** Scheme and host, no path. */
  readonly endpoint: string;
  readonly iamEndpoint: string;
  readonly credentials: CredentialSource;
  readonly agency?: Agency;
  /** Accept any certificate. */
  readonly insecure: boolean;
  /** A PEM file to trust. */
  readonly caFile?: string;
  readonly maxRequestsPerSecond: number;
  /** Where each value came from, in words: `HW_REGION_NAME`, `huaweicloud:region`, `the resource's region`, `the default`. */
  readonly sources: Readonly<Record<string, string>>;
}
