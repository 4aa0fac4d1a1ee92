import { expect, test } from "@jest/globals";
import { type Bench, bench, type Reply } from "./client.ts";
import { type Signing, signed } from "./sign.ts";

const scope = { project: { name: "ap-southeast-1" } };
const user = { name: "simulator", password: "simulator-password", domain: { name: "simulator" } };

const byPassword = (over: object = {}, scoped: object | undefined = scope) => ({
  auth: {
    identity: { methods: ["password"], password: { user: { ...user, ...over } } },
    ...(scoped && { scope: scoped }),
  },
});

const byToken = (id: string, scoped: object = scope) => ({
  auth: { identity: { methods: ["token"], token: { id } }, scope: scoped },
});

const role = { agency_name: "simulator-agency", domain_name: "simulator" };

const byAgency = (over: object = {}, scoped?: object) => ({
  auth: {
    identity: { methods: ["assume_role"], assume_role: { ...role, ...over } },
    ...(scoped && { scope: scoped }),
  },
});

const tokens = "/v3/auth/tokens";
const keys = "/v3.0/OS-CREDENTIAL/securitytokens";

const subject = (reply: Reply): string => reply.headers.get("x-subject-token") ?? "";
const login = async (at: Bench, over: object = {}, scoped: object = scope) =>
  subject(await at.send("POST", tokens, byPassword(over, scoped)));

const pools = (at: Bench, token: string) => at.send("GET", "/desktop-pools", undefined, { "x-auth-token": token });

const withKey = (at: Bench, { access, secret, securitytoken }: Record<string, string>, over: Signing = {}) =>
  signed(at, `${at.base}/desktop-pools`, {
    ...(access === undefined ? {} : { key: access }),
    ...(secret === undefined ? {} : { secret }),
    ...(securitytoken === undefined ? {} : { extra: { "x-security-token": securitytoken } }),
    ...over,
  });

test("a scope is found by the project's id, by its name, or as the whole domain", async () => {
  const at = await bench({ auth: "strict" });
  const { projectId, domainId } = at.simulator.tenant;
  const byId = await at.send("POST", tokens, byPassword({}, { project: { id: projectId } }));
  expect([byId.status, byId.body.token.project.name]).toEqual([201, "ap-southeast-1"]);
  const domain = await at.send("POST", tokens, byPassword({}, { domain: { id: domainId } }));
  expect([domain.body.token.domain.name, domain.body.token.project]).toEqual(["simulator", undefined]);
  expect((await pools(at, subject(domain))).status).toBe(401);
  const elsewhere = await at.send("POST", tokens, byPassword({}, { domain: { name: "elsewhere" } }));
  expect([elsewhere.status, elsewhere.body.error.title]).toEqual([401, "Unauthorized"]);
});

test("a user is known by id too, and nocatalog counts only when it says something", async () => {
  const at = await bench({ auth: "strict" });
  const { userId } = at.simulator.tenant;
  const identity = { methods: ["password"], password: { user: { id: userId, password: user.password } } };
  const reply = await at.send("POST", `${tokens}?nocatalog=`, { auth: { identity, scope } });
  const [, workspace] = reply.body.token.catalog;
  expect(workspace.endpoints[0].url).toBe(`${at.simulator.url}${at.base}`);
  expect((await at.send("POST", `${tokens}?nocatalog=x`, { auth: { identity } })).body.token.catalog).toBeUndefined();
});

test("a token is exchanged for another scope, and the new one ends when the old one does", async () => {
  const at = await bench({ auth: "strict" });
  const first = await login(at, {}, { domain: { name: "simulator" } });
  at.pass(12 * 3600);
  const second = await at.send("POST", tokens, byToken(first));
  expect([second.status, second.body.token.methods]).toEqual([201, ["token"]]);
  expect((await pools(at, subject(second))).status).toBe(200);
  at.pass(12 * 3600);
  expect((await pools(at, subject(second))).status).toBe(401);
  expect((await at.send("POST", tokens, byToken(first))).status).toBe(401);
});

test("a token is looked at with another one, and one that nobody gave out is not found", async () => {
  const at = await bench({ auth: "strict" });
  const token = await login(at);
  const look = (value: string) =>
    at.send("GET", tokens, undefined, { "x-auth-token": token, "x-subject-token": value });
  const seen = await look(token);
  expect([seen.status, seen.body.token.user.name]).toEqual([200, "simulator"]);
  expect((await look("made-up")).status).toBe(404);
  expect((await at.send("GET", tokens, undefined, { "x-subject-token": token })).status).toBe(401);
});

test("an expired token in the header does not hinder a new login", async () => {
  const at = await bench({ auth: "strict" });
  const old = await login(at);
  at.pass(25 * 3600);
  const renewed = await at.send("POST", tokens, byPassword(), { "x-auth-token": old });
  expect(renewed.status).toBe(201);
  expect((await pools(at, subject(renewed))).status).toBe(200);
});

test("an agency's token is given for a user's token or signature, and names both", async () => {
  const at = await bench({ auth: "strict" });
  const asUser = await login(at);
  const reply = await at.send("POST", tokens, byAgency({}, scope), { "x-auth-token": asUser });
  expect(reply.body.token).toMatchObject({
    methods: ["assume_role"],
    user: { name: "simulator/simulator-agency" },
    assumed_by: { user: { name: "simulator" } },
  });
  expect((await pools(at, subject(reply))).status).toBe(200);
  expect(at.simulator.ledger().calls.at(-1)?.actor).toBe("simulator-agency");
  const body = JSON.stringify(byAgency({}, scope));
  expect((await signed(at, tokens, { method: "POST", body })).status).toBe(201);
});

test("nobody takes an agency's place without credentials, twice over, or under another name", async () => {
  const at = await bench({ auth: "strict" });
  const token = { "x-auth-token": await login(at) };
  const agency = { "x-auth-token": subject(await at.send("POST", tokens, byAgency({}, scope), token)) };
  const tried = [
    await at.send("POST", tokens, byAgency()),
    await at.send("POST", tokens, byAgency(), agency),
    await at.send("POST", tokens, byAgency({ agency_name: "x" }), token),
    await at.send("POST", tokens, byAgency({ domain_name: "x" }), token),
    await at.send("POST", tokens, byAgency({ domain_name: undefined }), token),
    await at.send("POST", tokens, { auth: { identity: { methods: ["assume_role"] } } }, token),
  ];
  expect(tried.map(({ body }) => body.error.code)).toEqual([401, 403, 404, 404, 400, 400]);
  expect(tried.map(({ status }) => status)).toEqual([401, 403, 404, 404, 400, 400]);
});

test("temporary keys open the project only with their own security token, signed or not, and only for their time", async () => {
  const at = await bench({ auth: "strict" });
  const token = { "x-auth-token": await login(at) };
  const reply = await at.send("POST", keys, byAgency({ duration_seconds: 1000 }), token);
  const { credential } = reply.body;
  expect([reply.status, credential.expires_at]).toEqual([201, "2026-03-01T08:16:40.000000Z"]);
  expect((await withKey(at, credential)).status).toBe(200);
  expect((await withKey(at, credential, { signed: ["x-sdk-date", "x-security-token"] })).status).toBe(200);
  const refused = [
    await withKey(at, { ...credential, securitytoken: "another" }),
    await withKey(at, { access: credential.access, secret: credential.secret }),
    await withKey(at, { ...credential, secret: "another" }),
  ];
  expect(refused.map(({ status, body }) => [status, body.error_code])).toEqual(refused.map(() => [401, "APIGW.0301"]));
  at.pass(1000);
  const late = await withKey(at, credential);
  expect([late.status, late.body.error_msg]).toEqual([401, "the temporary access key has expired"]);
});

test("temporary keys are given for a token in the header or in the body, for fifteen minutes unless told", async () => {
  const at = await bench({ auth: "strict" });
  const token = await login(at);
  const identity = { methods: ["token"] };
  const inHeader = await at.send("POST", keys, { auth: { identity } }, { "x-auth-token": token });
  expect(inHeader.body.credential.expires_at).toBe("2026-03-01T08:15:00.000000Z");
  const inBody = await at.send("POST", keys, { auth: { identity: { ...identity, token: { id: token } } } });
  expect((await withKey(at, inBody.body.credential)).status).toBe(200);
  const made = { auth: { identity: { ...identity, token: { id: "made-up" } } } };
  const refused = await at.send("POST", keys, made, { "x-auth-token": token });
  expect([refused.status, refused.body.error_code]).toEqual([401, "IAM.0001"]);
  const long = { auth: { identity: { ...identity, token: { id: token, duration_seconds: 90_000 } } } };
  const tooLong = await at.send("POST", keys, long);
  expect([tooLong.status, tooLong.body.error_code]).toEqual([400, "IAM.0011"]);
  expect(tooLong.body.error_msg).toMatch(/duration_seconds.*86400/);
});

test("fields that the Go SDK sends as null count as left out", async () => {
  const at = await bench({ auth: "strict" });
  const domain = { name: "simulator", id: null };
  const password = { user: { domain, name: "simulator", password: "simulator-password" } };
  const identity = { methods: ["password"], password, token: null, assume_role: null };
  const reply = await at.send("POST", tokens, { auth: { identity, scope: null } });
  expect([reply.status, reply.body.token.domain.name]).toEqual([201, "simulator"]);
  const asked = { methods: ["token"], policy: null, token: { id: subject(reply), duration_seconds: null } };
  expect((await at.send("POST", keys, { auth: { identity: asked } })).status).toBe(201);
});

test("IAM tells what is wrong with a body in its own form", async () => {
  const at = await bench();
  const reply = await at.send("POST", tokens, { auth: { identity: { methods: ["card"] } } });
  expect(reply.body.error).toMatchObject({ code: 400, title: "Bad Request" });
  expect(reply.body.error.message).toMatch(/methods.*password, token, assume_role/);
  const nameless = await at.send("POST", tokens, byPassword({ domain: undefined }));
  expect(nameless.body.error.message).toMatch(/name and domain/);
});

test("projects, domains and the catalog are what the account has", async () => {
  const at = await bench({ auth: "strict" });
  const names = async (path: string, field: string) =>
    (await signed(at, path)).body[field].map(({ name }: { name: string }) => name);
  const regions = ["ap-southeast-1", "ap-southeast-3", "la-south-2"];
  expect(await names("/v3/projects", "projects")).toEqual(regions);
  expect(await names("/v3/auth/projects", "projects")).toEqual(regions);
  expect(await names("/v3/projects?name=ap-southeast-3&enabled=true", "projects")).toEqual(["ap-southeast-3"]);
  expect(await names("/v3/projects?domain_id=elsewhere", "projects")).toEqual([]);
  expect(await names("/v3/auth/domains", "domains")).toEqual(["simulator"]);
  expect(await names("/v3/auth/catalog", "catalog")).toEqual(["iam", "workspace"]);
});

test("a project of another region is known, but Workspace was never opened there", async () => {
  const at = await bench({ auth: "strict" });
  const [other] = at.simulator.tenant.otherProjects;
  const reply = await signed(at, `/v2/${other?.id}/desktop-pools`);
  expect([reply.status, reply.body.error_code]).toEqual([404, "WKS.00170312"]);
  const there = await login(at, {}, { project: { name: other?.name } });
  const wrong = await pools(at, there);
  expect([wrong.status, wrong.body.error_code]).toEqual([403, "APIGW.0302"]);
});

test("two simulators are two regions of one account, each with tokens and pools of its own", async () => {
  const here = await bench({ auth: "strict" });
  const there = await bench({
    auth: "strict",
    region: "ap-southeast-3",
    projectId: "fedcba9876543210fedcba9876543210",
  });
  const found = await signed(here, "/v3/projects?name=ap-southeast-3");
  expect(found.body.projects[0].id).toBe(there.simulator.tenant.projectId);
  expect((await signed(there, `${there.base}/desktop-pools`)).status).toBe(200);
  expect((await signed(there, `${here.base}/desktop-pools`)).status).toBe(404);
  expect((await pools(there, await login(here))).status).toBe(401);
  await expect(bench({ region: "no region" })).rejects.toThrow(/the region "no region"/);
});

test("no password, token, secret or temporary key is written into the ledger", async () => {
  const at = await bench({ auth: "strict" });
  const token = await login(at);
  const identity = { methods: ["token"], token: { id: token } };
  const { credential } = (await at.send("POST", keys, { auth: { identity } })).body;
  await at.send("POST", tokens, byToken(token));
  await withKey(at, credential);
  await at.send("GET", tokens, undefined, { "x-auth-token": token, "x-subject-token": token });
  const written = JSON.stringify(at.simulator.ledger());
  const { password, secretKey } = at.simulator.tenant;
  for (const secret of [token, password, secretKey, credential.secret, credential.securitytoken])
    expect(written).not.toContain(secret);
});

test("whatever was given out is worth nothing after a reset, and the same is given out again", async () => {
  const at = await bench({ auth: "strict" });
  const token = await login(at);
  at.simulator.reset();
  expect((await pools(at, token)).status).toBe(401);
  expect(await login(at)).toBe(token);
});
