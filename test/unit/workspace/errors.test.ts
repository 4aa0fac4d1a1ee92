import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { expect, test } from "@jest/globals";
import { hideSecret } from "../../../provider/workspace/errors/redaction.ts";
import { beyondPaging, isTooLong, isWorkspaceError, workspaceError } from "../../../provider/workspace/errors.ts";
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

test("a chain of causes ends with the eighth, and so do the errors within one", () => {
  const chain = (length: number): Error =>
    length === 1 ? new Error("last") : new Error(`${length}`, { cause: chain(length - 1) });
  const depthOf = (error: unknown): number => (error instanceof Error ? 1 + depthOf(error.cause) : 0);
  expect([3, 8, 12].map((length) => depthOf(workspaceError("busy", "no", { cause: chain(length) }).cause))).toEqual([
    3, 8, 8,
  ]);
  const nested = (levels: number): Error =>
    new AggregateError(levels === 1 ? [] : [nested(levels - 1)], `level ${levels}`);
  const deepest = (error: unknown): unknown =>
    error instanceof AggregateError && error.errors.length > 0 ? deepest(error.errors[0]) : error;
  expect(deepest(workspaceError("busy", "no", { cause: nested(12) }).cause)).toMatchObject({ message: "level 5" });
  const levelsOf = (error: unknown): number => (error instanceof AggregateError ? 1 + levelsOf(error.errors[0]) : 0);
  expect([3, 12].map((levels) => levelsOf(workspaceError("busy", "no", { cause: nested(levels) }).cause))).toEqual([
    3, 8,
  ]);
});

test("of a cause its name, its code and what it was thrown with are told, and its code only once", () => {
  const causeOf = (cause: unknown): unknown => workspaceError("busy", "no", { cause }).cause;
  const named = Object.assign(new RangeError("too far"), { code: "EFAR" });
  expect(causeOf(named)).toMatchObject({ name: "RangeError", message: "too far (EFAR)" });
  const coded = (code: unknown, message: string) => Object.assign(new Error(message), { code });
  expect(causeOf(coded("EFAR", "EFAR: too far"))).toMatchObject({ message: "EFAR: too far" });
  expect(causeOf(coded(7, "too far"))).toMatchObject({ message: "too far" });
  const bare = Object.assign(new Error("bare"), { stack: undefined });
  expect(causeOf(bare)).toMatchObject({ stack: "Error: bare" });
  expect([7, null, Object.create(null), new (class Odd {})()].map((one) => String(causeOf(one)))).toEqual([
    "Error: 7",
    "Error: null",
    "Error: object was thrown",
    "Error: Odd was thrown",
  ]);
  expect("cause" in workspaceError("busy", "no")).toBe(false);
});

test("a list that is too long is known by its place", () => {
  expect(isTooLong(workspaceError("bad_answer", "no", { place: beyondPaging }))).toBe(true);
  expect(isTooLong(workspaceError("bad_answer", "no", { place: "the top" }))).toBe(false);
  expect(isTooLong(workspaceError("busy", "no", { place: beyondPaging }))).toBe(false);
  expect(beyondPaging).not.toBe("");
});

test("an error is one of ours by its brand and its kind, also that of another copy of this package", () => {
  const brand = Symbol.for("pulumi-huaweicloud-workspace/error");
  expect(workspaceError("busy", "no").name).toBe("WorkspaceError");
  expect(isWorkspaceError(Object.assign(new Error("no"), { kind: "busy", [brand]: true }))).toBe(true);
  expect(isWorkspaceError(Object.assign(new Error("no"), { [brand]: true }))).toBe(false);
  expect(isWorkspaceError({ kind: "busy", [brand]: true })).toBe(false);
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
  const error = workspaceError("job_failed", echo, { ...said, failedDesktops, jobDesktops: [echo], cause: echo });
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toContain(echo);
  expect(error.failedDesktops).toEqual([
    { desktopId: "[redacted]", name: "[redacted]", code: "[redacted]", reason: "[redacted]" },
  ]);
  expect(error.jobDesktops).toEqual(["[redacted]"]);
});

test("the User-Agent's version is the package's", () => {
  const text = readFileSync(new URL("../../../provider/package.json", import.meta.url), "utf8");
  expect(JSON.parse(text).version).toBe(version);
});
