// Redaction of texts of a million characters that are made to keep a pattern busy ends.

import { expect, test } from "@jest/globals";
import { hideSecret, redact } from "../../provider/workspace/errors/redaction.ts";

hideSecret("a-secret-of-this-test");

// Each pattern begins only where none of it can have begun before, and each loop goes on from where it stopped: the work is
// linear in the text. These texts would take hours otherwise.
test.each(["a", '\\"', "a@", 'password:"', "[", "%25", "user a "])(
  "a million characters of %j are done with",
  (piece) => {
    expect(redact(piece.repeat(1_000_000 / piece.length)).length).toBeGreaterThan(0);
  },
);

test("bug: five million characters could be too many for the engine of patterns: of so long a text only the length is told", () => {
  expect(redact("a-secret-of-this-test".repeat(240_000))).toBe("[a text of 5040000 characters]");
});
