/** When a token ends, as far as it tells. Huawei's long tokens (`MII…`) are signed messages that hold their own description. */

/**
 * Milliseconds since 1970; nothing where it cannot be read. Keystone's PKI tokens are CMS in base64 with `-` for `/`, and
 * the JSON inside begins with `{"token":{"expires_at":"…"`: https://docs.openstack.org/keystone (token formats, PKI).
 */
export function tokenEnd(token: string): number | undefined {
  if (!token.startsWith("MII")) return undefined;
  const message = Buffer.from(token.replaceAll("-", "/"), "base64").toString("latin1");
  const [, end = ""] = /"expires_at"\s*:\s*"([0-9TZ:.+-]{19,40})"/.exec(message) ?? [];
  const at = Date.parse(end);
  return Number.isNaN(at) ? undefined : at;
}
