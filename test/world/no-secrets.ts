/** Guards every world: what an operation keeps, says or fails with never holds what the tenant proves itself with. */

/** The simulator's own, and what an escape of JSON makes of a signature's head. */
const secrets = ["SIMULATORAK", "simulator-secret-key", "simulator-password", "SDK-HMAC-SHA256"];

/** `kept`: whatever an operation left behind, as JSON can tell it. */
export function expectNoSecrets(kept: unknown): void {
  const text = JSON.stringify(kept) ?? "";
  const found = secrets.filter((secret) => text.includes(secret));
  if (found.length > 0)
    throw new Error(`${found.join(", ")} stands in the state, the lines or the errors of an operation`);
}
