// What a text is without what a value may be wrapped in, and where each byte of it stood.

import { expect, test } from "@jest/globals";
import { withoutDisguise } from "../../../provider/workspace/errors/disguise.ts";
import { plainSkeleton, skeletonOf } from "../../../provider/workspace/errors/skeleton.ts";

test.each([
  ["a%41b%5a%5A", "aAbZZ"],
  ["100 %zz %4 %", "100 %zz %4 %"],
  ["%2541 %252541 %25252541", "A A A"],
  ["a\\nb\\rc\\td\\\\e", "abctde"],
  ['\\"beef\\u0041\\u00zz', '"beefAu00zz'],
  ["one\n \t two\r\nthree\rfour\tfive", "onetwothreefour\tfive"],
  ["&a&lt;b&gt;&quot;&apos;&commat;&amp;", "&a<b>\"'@&"],
  ["&AMP;&#65;&#x42;&#X43;&nosuch;x&#;&#x;&", "&ABC&nosuch;x&#;&#x;&"],
  ["é中𠮷", "é中𠮷"],
  ["", ""],
  ["\\", ""],
])("%j is %j beneath", (text, beneath) => {
  expect(String(skeletonOf(text).bytes)).toBe(beneath);
});

test("each byte knows where it began and ended", () => {
  const { bytes, starts, ends } = skeletonOf("x%41\\u0042&#67;\n  y");
  expect(String(bytes)).toBe("xABCy");
  expect([...starts]).toEqual([0, 1, 4, 10, 18]);
  expect([...ends]).toEqual([1, 4, 10, 15, 19]);
  const twice = skeletonOf("z%2541");
  expect([String(twice.bytes), ...twice.starts, ...twice.ends]).toEqual(["zA", 0, 1, 1, 6]);
});

test("as it is, each byte stands where it is", () => {
  const { bytes, starts, ends } = plainSkeleton("a%é");
  expect([String(bytes), [...starts], [...ends]]).toEqual(["a%é", [0, 1, 2, 3], [1, 2, 3, 4]]);
});

test.each([
  ["a%20b%e4%B8%ad%zz%", "a b中%zz%"],
  ["\\u0041 \\\\u0042 \\u004 \\n\n", "A B \\u004 \\n\n"],
  ["&#65;&#128512;&#6;&#1234567;", "A😀&#6;&#1234567;"],
  ["&#x41;&#X1F600;&#x6;&#x123456;", "A😀&#x6;&#x123456;"],
  ["&amp;&quot;&apos;&lt;&gt;&commat;&nbsp;&toolong;", "&\"'<>@&nbsp;&toolong;"],
  ["%2541 &amp;lt;", "%41 &lt;"],
])("one layer is taken off %j", (text, below) => {
  expect(withoutDisguise(text)).toBe(below);
});
