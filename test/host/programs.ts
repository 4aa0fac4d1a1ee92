// What a program passes to the provider, as its constructors would, and a simulator with the way to it.

import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { type Host, type HostOptions, shimText, startHost } from "./host.ts";
import type { Bag } from "./operations.ts";

export const urn = (kind: string, name: string): string =>
  `urn:pulumi:dev::project::pulumi-nodejs:dynamic/workspace:${kind}::${name}`;

/** The simulator's customer, in the environment of a provider process. */
export const accountOf = ({ url, tenant }: Simulator): Record<string, string> => ({
  HW_ACCESS_KEY: tenant.accessKey,
  HW_SECRET_KEY: tenant.secretKey,
  HW_REGION_NAME: tenant.region,
  HW_WORKSPACE_ENDPOINT: url,
  HW_IAM_ENDPOINT: url,
});

/** Serialized once: it takes most of a second. */
const texts = new Map<string, string>();

export function textOf(kind: string): string {
  const text = texts.get(kind) ?? shimText(kind);
  texts.set(kind, text);
  return text;
}

const withOurs = (kind: string, name: string, args: Bag): Bag => ({
  ...args,
  identity: `identity-of-${name}`.padEnd(43, "-"),
  resourceUrn: urn(kind, name),
  __provider: textOf(kind),
});

export const poolArgs = (args: Bag = {}): Bag =>
  withOurs("DesktopPool", "office", {
    name: "office",
    type: "DYNAMIC",
    size: 2,
    productId: "workspace.c2.large",
    imageId: "image-1",
    rootVolume: { type: "SAS", size: 80 },
    subnetIds: ["subnet-1"],
    ...args,
  });

export const setArgs = (poolId: string, volumes: Bag, args: Bag = {}): Bag =>
  withOurs("PoolVolumeSet", "disks", { poolId, volumes, handleType: "FOR_EXPAND_AND_ALL", ...args });

export const deskArgs = (desktopId: string, volumes: Bag, args: Bag = {}): Bag =>
  withOurs("DesktopVolumeSet", "archive", { desktopId, volumes, ...args });

export const retiredArgs = (poolId: string, desktops: Bag, args: Bag = {}): Bag =>
  withOurs("RetiredDesktops", "broken", { poolId, desktops, ...args });

export interface Site {
  simulator: Simulator;
  host: Host;
  /** Another process of the same program: a new command of the user. */
  anotherHost(options?: Pick<HostOptions, "config" | "engine" | "answerWithinMs">): Promise<Host>;
}

export async function openSite(options: Pick<HostOptions, "engine"> = {}): Promise<Site> {
  const simulator = await startSimulator({ jobSeconds: 0.01 });
  const env = accountOf(simulator);
  const anotherHost: Site["anotherHost"] = ({ config, ...more } = {}) =>
    startHost({ env, ...options, ...more, config: { "huaweicloud:maxRequestsPerSecond": "1000", ...config } });
  return { simulator, host: await anotherHost(), anotherHost };
}

/** A pool of two desktops, made without a call of ours. */
export function poolOfAnother(simulator: Simulator, pool = "office"): string {
  return String(simulator.act({ do: "createPool", pool, desktops: 2 }).pool);
}
