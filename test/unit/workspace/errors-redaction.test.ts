// Secrets by their values in every dress, secrets and people by their place; ordinary words and ids stay.

import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { hidePeopleOf, hidePerson, hideSecret, redact } from "../../../provider/workspace/errors/redaction.ts";

const secret = 'plAnted se\\cret/key+1="é';
hideSecret(secret);

const codes = (make: (code: number) => string): string => [...secret].map((c) => make(c.codePointAt(0) ?? 0)).join("");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

test.each<[string, string]>([
  ["as it is", secret],
  ["percent-encoded", encodeURIComponent(secret)],
  ["percent-encoded twice", encodeURIComponent(encodeURIComponent(secret))],
  [
    "percent-encoded to the last byte, in small letters",
    [...Buffer.from(secret)].map((b) => `%${b.toString(16)}`).join(""),
  ],
  ["in a form", new URLSearchParams({ x: secret }).toString().slice(2)],
  ["in JSON", JSON.stringify(secret)],
  ["in JSON within JSON", JSON.stringify(JSON.stringify({ a: [secret] }))],
  ["in escapes of JSON", codes((code) => `\\u${code.toString(16).padStart(4, "0")}`)],
  ["in entities of HTML", codes((code) => `&#${code};`)],
  ["in hexadecimal entities of HTML", codes((code) => `&#x${code.toString(16)};`)],
  ["over two lines", `${secret.slice(0, 9)}\n    ${secret.slice(9)}`],
  ["over two lines of JSON", `${secret.slice(0, 9)}\\n${secret.slice(9)}`],
  ["in base64", base64(secret)],
  ["in base64 for addresses", Buffer.from(secret).toString("base64url")],
  ["in base64 behind one character", base64(`x${secret}`)],
  ["in base64 behind two characters and before more", base64(`xy${secret} and more`)],
  ["in base64 with the user's name", base64(`bob:${secret}`)],
  ["in base64 over lines", base64(`bob:${secret} and much more behind it`).replace(/(.{20})/g, "$1\r\n")],
])("a known secret disappears %s", (_dress, text) => {
  const clean = redact(`before ${text} after`);
  expect(clean).toContain("[redacted]");
  expect(clean).toMatch(/^before .*after$/s);
  expect(
    clean
      .replace("before", "")
      .replace("after", "")
      .replace(/["\\{}:a[\]]/g, "")
      .trim(),
  ).toBe("redcted");
});

test("the longer of two secrets goes whole", () => {
  hideSecret("another-secret");
  hideSecret("another-secret-and-more");
  expect(redact("another-secret-and-more another-secret")).toBe("[redacted] [redacted]");
});

test("a short secret counts where it stands alone, a very short one never", () => {
  hideSecret("qwe123");
  hideSecret("abc");
  expect(redact("qwe123, (qwe123) and qwe1234, abc")).toBe("[redacted], ([redacted]) and qwe1234, abc");
});

const token = `MII${"aB3".repeat(40)}`;

test.each<[string, string]>([
  ["Authorization: SDK-HMAC-SHA256 Access=AKAK, SignedHeaders=a;b, Signature=5e", "Authorization: [redacted]"],
  [
    "verify fail,canonicalRequest:PUT|/v2/x/||authorization:SDK-HMAC-SHA256 Access=AKAK, Signature=5e|host:h",
    "verify fail,canonicalRequest:PUT|/v2/x/||authorization:[redacted]|host:h",
  ],
  [
    "failed;SDK-HMAC-SHA256 Access=AKAK, SignedHeaders=host, Signature=5e, client: 1.2.3.4",
    "failed;[redacted], client: 1.2.3.4",
  ],
  ['{"X-Subject-Token":"abc","Size":3}', '{"X-Subject-Token":"[redacted]","Size":3}'],
  ["X-AUTH-TOKEN=abc", "X-AUTH-TOKEN=[redacted]"],
  ["Cookie: a=b; c=d\nHost: h", "Cookie: [redacted]\nHost: h"],
  ['"set-cookie":["a=b","c=d"],"x":1', '"set-cookie":[redacted],"x":1'],
  ['["Proxy-Authorization","Basic abc","Host","h"]', '["Proxy-Authorization","[redacted]","Host","h"]'],
  ['"password": "open sesame", "x": 1', '"password": "[redacted]", "x": 1'],
  ["{ secretKey: 'a\\'b', size: 1 }", "{ secretKey: '[redacted]', size: 1 }"],
  ['{\\"password\\":\\"a\\\\\\"b\\",\\"size\\":3}', '{\\"password\\":\\"[redacted]\\",\\"size\\":3}'],
  ['{"password":"cut off in the mid', '{"password":"[redacted]'],
  ["?user_password=a%26b&size=3", "?user_password=[redacted]&size=3"],
  ["password%3Dabc next", "password%3D[redacted] next"],
  ["HW_SECRET_KEY=abc HW_REGION_NAME=r", "HW_SECRET_KEY=[redacted] HW_REGION_NAME=r"],
  ["Map(1) { 'security_token' => 'abc' }", "Map(1) { 'security_token' => '[redacted]' }"],
  ["<secret_key>abc</secret_key><size>3</size>", "<secret_key>[redacted]</secret_key><size>3</size>"],
  ["https://bob:pa@ss@proxy:8080/x", "https://[redacted]@proxy:8080/x"],
  ["http://bob:pa/ss?w@proxy/", "http://[redacted]@proxy/"],
  ["sent Bearer abc.def-123 there", "sent Bearer [redacted] there"],
  [
    "a bearer token in small letters, bearer abc.def-123, too",
    "a bearer token in small letters, bearer [redacted], too",
  ],
  [`the token ${token} has ended`, "the token [redacted] has ended"],
  ["mail ann.lee+x@corp.example.com or 张三@例子.公司!", "mail [e-mail] or [e-mail]!"],
  ["ann%40corp.com ann\\u0040corp.com ann&#64;corp.com", "[e-mail] [e-mail] [e-mail]"],
  ['"user_email":"ann@corp.com"', '"user_email":"[e-mail]"'],
  ['"user_names":["ann","bob"],"size":3', '"user_names":[name],"size":3'],
  ['"attach_users":[{"name":"ann]","id":"1"}],"x":1', '"attach_users":[name],"x":1'],
  ["attachUser: 'ann', x: 1", "attachUser: '[name]', x: 1"],
  ["The user [ann] does not exist, user 'bob' neither", "The user [name] does not exist, user '[name]' neither"],
  ["user ann.lee is disabled", "user [name] is disabled"],
])("%s", (text, clean) => {
  expect(redact(text)).toBe(clean);
  expect(redact(clean)).toBe(clean);
});

test.each([
  "Invalid parameter password: must be 8 characters; the user name is invalid, user group is full",
  "users: 3, deleteUsers: false, email: null; token: expired",
  "secretKey: HW_SECRET_KEY, huaweicloud:password is set, authToken=HUAWEICLOUD_SDK_TOKEN",
  "request 0a1b2c3d4e5f60718293a4b5c6d7e8f9, job 5f2c9a7e-0f66-4b0f-a6e7-0b6f3a8cdd01, user 0a1b2c3d4e5f60718293a4b5c6d7e8f9 is new",
  "got@16.1.0 and pulumi-huaweicloud-workspace@0.1.0 at http://127.0.0.1:8080/a?b=c@d",
  "Basic authentication is needed, a Bearer token",
  "`hcloud STS DecodeAuthorizationMessage --encoded_message=HY0L8G1lOe3rcfgxfKVP+AK=`.",
  'disk data (SAS, 100 GB) of pool "office": size 100 → 120',
])("this stays as it is: %s", (text) => {
  expect(redact(text)).toBe(text);
});

test("people that answers name are known from then on, as words of their own", () => {
  hidePeopleOf({
    desktops: [
      { attachUsers: [{ id: "u-1", name: "zhangsan", userGroup: "sudo" }], userName: "Li Lei", computerName: "pc-7" },
    ],
    objects: [
      { objectType: "USER", objectName: "hanmei" },
      { objectType: "USER_GROUP", objectName: "developers" },
    ],
    userList: "nobody",
    users: ["王小明"],
  });
  expect(redact("zhangsan, ZHANGSAN, corp\\zhangsan and Li Lei, hanmei; 用户王小明不存在")).toBe(
    "[name], [name], [name] and [name], [name]; 用户[name]不存在",
  );
  expect(redact("zhangsanfeng, pc-7, developers, sudo, u-1")).toBe("zhangsanfeng, pc-7, developers, sudo, u-1");
});

test("somebody called like an ordinary word, a number or a thing blots nothing out", () => {
  for (const name of ["data", "pool", "Admin", "x1", "100", "lobby", undefined]) hidePerson(name);
  const text = 'pool "lobby" with disk data (100 GB); admin; pool lobby: x1';
  expect(redact(text)).toBe(text);
  expect(redact("ask lobby")).toBe("ask [name]");
});

test("what was taken out once stays as it is, and what is taken out is never there", () => {
  hideSecret("a-secret-for-properties");
  const frame = fc.stringMatching(/^[ \w"'\\:=,{}[\]&%@./<>\n-]{0,40}$/);
  fc.assert(
    fc.property(frame, frame, (before, after) => {
      const clean = redact(`${before} a-secret-for-properties ${after}`);
      expect(clean).not.toContain("a-secret-for-properties");
      expect(redact(clean)).not.toContain("a-secret-for-properties");
    }),
    { numRuns: 2_000 },
  );
});

test("no text makes it throw, and none without secrets and people in it is changed", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => typeof redact(text) === "string"));
  fc.assert(
    fc.property(fc.lorem({ maxCount: 30 }), (text) => {
      expect(redact(text)).toBe(text);
    }),
  );
});
