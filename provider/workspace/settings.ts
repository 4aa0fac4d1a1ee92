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
  | { readonly kind: "password"; readonly userName: string; readonly password: string; readonly domainName: string };

export interface Settings {
  /** Without `projectId` it is looked up: the project that bears the region's name. */
  readonly place: { readonly region: string; readonly projectId?: string };
  /** Scheme and host, no path. */
  readonly endpoint: string;
  readonly iamEndpoint: string;
  readonly credentials: Credentials;
  /** Accept any certificate. */
  readonly insecure: boolean;
  /** A PEM file to trust. */
  readonly caFile?: string;
  readonly maxRequestsPerSecond: number;
  /** Where each value came from, in words: `HW_REGION_NAME`, `huaweicloud:region`, `the resource's region`, `the default`. */
  readonly sources: Readonly<Record<string, string>>;
}
