// Redaction of texts of five million characters that are made to keep a pattern busy ends.

import { expect, test } from "@jest/globals";
import { hideSecret, redact } from "../../provider/workspace/errors/redaction.ts";

hideSecret("a-secret-of-this-test");

// Each pattern begins only where none of it can have begun before, and each loop goes on from where it stopped: the work is
// linear in the text. These texts would take hours otherwise.
test.each(["a", '\\"', "a@", 'password:"', "[", "%25", "user a "])(
  "five million characters of %j are done with",
  (piece) => {
    expect(redact(piece.repeat(5_000_000 / piece.length)).length).toBeGreaterThan(0);
  },
);
