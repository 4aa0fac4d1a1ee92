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

test("of a state that is too big, words on desktops are cut, and never whom a call was for or what it was", () => {
  const ids = Array.from({ length: 300 }, (_, at) => `desktop-${at}-0000-0000-0000-000000000000`);
  const desktops = ids.map((desktopId) => ({ desktopId, reason: "no room on the host" }));
  const pending = [{ operation: "add", disks: [{ key: "a" }, { key: "b" }], before: ids.slice(0, 30) }];
  const unfinished = { pending, failed: [{ key: "c", desktops, on: ids.slice(0, 40) }], followers: [ids] };
  const failure = new PartialFailure("S", { unfinished }, ["failed"]);
  const { properties } = Object(
    asHostError({ kind: "PoolVolumeSet", op: "update", error: failure, provider: "", arguments: [] }),
  );
  expect(properties.unfinished).toMatchObject({ pending, followers: [ids] });
  const [failed] = properties.unfinished.failed;
  expect([failed.on.length, failed.desktops.length < desktops.length]).toEqual([40, true]);
  expect(JSON.stringify(properties).length).toBeLessThan(30_000);
});

/** A state whose arguments have so many bytes, and a failure with a reason of so many letters. */
const large = (size: number, letters: number, letter = "e") => {
  const desktops = Object.fromEntries(
    Array.from({ length: Math.ceil(size / 55) }, (_, at) => [`office-${at}`.padEnd(12, "-"), "0".repeat(36)]),
  );
  const error = new PartialFailure("R", { desktops, unfinished: {} }, [letter.repeat(letters)]);
  const names = Object.keys({ desktops });
  return Object(asHostError({ kind: "RetiredDesktops", op: "update", error, provider: "text", arguments: names }));
};

test("arguments are whole, and the reason gives way to them", () => {
  expect(Object.keys(large(35_000, 20_000).properties.desktops)).toHaveLength(637);
  expect(large(35_000, 20_000).message.length).toBeLessThan(large(5_000, 20_000).message.length);
});

test("a state that is too long for a failure is not told by half: the state stays, and the words name what is too long", () => {
  const { properties, id, message } = large(60_000, 20_000);
  expect([properties, id]).toEqual([undefined, undefined]);
  expect(message).toMatch(
    /^e+ … \(\d+ more characters\)\n`desktops` \(\d+ bytes\) is too long for the state of a failure, so the state is as it was before: run `pulumi up` again/,
  );
});
