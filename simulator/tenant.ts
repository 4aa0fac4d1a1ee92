// The one customer this Workspace has. The values are fixed names that clients and tests configure themselves with.

export interface Tenant {
  readonly projectId: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly userName: string;
  readonly password: string;
  readonly domainName: string;
  readonly domainId: string;
}

export const defaultTenant: Tenant = {
  projectId: "0123456789abcdef0123456789abcdef",
  region: "ap-southeast-1",
  accessKey: "SIMULATORAK",
  secretKey: "simulator-secret-key",
  userName: "simulator",
  password: "simulator-password",
  domainName: "simulator",
  domainId: "d0123456789abcdef0123456789abcde",
};
