/** What every resource's constructor does: the options that would lose data are refused, and the identity is made. */
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { requireNode } from "../runtime/node-version.ts";

/** What a resource is registered with. */
export interface Prepared {
  readonly props: Record<string, unknown>;
  readonly opts: pulumi.CustomResourceOptions;
}

interface Declaration {
  readonly type: string;
  readonly name: string;
  readonly args: object;
  /** Names under which only the service speaks: listed, or Pulumi would not hand them to the program. */
  readonly outputs: readonly string[];
  readonly opts: pulumi.CustomResourceOptions | undefined;
}

export const moduleName = "workspace";

/** The properties and options with which a resource is registered. Throws for options under which data could be lost. */
export function prepared({ type, name, args, outputs, opts = {} }: Declaration): Prepared {
  requireNode();
  refuseOptions(name, opts);
  refuseClearSecrets();
  const resourceUrn = withoutDependencies(
    pulumi.createUrn(name, `pulumi-nodejs:dynamic/${moduleName}:${type}`, opts.parent),
  );
  const identity = resourceUrn.then(identityOf);
  return {
    props: {
      ...Object.fromEntries(outputs.map((o) => [o, undefined])),
      ...args,
      ...timeoutsOf(name, args, opts),
      identity,
      resourceUrn,
    },
    // Not hideDiffs for identity and URN: it shows them as changed in every `--diff`, also of a refresh that found nothing.
    opts: { ...opts, deleteBeforeReplace: true },
  };
}

/**
 * The value without what it depends on. The URN of a resource in a component depends on the component, which to Pulumi is
 * all resources in it: a pool and its set there would wait for each other, and the program would end before either is made.
 */
const withoutDependencies = (output: pulumi.Output<string>): Promise<string> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

/** 43 characters: a tag of the service has room for just that. */
const identityOf = (urn: string): string =>
  createHash("sha256")
    .update(JSON.stringify([organization(), urn]))
    .digest("base64url");

/** Unit tests with Pulumi's mocks have no organization unless they name one; a file backend's is always this word. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

function refuseOptions(name: string, { deletedWith, deleteBeforeReplace }: pulumi.CustomResourceOptions): void {
  if (deletedWith !== undefined) {
    throw new Error(
      `${name}: the option deletedWith is refused: when the deletion of the other resource fails, Pulumi has already dropped this one from its state, and nothing knows its disks any more. Remove the option`,
    );
  }
  if (deleteBeforeReplace === false) {
    throw new Error(
      `${name}: deleteBeforeReplace: false is refused: a replacement that is created first would find the old one's pool or disks, and the deletion behind it would destroy them. Remove the option`,
    );
  }
}

const secretSettings = [
  "secretKey",
  "securityToken",
  "authToken",
  "password",
  "secret_key",
  "security_token",
  "auth_token",
];

/** Pulumi writes the whole configuration into the state: a key that is not marked secret would stand there in clear. */
function refuseClearSecrets(): void {
  const config = new pulumi.Config("huaweicloud");
  for (const key of secretSettings) {
    if (config.get(key) === undefined || isSecret(`huaweicloud:${key}`)) continue;
    throw new Error(
      `huaweicloud:${key} stands in the stack's configuration in clear: run \`pulumi config set --secret huaweicloud:${key}\` and give it a new value, or use the environment (HW_ACCESS_KEY, HW_SECRET_KEY) and \`pulumi config rm huaweicloud:${key}\``,
    );
  }
}

/** The SDK knows which settings are secret, but keeps it out of its types; an SDK that stops telling is believed. */
function isSecret(key: string): boolean {
  const ask: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
  return typeof ask !== "function" || ask(key) === true;
}

function timeoutsOf(
  name: string,
  args: object,
  { customTimeouts }: pulumi.CustomResourceOptions,
): { timeouts?: unknown } {
  if (customTimeouts === undefined) return {};
  if (Reflect.get(args, "timeouts") === undefined) return { timeouts: { ...customTimeouts } };
  throw new Error(`${name}: timeouts and the option customTimeouts are both given: keep one of them`);
}
