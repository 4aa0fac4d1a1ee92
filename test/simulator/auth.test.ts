import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { canonicalRequest, signatureFault } from "../../simulator/auth/signature.ts";
import { bench } from "./client.ts";
import { exchange } from "./exchange.ts";
import { signed, signedHeaders } from "./sign.ts";

const vector = {
  method: "GET",
  url: "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
  headers: {
    "content-type": "application/json",
    host: "service.region.example.com",
    "x-sdk-date": "20191115T033655Z",
    authorization:
      "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, " +
      "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
  },
  body: new Uint8Array(),
};
const vectorKeys = {
  accessKey: "QTWAOYTTINDUT2QVKYUC",
  secretKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc",
  times: [Date.parse("2019-11-15T03:36:55Z")],
};

test("the published vector is verified, and its canonical request has the published hash", () => {
  const canonical = canonicalRequest(vector, ["content-type", "host", "x-sdk-date"]);
  const hash = createHash("sha256").update(canonical).digest("hex");
  expect(hash).toBe("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");
  expect(signatureFault(vector, vectorKeys)).toBeUndefined();
  expect(signatureFault({ ...vector, url: vector.url.replace("limit=2", "limit=3") }, vectorKeys)?.text).toMatch(
    /signature/,
  );
});

test("every choice of signed headers that holds the date is let in", async () => {
  const at = await bench({ auth: "strict" });
  const extra = {
    accept: "application/json",
    "user-agent": "any client",
    "x-project-id": at.simulator.tenant.projectId,
  };
  const choices = [
    ["x-sdk-date"],
    ["host", "x-sdk-date"],
    ["user-agent", "x-project-id", "x-sdk-date"],
    ["x-sdk-date", "host", "accept", "user-agent"],
    ["Host", "X-Sdk-Date"],
  ];
  for (const choice of choices) {
    const reply = await signed(at, `${at.base}/desktop-pools?name=a%20b&limit=5`, { signed: choice, extra });
    expect({ choice, status: reply.status }).toEqual({ choice, status: 200 });
  }
  expect(at.simulator.ledger().calls.map(({ actor }) => actor)).toEqual(choices.map(() => "SIMULATORAK"));
});

const json = { "content-type": "application/json" };
const body = '{"desktop_ids":["nobody"]}';

/** What each client signs, and what it sends beside that. A call that is let in asks for a desktop that is not there. */
const clients = [
  {
    client: "the Go SDK",
    signed: ["user-agent", "x-project-id", "x-sdk-date"],
    extra: { ...json, "user-agent": "huaweicloud-usdk-go/3.0", "x-project-id": "0123456789abcdef0123456789abcdef" },
    body,
  },
  {
    client: "the Go SDK with temporary keys' header",
    signed: ["user-agent", "x-project-id", "x-sdk-date", "x-security-token"],
    extra: { ...json, "user-agent": "huaweicloud-usdk-go/3.0", "x-project-id": "p", "x-security-token": "t" },
    body,
  },
  {
    client: "golangsdk, which ends a body with a line and adds headers after signing",
    signed: ["accept", "content-type", "user-agent", "x-sdk-date"],
    extra: {
      ...json,
      accept: "application/json",
      "user-agent": "terraform-provider-iac golangsdk/2.0.0",
      "x-project-id": "0123456789abcdef0123456789abcdef",
      "x-domain-id": "d0123456789abcdef0123456789abcde",
    },
    body: `${body}\n`,
  },
  {
    client: "the Node.js SDK",
    signed: ["content-type", "host", "user-agent", "x-project-id", "x-sdk-date"],
    extra: { ...json, "user-agent": "huaweicloud-usdk-nodejs/3.0", "x-project-id": "p" },
    body,
  },
  {
    client: "the sample of the signing guide",
    signed: ["content-type", "host", "x-project-id", "x-sdk-date"],
    extra: { "content-type": "application/json;charset=utf8", "x-project-id": "p" },
    body,
  },
  {
    client: "a client with a name outside ASCII",
    signed: ["user-agent", "x-sdk-date"],
    extra: { ...json, "user-agent": "Büro" },
    body,
  },
  {
    client: "a client that streams, and declares its body unsigned",
    signed: ["x-sdk-content-sha256", "x-sdk-date"],
    extra: { ...json, "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" },
    hash: "UNSIGNED-PAYLOAD",
    body,
  },
];

test.each(clients)("what $client signs is let in, and no other body is", async ({ client: _client, ...call }) => {
  const at = await bench({ auth: "strict" });
  const path = `${at.base}/desktops/batch-delete`;
  const headers = signedHeaders(at, path, { ...call, method: "POST" });
  const ask = (body: string) => exchange(at, { method: "POST", path, headers, body });
  expect((await ask(call.body)).body.error_code).toBe("WKS.0202");
  const unsigned = "hash" in call;
  expect((await ask(call.body.replace("nobody", "another"))).status).toBe(unsigned ? 404 : 401);
});

test("a GET may have a body: it counts for the signature, and for nothing else", async () => {
  const at = await bench({ auth: "strict" });
  const path = `${at.base}/desktop-pools`;
  for (const body of ["{}", "not JSON"]) {
    const headers = signedHeaders(at, path, { body });
    expect((await exchange(at, { method: "GET", path, headers, body })).status).toBe(200);
    expect((await exchange(at, { method: "GET", path, headers, body: "[]" })).status).toBe(401);
  }
});

test("a token of 40,000 characters is read, and judged as any other", async () => {
  const at = await bench({ auth: "strict" });
  const reply = await at.send("GET", "/desktop-pools", undefined, { "x-auth-token": "M".repeat(40_000) });
  expect([reply.status, reply.body.error_code]).toEqual([401, "APIGW.0301"]);
});

test("repeated query names, odd characters and a signed body are verified as they were sent", async () => {
  const at = await bench({ auth: "strict" });
  const path = `${at.base}/workspace-sub-jobs?status=RUNNING&status=FAILED&job_type=a*b(c)%27~&job_id=`;
  expect((await signed(at, path)).status).toBe(200);
  const body = '{"desktop_ids":["nobody"]}';
  const call = { method: "POST", signed: ["content-type", "host", "x-sdk-date"] };
  expect((await signed(at, `${at.base}/desktops/batch-delete`, { ...call, body })).status).toBe(404);
});

test("a body that is not the signed one is refused, unless the payload is declared unsigned", async () => {
  const at = await bench({ auth: "strict" });
  const call = { method: "POST", body: '{"desktop_ids":["nobody"]}' };
  const path = `${at.base}/desktops/batch-delete`;
  expect((await signed(at, path, { ...call, hash: "0".repeat(64) })).status).toBe(401);
  const extra = { "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" };
  expect((await signed(at, path, { ...call, extra, hash: "UNSIGNED-PAYLOAD" })).status).toBe(404);
});

test("a wrong secret, a wrong key, an old date, an unsigned date and no credentials are each 401 APIGW.0301", async () => {
  const at = await bench({ auth: "strict" });
  const path = `${at.base}/desktop-pools`;
  const wrong = [
    await signed(at, path, { secret: "another" }),
    await signed(at, path, { key: "NOBODY" }),
    await signed(at, path, { skewMs: 15 * 60_000 + 1000 }),
    await signed(at, path, { skewMs: -15 * 60_000 - 1000 }),
    await signed(at, path, { signed: ["host"] }),
    await at.send("GET", "/desktop-pools"),
    await at.send("GET", "/desktop-pools", undefined, { authorization: "Bearer x" }),
    await at.send("GET", "/desktop-pools", undefined, { "x-auth-token": "made-up" }),
  ];
  expect(wrong.map(({ status, body }) => [status, body.error_code])).toEqual(wrong.map(() => [401, "APIGW.0301"]));
  expect((await signed(at, path, { skewMs: 14 * 60_000 })).status).toBe(200);
});

const login = (over: Record<string, unknown> = {}) => ({
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: "simulator", password: "simulator-password", domain: { name: "simulator" }, ...over } },
    },
    scope: { project: { name: "ap-southeast-1" } },
  },
});

test("a token from IAM opens the project for a day, and never shows in the ledger", async () => {
  const at = await bench({ auth: "strict" });
  const reply = await at.send("POST", "/v3/auth/tokens?nocatalog=true", login());
  expect(reply.status).toBe(201);
  expect(reply.body.token.project.id).toBe(at.simulator.tenant.projectId);
  expect(reply.body.token.catalog).toBeUndefined();
  const token = reply.headers.get("x-subject-token") ?? "";
  const headers = { "x-auth-token": token };
  expect((await at.send("GET", "/desktop-pools", undefined, headers)).status).toBe(200);
  at.pass(24 * 3600);
  expect((await at.send("GET", "/desktop-pools", undefined, headers)).status).toBe(401);
  const written = JSON.stringify(at.simulator.ledger());
  expect(written).not.toContain(token);
  expect(written).not.toContain("simulator-password");
  expect(at.simulator.ledger().calls[1]?.actor).toBe("simulator");
});

test("a wrong password, user, domain or project gives no token, in IAM's own words", async () => {
  const at = await bench({ auth: "strict" });
  for (const over of [{ password: "x" }, { name: "x" }, { domain: { name: "x" } }]) {
    const reply = await at.send("POST", "/v3/auth/tokens", login(over));
    expect([reply.status, reply.body.error.code]).toEqual([401, 401]);
  }
  const elsewhere = { auth: { ...login().auth, scope: { project: { name: "eu-west-101" } } } };
  expect((await at.send("POST", "/v3/auth/tokens", elsewhere)).status).toBe(401);
});

test("a token without a project is refused by Workspace", async () => {
  const at = await bench({ auth: "strict" });
  const { identity } = login().auth;
  const reply = await at.send("POST", "/v3/auth/tokens", { auth: { identity } });
  expect(reply.body.token.catalog.map(({ name }: { name: string }) => name)).toEqual(["iam", "workspace"]);
  const headers = { "x-auth-token": reply.headers.get("x-subject-token") ?? "" };
  expect((await at.send("GET", "/desktop-pools", undefined, headers)).status).toBe(401);
  expect((await at.send("GET", "/v3/projects", undefined, headers)).status).toBe(200);
});

test("the project of a region is found with a signature only", async () => {
  const at = await bench({ auth: "strict" });
  const found = await signed(at, "/v3/projects?name=ap-southeast-1");
  expect(found.body.projects.map(({ id }: { id: string }) => id)).toEqual([at.simulator.tenant.projectId]);
  expect((await signed(at, "/v3/projects?name=cn-north-4")).body.projects).toEqual([]);
  expect((await at.send("GET", "/v3/projects?name=ap-southeast-1")).status).toBe(401);
});

test("another project is not there, and that is not said in the gateway's words", async () => {
  const at = await bench({ auth: "strict" });
  const reply = await signed(at, "/v2/another-project/desktop-pools");
  expect([reply.status, reply.body.error_code]).toEqual([404, "WKS.00170312"]);
});
