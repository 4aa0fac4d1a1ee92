/** The release, as the User-Agent says it. A test compares it with package.json, which lies elsewhere once compiled. */
export const version = "0.1.0";

/**
 * Ours, what runs us, and Node: `pulumi-huaweicloud-workspace/0.1.0 pulumi-sdk/3.270.0 node/24.21.0`.
 * @param host what runs us, as a product with its version; left out where that is not known.
 */
export function userAgent(host?: string): string {
  const products = [`pulumi-huaweicloud-workspace/${version}`, host, `node/${process.versions.node}`];
  return products.filter((product) => product !== undefined).join(" ");
}
