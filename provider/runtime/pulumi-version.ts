/** Which Pulumi SDK runs us, as the User-Agent names it. Its package.json is read; nothing of it is loaded. */
import { createRequire } from "node:module";

/**
 * @param script the script of the dynamic-provider host, which is part of the SDK.
 * @returns `pulumi-sdk/3.270.0`, or nothing where no SDK is found: the User-Agent then goes without.
 */
export function pulumiSdk(script: string | undefined): string | undefined {
  try {
    const manifest: { readonly version?: unknown } = createRequire(script ?? import.meta.url)(
      "@pulumi/pulumi/package.json",
    );
    return /^[\w.+-]+$/.test(String(manifest.version)) ? `pulumi-sdk/${manifest.version}` : undefined;
  } catch {
    return undefined;
  }
}
