// What a check of the real service needs to know: where, as whom, and of what the pool is to be made.

import { randomBytes } from "node:crypto";

/** As the command line has them. */
export interface Flags {
  readonly really?: true;
  readonly region?: string;
  readonly project?: string;
  readonly product?: string;
  readonly image?: string;
  readonly imageType: string;
  readonly subnet?: string;
  readonly vpc?: string;
  readonly diskType: string;
  readonly endpoint?: string;
  readonly iamEndpoint?: string;
  readonly maxMinutes: number;
  readonly pollSeconds: number;
  readonly report: string;
}

export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string | undefined;
}

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly domain: string;
}

export interface Settings {
  readonly region: string;
  readonly project: string | undefined;
  readonly endpoint: string;
  readonly iamEndpoint: string;
  readonly pool: {
    /** No other pool has it, so that everything of that name may be removed. */
    readonly name: string;
    readonly product: string;
    readonly image: string;
    readonly imageType: string;
    readonly subnet: string;
    readonly vpc: string | undefined;
    readonly diskType: string;
  };
  readonly keys: Keys;
  /** Only with these is a token asked for. */
  readonly login: Login | undefined;
  readonly maxMinutes: number;
  readonly pollSeconds: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Flags and variables without which nothing can be done. */
export function missingFor({ region, product, image, subnet }: Flags, env: Environment): string[] {
  const needed = { "--region": region, "--product": product, "--image": image, "--subnet": subnet };
  const keys = { HW_ACCESS_KEY: env.HW_ACCESS_KEY, HW_SECRET_KEY: env.HW_SECRET_KEY };
  return Object.entries({ ...needed, ...keys }).flatMap(([name, value]) => (value ? [] : [name]));
}

export function settingsFrom(flags: Flags, env: Environment): Settings {
  const { region, product, image, subnet } = flags;
  const { HW_ACCESS_KEY: accessKey, HW_SECRET_KEY: secretKey } = env;
  if (!region || !product || !image || !subnet || !accessKey || !secretKey) {
    throw new Error(`missing: ${missingFor(flags, env).join(", ")}`);
  }
  const { imageType, vpc, diskType, maxMinutes, pollSeconds } = flags;
  return {
    region,
    project: flags.project ?? env.HW_PROJECT_ID,
    endpoint: flags.endpoint ?? `https://workspace.${region}.myhuaweicloud.com`,
    iamEndpoint: flags.iamEndpoint ?? `https://iam.${region}.myhuaweicloud.com`,
    pool: { name: `verify-${randomBytes(4).toString("hex")}`, product, image, imageType, subnet, vpc, diskType },
    keys: { accessKey, secretKey, securityToken: env.HW_SECURITY_TOKEN },
    login: loginFrom(env),
    maxMinutes,
    pollSeconds,
  };
}

function loginFrom({ HW_USER_NAME: user, HW_USER_PASSWORD: password, HW_DOMAIN_NAME: domain }: Environment) {
  return user && password && domain ? { user, password, domain } : undefined;
}
