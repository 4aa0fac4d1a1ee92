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
  expect(redact("密码zy9x不对，zy9x 。【zy9x】")).toBe("密码[redacted]不对，[redacted] 。【[redacted]】");
  expect(redact("9zy9x zy9x9 Zzy9x zy9xZ ßzy9x zy9xж zy9x€ €zy9x")).toBe(
    "9zy9x zy9x9 Zzy9x zy9xZ ßzy9x zy9xж [redacted]€ €[redacted]",
  );
  expect(redact("it is zy9x, a-zy9x-b")).toBe("it is [redacted], a-[redacted]-b");
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

test("secrets side by side are two, and one within another is one", () => {
  hideSecret("side-by-side-1");
  hideSecret("2-side-by-side");
  hideSecret("by-side-1");
  expect(redact("side-by-side-12-side-by-side.")).toBe("[redacted][redacted].");
});

test("a secret that holds codes is found with and without them, but not what is left of three letters", () => {
  hideSecret("%51%7a%51%7a");
  hideSecret("%57%57%57");
  expect(redact("%51%7a%51%7a, QzQz; %57%57%57, WWW")).toBe("[redacted], [redacted]; [redacted], WWW");
});

test("a secret is found in both alphabets of base64, and what stands beside it goes too", () => {
  hideSecret("~~~???>>>~~~");
  const plain = Buffer.from("~~~???>>>~~~");
  expect([plain.toString("base64"), plain.toString("base64url")]).toEqual(["fn5+Pz8/Pj4+fn5+", "fn5-Pz8_Pj4-fn5-"]);
  expect(redact("(fn5+Pz8/Pj4+fn5+) [fn5-Pz8_Pj4-fn5-] =fn5+Pz8/Pj4+fn5+== end")).toBe(
    "([redacted]) [[redacted]] [redacted] end",
  );
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
  ["ann&commat;corp.com ann%2540corp.com ann\\\\u0040corp.com", "[e-mail] [e-mail] [e-mail]"],
  ["a1.b2+c3%d4_e5-f6@g7-h8.i9.j0k1l2 m", "[e-mail] m"],
  ["Bearer  abc.def-123, Basic   Zm9vOmJhcg==", "Bearer [redacted], Basic [redacted]"],
  ["xBearer abc.def-123, -Basic Zm9vOmJhcg==", "xBearer abc.def-123, -Basic Zm9vOmJhcg=="],
  ["myAccess=abcdef x-Access=abcdef Access=abcdef", "myAccess=abcdef x-Access=abcdef Access=[redacted]"],
  ["[ 'Authorization', 'two words' ]", "[ 'Authorization', '[redacted]' ]"],
  ['[\\"Authorization\\", \\"two words\\"]', '[\\"Authorization\\", \\"[redacted]\\"]'],
  ['it is a secret, "or so" he said', 'it is a secret, "or so" he said'],
  ["password:  must be, password: \nmust be", "password:  must be, password: \n[redacted] be"],
  ["password=unredacted secret=redacted1 secret=renamed", "password=[redacted] secret=[redacted] secret=[redacted]"],
  ["user=name, secret=redacted, mail=e-mail, user=[name]", "user=name, secret=redacted, mail=e-mail, user=[name]"],
  ["secret=HW_ACCESS-KEY+9 secret=nottrue secret=trueish", "secret=[redacted] secret=[redacted] secret=[redacted]"],
  ["password=12345 secret=0a1b2c3d4e5f60718293a4b5", "password=[redacted] secret=[redacted]"],
  ['password=ab"cd" x', 'password=[redacted]"cd" x'],
  ['"password":"  ","x":1', '"password":"  ","x":1'],
  ["user=corp\\ann, password=one\\two", "user=[name], password=[redacted]"],
  ['{\\"user\\":ann\\"', '{\\"user\\":[name]\\"'],
  ["{ password: [ 'a]b', \"c}\", 'd' ], size: 3 }", "{ password: [redacted], size: 3 }"],
  ["users: [it's], size: 3", "users: [name], size: 3"],
  ["secret:{a:'}',b:(']'),c:['d','}']} end", "secret:[redacted] end"],
  ["http://user:p@ss/word@h/x and http://u:p@h:80/", "http://[redacted]@h/x and http://[redacted]@h:80/"],
  ["<user>[e-mail]</user><password>[redacted]</password>", "<user>[e-mail]</user><password>[redacted]</password>"],
  ["密码：hunter2x，口令是 abc；密钥='k1'", "密码：[redacted]，口令是 [redacted]；密钥='[redacted]'"],
  ["密码：must，密码：必须包含，令牌：[redacted]", "密码：must，密码：必须包含，令牌：[redacted]"],
  ["密码 : x1 令牌 为 “y2”", "密码 : [redacted] 令牌 为 “[redacted]”"],
])("what is hidden by the way it is written: %s", (text, clean) => {
  expect(redact(text)).toBe(clean);
});

test.each([
  ["%22user_name%22%3A%22ann%22", '"user_name":"[name]"'],
  ["&quot;password&quot;:&quot;hunter2x&quot;,&lt;size&gt;", '"password":"[redacted]",<size>'],
  ["{&#34;password&#34;:&#x22;hunter2x&#X22;}", '{"password":"[redacted]"}'],
  ["{&apos;password&apos;:&apos;one &amp; two&apos;}", "{'password':'[redacted]'}"],
  ["\\u0022password\\u0022:\\\\u0022hunter2x\\u0022", '"password":"[redacted]"'],
  ["Access%3DAKAKAK%2C%20Signature%3Ddeadbeef", "Access=[redacted], Signature=[redacted]"],
  ["%2522password%2522%253A%2522hunter2x%2522", '"password":"[redacted]"'],
  ["user %5Bann%5D &nosuch; %zz", "user [name] &nosuch; %zz"],
])("bug: what is hidden by the way it is written is found behind what encodes it: %s", (text, clean) => {
  expect(redact(text)).toBe(clean);
});

test.each(["a%20b%2Fc &amp; &lt;d&gt; \\u0041", "password%3D[redacted]%26size%3D3", "100%25 of %E4%B8%AD\n\\n"])(
  "where nothing is hidden behind a code, it stays as it was: %s",
  (text) => {
    expect(redact(text)).toBe(text);
  },
);
