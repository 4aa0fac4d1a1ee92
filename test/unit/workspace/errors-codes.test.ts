// The table of codes: complete in itself, and what `explain` tells of one. Its page is held against it in test/docs.

import { expect, test } from "@jest/globals";
import { explain, knownCode, knownCodes } from "../../../provider/workspace/errors/codes.ts";

const all = [...knownCodes];

test.each(all)("%s says what it means, what to do and who says so, in sentences", (_code, known) => {
  for (const text of [known.cause, known.advice]) expect(text).toMatch(/^[A-Z].*\.$/);
  expect(known.source).toMatch(/^(https:\/\/support\.huaweicloud\.com\/|terraform-provider-huaweicloud )/);
  expect(known.statuses.length).toBeGreaterThan(0);
});

test("explain takes a code however it is written, and the dedicated gateway's too", () => {
  expect(explain(" wks.00010032 ")).toMatch(
    /^wks\.00010032 \(HTTP 409\)\nThe present state .*\n.*pulumi up.*\nSource: /s,
  );
  expect(explain("APIG.0308")).toContain("Too many requests");
  expect(knownCode("APIG.0308")).toBe(knownCode("APIGW.0308"));
});

test("of a code that nobody has told us of, nothing is said", () => {
  expect(explain("WKS.99999999")).toBeUndefined();
  expect(explain("")).toBeUndefined();
  expect(explain("constructor")).toBeUndefined();
});
