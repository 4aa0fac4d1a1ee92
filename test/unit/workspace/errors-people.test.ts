// Whose names are known, where they are looked for, and what keeps a name from blotting out the rest of a message.

import { expect, test } from "@jest/globals";
import { isId, isSmallNumber } from "../../../provider/workspace/errors/people.ts";
import { hidePeopleOf, hidePerson, redact } from "../../../provider/workspace/errors/redaction.ts";

test("a number of up to five digits is a count or a size, and no name", () => {
  expect(["0", "12345"].map(isSmallNumber)).toEqual([true, true]);
  expect(["123456", "12a", "a12", "", "1.5"].map(isSmallNumber)).toEqual(Array(5).fill(false));
});

test("16 to 36 hexadecimal digits, one of them 0 to 9 at the least, are an id", () => {
  expect(["0a1b2c3d4e5f6071", "5f2c9a7e-0f66-4b0f-a6e7-0b6f3a8cdd01", "ABCDEFABCDEFABC1"].map(isId)).toEqual(
    Array(3).fill(true),
  );
  const no = ["0a1b2c3d4e5f607", "abcdefabcdefabcd", "5f2c9a7e-0f66-4b0f-a6e7-0b6f3a8cdd012", "x0a1b2c3d4e5f6071"];
  expect([...no, "0a1b2c3d4e5f6071 x"].map(isId)).toEqual(Array(5).fill(false));
});

test("a name counts from three letters on, or two of Chinese, or six digits; up to 128", () => {
  const long = "n".repeat(128);
  for (const name of ["Xu", "欧", "12345", `${long}n`, "0a1b2c3d4e5f6071"]) hidePerson(name);
  const text = `Xu 欧 12345 ${long}n 0a1b2c3d4e5f6071`;
  expect(redact(text)).toBe(text);
  for (const name of [" Xun ", "欧阳", "123456", long]) hidePerson(name);
  expect(redact(`xun 欧阳 123456 ${long}`)).toBe("[name] [name] [name] [name]");
});

test("a name is hidden with its domain, after dots and in any case, and not as a part of another word", () => {
  hidePerson("Wang.Fang");
  expect(redact("corp\\wang.fang, WANG.FANG; wang.fangs xwang.fang")).toBe("[name], [name]; wang.fangs xwang.fang");
});

test("names of several words are found each time they stand there, in any case", () => {
  hidePerson("Han Mei");
  expect(redact("Han Mei told HAN MEI of han mei.")).toBe("[name] told [name] of [name].");
  // A letter that is longer in small: places in the one text are not places in the other.
  expect(redact("İ: han mei")).toBe("İ: [name]");
});

test("of Chinese names the longest that begins at a character counts, and what is between stays", () => {
  for (const name of ["司马", "司马相如", "诸葛亮明天地", "李四"]) hidePerson(name);
  expect(redact("用户司马相如和司马及李四在线")).toBe("用户[name]和[name]及[name]在线");
  expect(redact("诸葛亮明天地")).toBe("[name]");
});

test.each(["pool", "pools", "Desktop", "disk", "key", "region", "project", "profile", "product", "image", "resource"])(
  "what a message says of a %s is its name, though somebody is called so",
  (thing) => {
    hidePerson("huangpu");
    expect(redact(`no ${thing} "huangpu" here`)).toBe(`no ${thing} "huangpu" here`);
    expect(redact(`no ${thing}: [huangpu]`)).toBe(`no ${thing}: [huangpu]`);
    expect(redact(`${thing} of huangpu`)).toBe(`${thing} of [name]`);
    expect(redact(`my${thing} huangpu`)).toBe(`my${thing} [name]`);
  },
);

test("who stands in an answer is known: names, lists of names, records with names, however deep", () => {
  hidePeopleOf([{ pools: [{ users: [{ name: "zhaoyun", group: "guards" }], attachUser: "liubei" }] }]);
  hidePeopleOf({ principal: { name: "guanyu", more: { userName: "zhangfei", size: "wide" } }, objectName: "caocao" });
  hidePeopleOf({ objectType: "USER_GROUP", objectName: "soldiers", mails: ["sunquan", 7, null] });
  hidePeopleOf("lvbu");
  hidePeopleOf(null);
  const known = "zhaoyun liubei guanyu zhangfei caocao sunquan";
  expect(redact(known)).toBe(known.replace(/\w+/g, "[name]"));
  expect(redact("guards soldiers lvbu wide")).toBe("guards soldiers lvbu wide");
});

test.each([
  ["users 'ann' gone", "users '[name]' gone"],
  ['username "ann" gone', 'username "[name]" gone'],
  ["user name (ann) gone", "user name ([name]) gone"],
  ["account “ann” gone", "account “[name]” gone"],
  ["accounts ‘ann’ gone", "accounts ‘[name]’ gone"],
  ["principal「ann」 gone", "principal「ann」 gone"],
  ["principal 「ann」 gone", "principal 「[name]」 gone"],
  ["principals  [ann] gone", "principals  [name] gone"],
  ["user id [ann] gone", "user id [name] gone"],
  ["user name [ann bee] gone", "user name [name] gone"],
  ["superuser [ann] gone", "superuser [ann] gone"],
  ["user [admin] gone", "user [admin] gone"],
  ["user [0a1b2c3d4e5f6071] gone", "user [0a1b2c3d4e5f6071] gone"],
  ["the principal ann-lee was here", "the principal [name] was here"],
  ["the users ann.lee.bee cannot log in", "the users [name] cannot log in"],
  ["the user ann isolates", "the user ann isolates"],
  ["the user admin is here", "the user admin is here"],
])("a sentence tells where a name stands: %s", (text, clean) => {
  expect(redact(text)).toBe(clean);
});
