import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { hideSecret, redact } from "../../../provider/workspace/errors/redaction.ts";
import { isWorkspaceError, workspaceError } from "../../../provider/workspace/errors.ts";
import { version } from "../../../provider/workspace/version.ts";

test("an error is known by its kind, and a stranger is not one of ours", () => {
  const error = workspaceError("busy", "no");
  expect(isWorkspaceError(error)).toBe(true);
  expect(isWorkspaceError(error, "busy", "timeout")).toBe(true);
  expect(isWorkspaceError(error, "timeout")).toBe(false);
  expect(isWorkspaceError(Object.assign(new Error("no"), { kind: "busy" }))).toBe(false);
  expect(isWorkspaceError(undefined)).toBe(false);
});

test("no error carries a property named code: Pulumi's host would hand it to gRPC", () => {
  const error = workspaceError("busy", "no", { status: 409, serviceCode: "WKS.00010032" });
  expect("code" in error).toBe(false);
  expect(error.serviceCode).toBe("WKS.00010032");
});

test("a cause keeps its words and loses its headers", () => {
  const cause = Object.assign(new Error("socket hang up"), {
    code: "ECONNRESET",
    options: { headers: { authorization: "S" } },
  });
  const error = workspaceError("unavailable", "no", { cause });
  expect(error.cause).toMatchObject({ message: "socket hang up (ECONNRESET)" });
  expect(Object.keys(error.cause ?? {})).not.toContain("options");
});

test.each([
  ["Authorization: SDK-HMAC-SHA256 Access=AK, Signature=aa", "SDK-HMAC-SHA256"],
  ['{"X-Subject-Token":"MIIabc"}', "MIIabc"],
  ["x-auth-token=MIIabc", "MIIabc"],
  ['"password": "open sesame"', "open sesame"],
  ["'secret_key':'abc'", "abc'"],
])("%s loses its value without being known", (text, secret) => {
  expect(redact(text, [])).not.toContain(secret);
});

test("a known secret disappears from message, reasons and cause, plain or percent-encoded, the longer one first", () => {
  hideSecret("p@ss word");
  hideSecret("p@ss word and more");
  const error = workspaceError("job_failed", "p@ss word, p%40ss%20word, p@ss word and more", {
    cause: new Error("p@ss word"),
    failedDesktops: [{ desktopId: "d", reason: "p@ss word" }],
  });
  const shown = `${error.message} ${String(error.cause)} ${JSON.stringify(error.failedDesktops)}`;
  expect(shown).not.toMatch(/p@ss|p%40ss|and more/);
});

test("ordinary words survive", () => {
  hideSecret("a");
  expect(redact("a pool has a password policy")).toBe("a pool has a password policy");
});

test("the User-Agent's version is the package's", () => {
  const text = readFileSync(new URL("../../../provider/package.json", import.meta.url), "utf8");
  expect(JSON.parse(text).version).toBe(version);
});
