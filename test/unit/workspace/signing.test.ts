import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalRequest, encode, signed } from "../../../provider/workspace/auth/signing.ts";

const { AKSKSigner } = createRequire(import.meta.url)("@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js");

const published = {
  method: "GET",
  url: new URL(
    "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
  ),
  headers: { "content-type": "application/json" },
};
const publishedKey = { accessKey: "QTWAOYTTINDUT2QVKYUC", secretKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" };
const publishedDate = new Date("2019-11-15T03:36:55Z");

test("the published vector has its canonical hash and its signature", () => {
  const headers = { ...published.headers, host: published.url.host, "x-sdk-date": "20191115T033655Z" };
  const hash = createHash("sha256")
    .update(canonicalRequest({ ...published, headers }))
    .digest("hex");
  expect(hash).toBe("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");

  expect(signed(published, publishedKey, publishedDate).authorization).toBe(
    "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, " +
      "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
  );
});

/**
 * Odd characters, empty values, repeated names, Chinese, an astral sign. Huawei's own signer encodes what `url.parse` escapes a
 * second time, so paths leave that out; and every URL swallows segments of one or two dots, so nobody can send them.
 */
const oddChar = fc.constantFrom(..."abzAZ09-_.~ !*'()&=+/?#%;:@$,[]{}|^`\"<>\\", "桌", "面", "池", "é", "𠮷");
const oddText = fc.array(oddChar, { maxLength: 8 }).map((chars) => chars.join(""));
const segment = fc
  .oneof(
    fc.constantFrom("...", "....", ".hidden", "ends.", "a.b", "a..b", "..c"),
    fc
      .array(fc.constantFrom(..."abzAZ09-_.~!*()&=+:@$,", "桌", "池", "𠮷"), { maxLength: 6 })
      .map((chars) => chars.join("")),
  )
  .filter((text) => text !== "." && text !== "..");
const headerText = fc
  .array(fc.constantFrom(..."abzAZ09 -_.~:;,=/%\"'"), { maxLength: 10 })
  .map((chars) => chars.join("").trim());
const request = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
  path: fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => `/v2/${parts.join("/")}`),
  query: fc.dictionary(oddText, fc.array(oddText, { minLength: 1, maxLength: 3 }), { maxKeys: 4 }),
  data: fc.option(fc.dictionary(oddText, oddText, { minKeys: 1, maxKeys: 3 }), { nil: undefined }),
  headers: fc.record({
    "content-type": fc.constant("application/json"),
    "x-project-id": fc.constantFrom("p1", "0123"),
    "X-Odd-Header": headerText,
    Accept: fc.constantFrom("*/*", "application/json"),
  }),
  securityToken: fc.option(fc.constantFrom("token-1", "a/b+c=="), { nil: undefined }),
  secretKey: fc.string({ minLength: 1, maxLength: 20 }),
});

test("names that are repeated, values that are empty, and their order make no difference to what is signed", () => {
  const canonical = (search: string) =>
    canonicalRequest({ method: "GET", url: new URL(`https://h/v2/p?${search}`), headers: {} }).split("\n")[2];
  expect(canonical("status=b&status=a&name=&limit=2")).toBe("limit=2&name=&status=a&status=b");
  expect(canonical("limit=2&status=a&name&status=b")).toBe("limit=2&name=&status=a&status=b");
  expect(canonical("b=1&a=2&B=3&a-b=4&%E6%B1%A0=5")).toBe("B=3&a=2&a-b=4&b=1&%E6%B1%A0=5");
  expect(canonical("name=a+b%20c")).toBe("name=a%20b%20c");
});

test("the body is signed by its bytes in UTF-8", () => {
  const hash = (body?: string) =>
    canonicalRequest({
      method: "POST",
      url: new URL("https://h/"),
      headers: {},
      ...(body === undefined ? {} : { body }),
    })
      .split("\n")
      .at(-1);
  const bytes = Buffer.from([0xe6, 0xa1, 0x8c, 0xf0, 0xa0, 0xae, 0xb7]);
  expect(hash("桌𠮷")).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(hash()).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("room around a header's value is not signed: HTTP does not carry it", () => {
  const lines = (value: string) =>
    canonicalRequest({ method: "GET", url: new URL("https://h/"), headers: { accept: value, host: "h" } });
  expect(lines("  a b\t")).toContain("\naccept:a b\nhost:h\n");
  expect(lines("  a b\t")).toBe(lines("a b"));
});

test("every segment of the path is encoded once, however it was encoded before, and the path ends with a slash", () => {
  const path = (url: string) => canonicalRequest({ method: "GET", url: new URL(url), headers: {} }).split("\n")[1];
  expect(path("https://h/v2/p/desktop-pools")).toBe("/v2/p/desktop-pools/");
  expect(path("https://h/v2/p/")).toBe("/v2/p/");
  expect(path("https://h")).toBe("/");
  expect(path("https://h/v2/a%2Fb/桌%E6%B1%A0/c%20d/!'()*")).toBe(
    "/v2/a%2Fb/%E6%A1%8C%E6%B1%A0/c%20d/%21%27%28%29%2A/",
  );
});

test("12,000 random requests are signed as Huawei's own signer signs them", () => {
  let compared = 0;
  fc.assert(
    fc.property(request, (made) => {
      const { "x-sdk-date": date = "", ...ours } = signedByUs(made);
      const theirs = AKSKSigner.sign(
        {
          method: made.method,
          endpoint: `https://host.example.com${made.path}`,
          queryParams: structuredClone(made.query),
          headers: { ...made.headers, ...tokenHeader(made.securityToken), "X-Sdk-Date": date },
          data: made.data,
        },
        { getAk: () => "AK", getSk: () => made.secretKey },
      );
      compared += 1;
      expect(ours.authorization).toBe(theirs.Authorization);
    }),
    { numRuns: 12_000, seed: 20260101 },
  );
  expect(compared).toBeGreaterThanOrEqual(10_000);
});

interface Made {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string[]>;
  readonly data: unknown;
  readonly headers: Record<string, string>;
  readonly securityToken: string | undefined;
  readonly secretKey: string;
}

function signedByUs({ method, path, query, data, headers, securityToken, secretKey }: Made): Record<string, string> {
  const search = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => `${encode(name)}=${encode(value)}`),
  );
  const encodedPath = path.split("/").map(encode).join("/");
  const url = new URL(`https://host.example.com${encodedPath}${search.length === 0 ? "" : `?${search.join("&")}`}`);
  const body = data === undefined ? {} : { body: JSON.stringify(data) };
  const token = securityToken === undefined ? {} : { securityToken };
  return signed({ method, url, headers, ...body }, { accessKey: "AK", secretKey, ...token }, publishedDate);
}

function tokenHeader(securityToken: string | undefined): Record<string, string> {
  return securityToken === undefined ? {} : { "x-security-token": securityToken };
}
