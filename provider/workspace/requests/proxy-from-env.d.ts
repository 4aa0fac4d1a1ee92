/** The library has no types of its own. */
declare module "proxy-from-env" {
  /** The proxy for this URL by the environment and NO_PROXY; empty for none. */
  export function getProxyForUrl(url: string | URL): string;
}
