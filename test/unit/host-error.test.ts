import { expect, test } from "@jest/globals";
import { PartialFailure } from "../../provider/lifecycle/partial.ts";
import { asHostError } from "../../provider/runtime/host-error.ts";
import { workspaceError } from "../../provider/workspace/errors.ts";

const failed = (op: string, error: unknown) =>
  String(Reflect.get(Object(asHostError({ kind: "DesktopPool", op, error, provider: "", arguments: [] })), "message"));

const unauthenticated = workspaceError("unauthenticated", "Could not read pool P: the service answered 401.");

test.each(["read", "delete"])(
  "a 401 in %s names --run-program, because Pulumi hands it an old copy of the configuration",
  (op) => {
    expect(failed(op, unauthenticated)).toContain("--run-program");
  },
);

test.each(["create", "update", "check", "diff"])(
  "a 401 in %s has the present configuration and says nothing of it",
  (op) => {
    expect(failed(op, unauthenticated)).toBe(unauthenticated.message);
  },
);

test("another error in a deletion keeps its words", () => {
  expect(failed("delete", workspaceError("refused", "nothing was deleted"))).toBe("nothing was deleted");
});

test("a 401 that has named the way already does not name it twice", () => {
  const told = workspaceError("unauthenticated", "Could not read pool P. Run it with --run-program.");
  expect(failed("delete", told)).toBe(told.message);
});

test("a stranger's error loses its secrets on the way out, in every operation", () => {
  for (const op of ["check", "diff", "create", "read", "update", "delete"])
    expect(failed(op, new TypeError('bad {"password":"open sesame"} of ann@corp.example'))).toBe(
      'bad {"password":"[redacted]"} of [e-mail]',
    );
  expect(failed("create", "thrown with token=abcdef")).toBe("thrown with token=[redacted]");
});

test("the reason of a partial failure is redacted as well", () => {
  const failure = new PartialFailure("P", { name: "office" }, ["first: user 'ann' has gone", "second: password=abc"]);
  expect(asHostError({ kind: "DesktopPool", op: "create", error: failure, provider: "", arguments: [] })).toMatchObject(
    {
      message: "first: user '[name]' has gone\nsecond: password=[redacted]",
      reasons: ["first: user '[name]' has gone\nsecond: password=[redacted]"],
    },
  );
});
