// The one customer this Workspace has. The values are fixed names that clients and tests configure themselves with.

/** A project of the customer. */
export interface Project {
  /** Its id. */
  readonly id: string;
  /** Its name: that of its region. */
  readonly name: string;
}

/** A second user of the same customer, who may look at everything and change nothing. */
export interface Reader {
  /** Id of the user. */
  readonly userId: string;
  /** Name of the user. */
  readonly userName: string;
  /** What gets a token. */
  readonly password: string;
  /** Access key of the user. */
  readonly accessKey: string;
  /** The key that signs. */
  readonly secretKey: string;
}

/** The one customer that a simulator has: what a client is configured with. */
export interface Tenant {
  /** The project in which the Workspace is open. */
  readonly projectId: string;
  /** The region of that project. */
  readonly region: string;
  /** Projects of other regions: IAM knows them, but Workspace was never opened there. */
  readonly otherProjects: readonly Project[];
  /** Access key of the user who may do everything. */
  readonly accessKey: string;
  /** The key that signs for that user. */
  readonly secretKey: string;
  /** Id of that user. */
  readonly userId: string;
  /** Name of that user. */
  readonly userName: string;
  /** What gets a token for that user. */
  readonly password: string;
  /** Name of the account. */
  readonly domainName: string;
  /** Id of the account. */
  readonly domainId: string;
  /** A second user of the same customer, who may look at everything and change nothing. */
  readonly reader: Reader;
  /** An agency of this customer that its users can act as, and that its cloud server has. */
  readonly agencyId: string;
  /** Name of that agency. */
  readonly agencyName: string;
}

/** The customer of a simulator that was started without a place: names and keys that are made up, and good nowhere else. */
export const defaultTenant: Tenant = {
  projectId: "0123456789abcdef0123456789abcdef",
  region: "ap-southeast-1",
  otherProjects: [
    { id: "fedcba9876543210fedcba9876543210", name: "ap-southeast-3" },
    { id: "00112233445566778899aabbccddeeff", name: "la-south-2" },
  ],
  accessKey: "SIMULATORAK",
  secretKey: "simulator-secret-key",
  userId: "u0123456789abcdef0123456789abcde",
  userName: "simulator",
  password: "simulator-password",
  domainName: "simulator",
  domainId: "d0123456789abcdef0123456789abcde",
  reader: {
    userId: "u123456789abcdef0123456789abcdef",
    userName: "simulator-reader",
    password: "simulator-reader-password",
    accessKey: "SIMULATORREADERAK",
    secretKey: "simulator-reader-secret-key",
  },
  agencyId: "a0123456789abcdef0123456789abcde",
  agencyName: "simulator-agency",
};

/** The same customer in another place, so that two simulators can be two regions. */
export function tenantOf({
  region,
  projectId,
}: {
  region?: string | undefined;
  projectId?: string | undefined;
}): Tenant {
  const place = {
    region: word(region ?? defaultTenant.region, "the region"),
    projectId: word(projectId ?? defaultTenant.projectId, "the project id"),
  };
  const isOther = ({ id, name }: Project) => id !== place.projectId && name !== place.region;
  return { ...defaultTenant, ...place, otherProjects: defaultTenant.otherProjects.filter(isOther) };
}

function word(text: string, what: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(text)) return text;
  throw new Error(`${what} "${text}" has to be 1 to 64 letters, digits, hyphens or underscores`);
}

/** All projects of the customer, the one with the Workspace first. */
export function projectsOf({ projectId, region, otherProjects }: Tenant): Project[] {
  return [{ id: projectId, name: region }, ...otherProjects];
}
