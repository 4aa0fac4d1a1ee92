import { expect, test } from "@jest/globals";
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
