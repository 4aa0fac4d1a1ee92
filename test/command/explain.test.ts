// What an error code means, on the command line.

import { expect, test } from "@jest/globals";
import { command } from "./command.ts";

test("a code is told with its status, its cause, what to do and the source, however it is written", async () => {
  const [plain, other] = await Promise.all([
    command(["explain", "WKS.00010032"]),
    command(["explain", " wks.00010032"]),
  ]);
  expect([plain.code, other.code, plain.err]).toEqual([0, 0, ""]);
  expect(plain.out).toMatch(
    /^WKS\.00010032 \(HTTP 409\)\nThe present state .*\nRun `pulumi up` again .*\nSource: .*\n$/,
  );
  expect(other.out.split("\n").slice(1)).toEqual(plain.out.split("\n").slice(1));
});

test("--json is an object", async () => {
  const { code, out } = await command(["explain", "APIGW.0308", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    code: "APIGW.0308",
    statuses: [429],
    advice: expect.stringContaining("maxRequestsPerSecond"),
  });
});

test.each([
  ["WKS.00010033", /nothing is known of the code "WKS\.00010033"; of WKS these are known: .*WKS\.00010032/],
  ["E1", /the codes that are known begin with WKS, APIGW/],
])("of %s nothing is known: it ends with 1 and tells what is", async (code, says) => {
  const ended = await command(["explain", code]);
  expect([ended.code, ended.out]).toEqual([1, ""]);
  expect(ended.err).toMatch(says);
});
