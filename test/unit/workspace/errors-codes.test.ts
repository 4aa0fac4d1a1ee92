// The table of codes: complete in itself, and what `explain` tells of one. Its page is held against it in test/docs.

import { expect, test } from "@jest/globals";
import { explain, isGatewayCode, knownCode, knownCodes } from "../../../provider/workspace/errors/codes.ts";

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

test("the gateway's codes begin with its name, in both spellings", () => {
  expect(["APIG.0308", "apigw.0101"].map(isGatewayCode)).toEqual([true, true]);
  expect(["WKS.APIG.1", "APIGX.0308", undefined].map(isGatewayCode)).toEqual([false, false, false]);
  expect(knownCode("WKS.APIG.0308")).toBeUndefined();
});

test("a code that comes with several statuses names them all", () => {
  const [code, known] = all.find(([, { statuses }]) => statuses.length > 1) ?? [];
  expect(explain(code ?? "")).toContain(`(HTTP ${known?.statuses[0]}, ${known?.statuses[1]}`);
});

test("of a code that nobody has told us of, nothing is said", () => {
  expect(explain("WKS.99999999")).toBeUndefined();
  expect(explain("")).toBeUndefined();
  expect(explain("constructor")).toBeUndefined();
});
