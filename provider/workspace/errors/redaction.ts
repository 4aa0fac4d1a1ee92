/** The one place where secrets are taken out of text: every error message and every cause passes through `redact`. */

/** Headers whose values never appear anywhere. */
export const secretHeaders = ["authorization", "x-auth-token", "x-subject-token", "x-security-token"] as const;

const secretFields = ["password", "secret_key", "secretKey", "security_token", "securityToken", "auth_token"] as const;

const mark = "[redacted]";

/** Shorter values would blot out ordinary words; Huawei's passwords have 8 characters and more. */
const shortestSecret = 4;

/** Every secret that this process has seen. Values are only added: a rotated key is still a secret. */
const knownSecrets = new Set<string>();

/** From now on this value is replaced wherever `redact` sees it. */
export function hideSecret(value: string | undefined): void {
  if (value !== undefined && value.length >= shortestSecret) knownSecrets.add(value);
}

const headerLine = new RegExp(`\\b(${secretHeaders.join("|")})(["']?\\s*[:=]\\s*)([^\\n]+)`, "gi");
const jsonField = new RegExp(`(["'](?:${secretFields.join("|")})["']\\s*:\\s*)(["']).*?\\2`, "gi");

/** The text without any known secret, in plain and percent-encoded form, and without the values of secret headers and fields. */
export function redact(text: string, secrets: Iterable<string> = knownSecrets): string {
  let clean = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    clean = clean.replaceAll(secret, mark).replaceAll(encodeURIComponent(secret), mark);
  }
  return clean.replace(jsonField, `$1"${mark}"`).replace(headerLine, `$1$2${mark}`);
}
