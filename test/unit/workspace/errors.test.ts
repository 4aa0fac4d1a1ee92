import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { expect, test } from "@jest/globals";
import { hideSecret } from "../../../provider/workspace/errors/redaction.ts";
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

test("a cause keeps its own causes, without what hangs on them, and an error of several keeps them all", () => {
  hideSecret("planted-secret-key");
  const inner = Object.assign(new TypeError("bad key planted-secret-key"), { config: { key: "planted-secret-key" } });
  const several = new AggregateError(
    [new Error("first"), "second planted-secret-key", { password: "x" }],
    "two failed",
    {
      cause: inner,
    },
  );
  const error = workspaceError("unavailable", "no", { cause: new Error("outer", { cause: several }) });
  const text = inspect(error, { depth: 10 });
  for (const word of ["outer", "two failed", "first", "second", "Object was thrown", "[TypeError]: bad key [redacted]"])
    expect(text).toContain(word);
  expect(text).not.toMatch(/planted-secret-key|config/);
});

test("causes that go in a circle end", () => {
  const [one, other] = [new Error("one"), new Error("other")];
  Object.assign(one, { cause: other });
  Object.assign(other, { cause: one });
  expect(inspect(workspaceError("busy", "no", { cause: one }), { depth: 20 }).match(/Error: one/g)).toHaveLength(4);
});

test("where a stranger's error was thrown is kept, without the secrets in its first line", () => {
  hideSecret("planted-secret-key");
  const { cause } = workspaceError("busy", "no", { cause: new Error("at planted-secret-key") });
  expect(Reflect.get(Object(cause), "stack")).toMatch(/^Error: at \[redacted\]\n +at .*errors\.test/);
});

test("an error of ours stays itself as the cause of another", () => {
  const inner = workspaceError("not_found", "gone", { status: 404 });
  expect(workspaceError("busy", "no", { cause: inner }).cause).toBe(inner);
});

test("what the service says in codes, ids and reasons is redacted as well", () => {
  hideSecret("planted-secret-key");
  const echo = "planted-secret-key";
  const said = { serviceCode: echo, requestId: echo, jobId: echo, jobBegin: echo, place: echo };
  const failedDesktops = [{ desktopId: echo, name: echo, code: echo, reason: echo }];
  const error = workspaceError("job_failed", echo, { ...said, failedDesktops, cause: echo });
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toContain(echo);
  expect(error.failedDesktops).toEqual([
    { desktopId: "[redacted]", name: "[redacted]", code: "[redacted]", reason: "[redacted]" },
  ]);
});

test("the User-Agent's version is the package's", () => {
  const text = readFileSync(new URL("../../../provider/package.json", import.meta.url), "utf8");
  expect(JSON.parse(text).version).toBe(version);
});
