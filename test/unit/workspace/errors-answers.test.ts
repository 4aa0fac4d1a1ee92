// What an error says: what was tried, what the service answered, what is true now, what to do.

import { expect, test } from "@jest/globals";
import { isWorkspaceError, type WorkspaceError } from "../../../provider/workspace/errors.ts";
import { errorOf, type Played, play, type Reply } from "./server.ts";

const addDisk = ({ service, until }: Played) =>
  service.addDesktopPoolVolumes(
    { poolId: "P", handleType: "FOR_EXPAND_AND_ALL", volumes: [{ type: "SAS", size: 50 }] },
    until(1),
  );
const show = ({ service, until }: Played) => service.showDesktopPoolDetail("P", until(1));
const users = ({ service, until }: Played) => service.listDesktopPoolAuthorizedObjects("P", until(1));

const said = (status: number, error_code?: string, error_msg?: string, more: object = {}): Reply => ({
  status,
  json: { error_code, error_msg, ...more },
});

async function after(reply: Reply, call: (played: Played) => Promise<unknown>): Promise<WorkspaceError> {
  let error: unknown;
  await play(
    () => reply,
    async (played) => {
      error = await errorOf(call(played));
    },
  );
  if (!isWorkspaceError(error)) throw error;
  return error;
}

const whole = "Could not add 1 disk of pool P: the service answered";
const refused = "The service refused it; nothing was changed by it.";
const action = "This call needs the IAM action workspace:desktopPools:batchAddVolumes: grant it to the user.";

test.each<[string, Reply, string]>([
  [
    "403 of the service names the action",
    said(403, "WKS.0403", "no right."),
    `${whole} 403 WKS.0403 "no right" (request req-1). ${refused} ${action}`,
  ],
  [
    "403 of the gateway says also what else may keep the user out",
    said(403, "APIGW.0302", "not authorized"),
    `${whole} 403 APIGW.0302 "not authorized" (request req-1). ${refused} ${action} If the user has the permission, see whether an allow list of the account keeps this user out.`,
  ],
  [
    "403 for another reason does not send anybody to IAM",
    said(403, "APIGW.0310", "The project is unavailable"),
    `${whole} 403 APIGW.0310 "The project is unavailable" (request req-1). ${refused} See in the console whether the project is frozen, or name another one (\`projectId\`).`,
  ],
  [
    "an encoded reason comes with the line that decodes it",
    said(403, "WKS.0403", "no", { encoded_authorization_message: "HY0L8G+AK=" }),
    `${whole} 403 WKS.0403 "no" (request req-1). ${refused} ${action} The service explains itself to whoever may call sts::decodeAuthorizationMessage: \`hcloud STS DecodeAuthorizationMessage --encoded_message=HY0L8G+AK=\`.`,
  ],
  [
    "a frozen account says where the money goes",
    said(405, "APIGW.0502", "frozen"),
    `${whole} 405 APIGW.0502 "frozen" (request req-1). ${refused} Top up the account in the console (Billing Center), then run the command again.`,
  ],
  [
    "a code without words is told by the table",
    said(400, "WKS.00170312"),
    `${whole} 400 WKS.00170312 (request req-1). Workspace does not know this project as a customer: it was never opened there. ${refused} Open Workspace in this project in the console, or check region and project id: pools of another project are not found here.`,
  ],
  [
    "an unknown code is told in the service's words",
    said(400, "WKS.0777", "volumes.0.size:\n must be <= 8200"),
    `${whole} 400 WKS.0777 "volumes.0.size: must be <= 8200" (request req-1). ${refused} If somebody else changed the pool meanwhile, \`pulumi refresh\` shows it; then run \`pulumi up\` again.`,
  ],
  [
    "a detail stands behind the message",
    said(400, "WKS.0777", "no room", { error_detail: "host h1" }),
    `${whole} 400 WKS.0777 "no room (host h1)" (request req-1). ${refused} If somebody else changed the pool meanwhile, \`pulumi refresh\` shows it; then run \`pulumi up\` again.`,
  ],
  [
    "a page of a gateway is told by its title",
    { status: 504, text: "<HTML><TITLE lang=en>504 Gateway\nTime-out</TITLE>" },
    `${whole} 504 with an HTML page titled "504 Gateway Time-out" (request req-1). Whether it was done is not known. An HTML page comes from a proxy, from a login page of the network, or from another server than Workspace: check the proxy settings and the endpoint.`,
  ],
  [
    "a success with an error code",
    said(200, "WKS.00010110", "no address"),
    `${whole} 200 (request req-1), but with the error WKS.00010110 "no address". Whether it was done is not known. Check that the subnet has free addresses and that DHCP is on in it.`,
  ],
])("%s", async (_what, reply, message) => {
  expect((await after(reply, addDisk)).message).toBe(message);
});

test("whom a program names, a refusal that repeats the name does not show", async () => {
  const user = { objectType: "USER", objectId: "U-7", objectName: "diaochan.the.third", userGroup: "users" } as const;
  const reply = said(400, "WKS.00010001", "diaochan.the.third has left the domain");
  const error = await after(reply, ({ service, until }) =>
    service.createDesktopPoolAuthorizedObjects({ poolId: "P", action: "ADD", objects: [user] }, until(1)),
  );
  expect(error.message).toContain('"[name] has left the domain"');
});

test("a message with nothing in it does not stand before one of another shape", async () => {
  const other = { error_msg: "", error_code: "", message: "the gate is shut", code: "GATE.7" };
  expect((await after({ status: 400, json: other }, addDisk)).message).toContain('400 GATE.7 "the gate is shut"');
});

test("a text with brackets in it is no JSON that breaks off", async () => {
  const error = await after({ status: 400, text: "gate 7 [closed]" }, addDisk);
  expect(error.message).toContain('"gate 7 [closed]"');
});

test("a message that is too long for a screen is not shown, since half of it could not be decoded", async () => {
  const { message } = await after(said(403, "W.1", "no", { encoded_authorization_message: "A".repeat(2001) }), addDisk);
  expect(message).toContain("its message of 2001 characters is too long to be shown here.");
  expect(message.length).toBeLessThan(500);
});

test("an API that is not published is named, with how to do without it", async () => {
  const reply = said(404, "APIGW.0101", "The API does not exist");
  const error = await after(reply, users);
  expect(error).toMatchObject({ kind: "not_published" });
  expect(error.message).toContain("GET /v2/p1/desktop-pools/P/users was asked for.");
  expect(error.message).toContain("leave `authorizedObjects` out");
});

test.each<[string, number, string, string]>([
  ["a tenant that is not found", 404, "WKS.00170312", "not_open"],
  ["a tenant that is not found, in the other table", 404, "WKS.00170117", "not_open"],
  ["a service that is switched off", 403, "WKS.00010099", "not_open"],
  ["the dedicated gateway's missing API", 404, "APIG.0101", "not_published"],
  ["a gateway's missing backend", 404, "APIGW.0103", "not_published"],
])("%s says nothing about whether a pool is gone", async (_what, status, code, kind) => {
  expect(await after(said(status, code, "not found"), show)).toMatchObject({ kind, serviceCode: code });
});

test.each<[string, Reply, string | undefined]>([
  ["of the header", said(400, "X.1", "no"), "req-1"],
  [
    "of the header in capitals",
    { ...said(400, "X.1"), headers: { "x-request-id": "", "X-REQUEST-ID": "req-2" } },
    "req-2",
  ],
  [
    "of the body, where a proxy has dropped the header",
    { status: 400, json: { error_code: "X.1", request_id: "b0d1" }, headers: { "x-request-id": "" } },
    "b0d1",
  ],
  ["not, when it is no id", { ...said(400, "X.1"), headers: { "x-request-id": "<a b>" } }, undefined],
])("the request id is the one %s", async (_where, reply, requestId) => {
  const error = await after(reply, addDisk);
  expect(error.requestId).toBe(requestId);
  expect(error.message.includes("(request ")).toBe(requestId !== undefined);
});

test.each<[string, unknown, string | undefined, string]>([
  ["nested", { error: { code: "IAM.0003", message: "no" } }, "IAM.0003", '403 IAM.0003 "no"'],
  ["nested, with the status for a code", { error: { code: 403, message: "no" } }, undefined, '403 "no"'],
  ["flat without prefix", { code: "GW.1", message: "no" }, "GW.1", '403 GW.1 "no"'],
  ["one text", { error: "no" }, undefined, '403 "no"'],
  ["a number for a code", { error_code: 1100, error_msg: "no" }, "1100", '403 1100 "no"'],
  ["words that are no text", { error_code: "X.1", error_msg: { a: 1 } }, "X.1", "403 X.1 (request"],
  ["a code that is a sentence", { error_code: "no such thing", error_msg: "no" }, undefined, '403 "no"'],
  ["a list", ["no"], undefined, "403 (request"],
])("an error in another shape is understood: %s", async (_shape, json, serviceCode, heard) => {
  const error = await after({ status: 403, json }, addDisk);
  expect(error.serviceCode).toBe(serviceCode);
  expect(error.message).toContain(`the service answered ${heard}`);
});

test("words are shown up to the service's own limit, and a body that is no message up to 200 characters", async () => {
  const long = "no ".repeat(2_000);
  expect((await after(said(400, "X.1", long), addDisk)).message).toContain(`${long.slice(0, 1000)}…"`);
  expect((await after({ status: 400, text: long }, addDisk)).message).toContain(`"${long.slice(0, 200)}…"`);
  expect((await after(said(400, "X.1", "n".repeat(100_001)), addDisk)).message).toContain("words of 100001 characters");
});
