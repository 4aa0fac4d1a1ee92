/** The names under which settings and credentials are read. The page docs/configuration.md lists the same ones. */

/** Every setting, also its key in Pulumi config, and the environment variables it is read from, the first one that is set. */
export const settingVariables = {
  region: ["HW_REGION_NAME"],
  projectId: ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID"],
  projectName: ["HW_PROJECT_NAME"],
  endpoint: ["HW_WORKSPACE_ENDPOINT"],
  iamEndpoint: ["HW_IAM_ENDPOINT", "HW_AUTH_URL"],
  cloud: ["HW_CLOUD"],
  insecure: ["HW_INSECURE"],
  caFile: [],
  maxRequestsPerSecond: [],
  profile: ["HW_PROFILE"],
  sharedConfigFile: ["HW_SHARED_CONFIG_FILE"],
} as const;

export type SettingName = keyof typeof settingVariables;

/** Scheme and host of the ECS metadata service. Ours: tests and tunnels need another one. */
export const metadataVariable = "HW_METADATA_ENDPOINT";

export const credentialFields = [
  "accessKey",
  "secretKey",
  "securityToken",
  "authToken",
  "userName",
  "userId",
  "password",
  "domainName",
  "domainId",
] as const;

export type CredentialField = (typeof credentialFields)[number];

/** The variables of each source of the environment, in their order. One source has to hold a credential whole. */
export const credentialVariables: readonly Readonly<Partial<Record<CredentialField, string>>>[] = [
  {
    accessKey: "HW_ACCESS_KEY",
    secretKey: "HW_SECRET_KEY",
    securityToken: "HW_SECURITY_TOKEN",
    authToken: "HW_AUTH_TOKEN",
    userName: "HW_USER_NAME",
    userId: "HW_USER_ID",
    password: "HW_USER_PASSWORD",
    domainName: "HW_DOMAIN_NAME",
    domainId: "HW_DOMAIN_ID",
  },
  { accessKey: "HUAWEICLOUD_SDK_AK", secretKey: "HUAWEICLOUD_SDK_SK", securityToken: "HUAWEICLOUD_SDK_SECURITY_TOKEN" },
];

/** The agency to act in, as Huawei's Terraform provider names it. */
export const agencyVariables = {
  agencyName: "HW_ASSUME_ROLE_AGENCY_NAME",
  agencyDomainName: "HW_ASSUME_ROLE_DOMAIN_NAME",
  agencyDomainId: "HW_ASSUME_ROLE_DOMAIN_ID",
} as const;

/**
 * Variables of Huawei's other tools that would change who acts, or on what, and are not read here: whoever sets one is told.
 * Those that change neither (HW_MAX_RETRIES, HW_ASSUME_ROLE_DURATION, …) are on the page only.
 */
export const unreadVariables: Readonly<Record<string, string>> = {
  HW_ENTERPRISE_PROJECT_ID: "write `enterpriseProjectId` on the DesktopPool",
  HW_ASSUME_ROLE_IDP_ID:
    "exchange the OIDC token for temporary keys first, and set HW_ACCESS_KEY, HW_SECRET_KEY, HW_SECURITY_TOKEN",
  HUAWEICLOUD_SDK_CREDENTIALS_FILE: "set HW_ACCESS_KEY and HW_SECRET_KEY, or HW_PROFILE",
};
