// Where a known value begins and ends in a text, and what is a secret by the way it is written.

import { expect, test } from "@jest/globals";
import { hideSecret, redact } from "../../../provider/workspace/errors/redaction.ts";

test("before any secret is known nothing is looked for; nothing and too little are no secrets", () => {
  hideSecret(undefined);
  hideSecret("zz9");
  expect(redact("zz9 is short")).toBe("zz9 is short");
  expect(redact("")).toBe("");
});

test("four to seven characters count where they stand alone, eight and more everywhere", () => {
  hideSecret("zy9x");
  hideSecret("qu4rt27");
  hideSecret("ei8ht-ch");
  expect(redact("zy9x (zy9x) zy9xs azy9x ézy9x zy9xé 1zy9x")).toBe(
    "[redacted] ([redacted]) zy9xs azy9x ézy9x zy9xé 1zy9x",
  );
  expect(redact("qu4rt27 aqu4rt27b")).toBe("[redacted] aqu4rt27b");
  expect(redact("aei8ht-chb")).toBe("a[redacted]b");
  const inBase64 = (text: string) => redact(Buffer.from(text).toString("base64"));
  expect(inBase64("bob:ei8ht-ch:more")).toBe("[redacted]");
  expect(inBase64("bob:qu4rt27:more")).not.toContain("[redacted]");
});

test("secrets that overlap go as one, wherever each of them begins", () => {
  hideSecret("abcdefgh-1234");
  hideSecret("1234-ijklmnop");
  hideSecret("efgh-1234-ij");
  expect(redact("x abcdefgh-1234-ijklmnop y")).toBe("x [redacted] y");
  expect(redact("1234-ijklmnop abcdefgh-1234")).toBe("[redacted] [redacted]");
});

test("a secret with spaces is found as a form writes it", () => {
  hideSecret("four words of secret");
  expect(redact("x=four+words+of+secret&y")).toBe("x=[redacted]&y");
});

test("a secret is found behind every entity of HTML that has a name", () => {
  hideSecret(`a&b<c>d"e'f@g`);
  expect(redact("- a&amp;b&lt;c&gt;d&quot;e&apos;f&commat;g -")).toBe("- [redacted] -");
  expect(redact("- a&AMP;b&#60;c&#x3e;d&#34;e&#X27;f&#64;g -")).toBe("- [redacted] -");
});

test("what only looks like a disguise stays as it is", () => {
  hideSecret("some-planted-secret");
  for (const text of ["100 % of %zz", "a \\ b \\u12 c", "AT&T &nosuch; &#; &#x; &", "one\n  two\r\nthree\t"])
    expect(redact(`${text} some-planted-secret`)).toBe(`${text} [redacted]`);
});

test("a secret is found under four layers of encoding, and the text around it stays", () => {
  hideSecret("p%l&a nted=secret");
  let dressed = "p%l&a nted=secret";
  for (let layer = 0; layer < 4; layer += 1) dressed = encodeURIComponent(dressed);
  expect(redact(`<${dressed}>`)).toBe("<[redacted]>");
});

test.each([
  [
    "http://h:8080/a and http://h:80 and http://[::1]:8080/x",
    "http://h:8080/a and http://h:80 and http://[::1]:8080/x",
  ],
  ["http://bob@h/", "http://[redacted]@h/"],
  ["http://bob:12345@h/", "http://[redacted]@h/"],
  ["http://bob:123/45@h/", "http://bob:123/45@h/"],
  ["http://bob:123456/7@h/", "http://[redacted]@h/"],
  ["password=abc;size=3", "password=[redacted];size=3"],
  ["password : abc|size", "password : [redacted]|size"],
  [
    "password: null, secret: true, token: undefined, pwd=false",
    "password: null, secret: true, token: undefined, pwd=false",
  ],
  ["secret=HW_SECRET_KEY token=huaweicloud:token", "secret=HW_SECRET_KEY token=huaweicloud:token"],
  ["secret=aHW_X", "secret=[redacted]"],
  ["users=12345 users=123456", "users=12345 users=[name]"],
  ["user: 0a1b2c3d4e5f6071, user: ann", "user: 0a1b2c3d4e5f6071, user: [name]"],
  ["user=ann@", "user=[e-mail]"],
  ["secret, then; token ,now", "secret, then; token ,now"],
  ["password=must", "password=[redacted]"],
  ["password:must", "password:[redacted]"],
  ["password: must", "password: must"],
  ["password: mustard", "password: [redacted]"],
  ["'password': 'must'", "'password': '[redacted]'"],
  ['"password":{"a":"}","b":[1]},"x":1', '"password":[redacted],"x":1'],
  ['"password":["a\\"]","b"],"x":1', '"password":[redacted],"x":1'],
  ['"password":["a"', '"password":[redacted]'],
  ["password=", "password="],
  ['"password":"","x":1', '"password":"","x":1'],
  [
    "<user>ann@corp</user><user>12</user><secret> </secret>",
    "<user>[e-mail]</user><user>[name]</user><secret> </secret>",
  ],
  ["<size>3</size>", "<size>3</size>"],
  ["Access=AKAK1 Signature=5e5e next", "Access=[redacted] Signature=[redacted] next"],
  ["Access=AKA Signature=5e5", "Access=AKA Signature=[redacted]"],
  ["bearer abcdefG and Basic Zm9vOmJhcg==", "bearer [redacted] and Basic [redacted]"],
  ["Bearer a1b2c", "Bearer a1b2c"],
  [`eyJ${"a".repeat(60)} eyJ${"a".repeat(59)}`, `[redacted] eyJ${"a".repeat(59)}`],
  [`xMII${"a".repeat(60)}`, `xMII${"a".repeat(60)}`],
  ["ann@corp ann@corp.c ann@corp.co", "ann@corp ann@corp.c [e-mail]"],
  ["ann&commat;corp.com ann%2540corp.com", "[e-mail] [e-mail]"],
])("what is hidden by the way it is written: %s", (text, clean) => {
  expect(redact(text)).toBe(clean);
});
