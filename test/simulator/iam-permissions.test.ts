import { expect, test } from "@jest/globals";
import { actions } from "../../simulator/auth/actions.ts";
import { routes } from "../../simulator/routes/table.ts";
import { type Bench, bench } from "./client.ts";
import { listening, start } from "./command.ts";
import { signed } from "./sign.ts";

/** The header of a token for the project. */
async function login(at: Bench, { name, password }: { name: string; password: string }) {
  const user = { name, password, domain: { name: "simulator" } };
  const identity = { methods: ["password"], password: { user } };
  const auth = { identity, scope: { project: { name: "ap-southeast-1" } } };
  const reply = await at.send("POST", "/v3/auth/tokens", { auth });
  return { "x-auth-token": reply.headers.get("x-subject-token") ?? "" };
}

test("a reader looks at everything and changes nothing", async () => {
  const at = await bench({ auth: "strict" });
  const { userName, password } = at.simulator.tenant.reader;
  const token = await login(at, { name: userName, password });
  expect((await at.send("GET", "/desktop-pools", undefined, token)).status).toBe(200);
  const refused = await at.send("DELETE", "/desktop-pools/any", undefined, token);
  expect([refused.status, refused.body]).toEqual([
    403,
    { error_code: "APIGW.0302", error_msg: "Policy doesn't allow workspace:desktopPools:delete to be performed." },
  ]);
  const { accessKey: key, secretKey: secret } = at.simulator.tenant.reader;
  expect((await signed(at, `${at.base}/desktop-pools/any`, { method: "DELETE", key, secret })).status).toBe(403);
});

test("an action that is denied is refused by its name, and others of its kind are not", async () => {
  const at = await bench({ deny: ["workspace:desktopPools:batchDeleteVolumes", "workspace:jobs:*"] });
  const volumes = { volumes: [{ id: "D1" }] };
  const remove = await at.send("POST", "/desktop-pools/P/volumes/batch-delete", volumes);
  expect([remove.status, remove.body.error_msg]).toEqual([
    403,
    "Policy doesn't allow workspace:desktopPools:batchDeleteVolumes to be performed.",
  ]);
  expect((await at.send("GET", "/workspace-jobs/J1")).status).toBe(403);
  expect((await at.send("GET", "/workspace-sub-jobs?job_id=J1")).status).toBe(403);
  expect((await at.send("POST", "/desktop-pools/P/volumes/batch-expand", { volumes: [] })).status).not.toBe(403);
  expect(at.simulator.ledger().calls[0]).toMatchObject({ status: 403, errorCode: "APIGW.0302" });
});

test("every call to Workspace that is played asks for an action", () => {
  const played = routes.filter(({ access, success }) => access === "project" && success.length > 0);
  expect(played.filter(({ operation }) => actions[operation] === undefined)).toEqual([]);
});

test("taking an agency's place can be denied as well", async () => {
  const at = await bench({ auth: "strict", deny: ["iam:agencies:assume"] });
  const role = { agency_name: "simulator-agency", domain_name: "simulator" };
  const identity = { methods: ["assume_role"], assume_role: role };
  const token = await login(at, { name: "simulator", password: "simulator-password" });
  const refused = await at.send("POST", "/v3.0/OS-CREDENTIAL/securitytokens", { auth: { identity } }, token);
  expect([refused.status, refused.body.error_code]).toEqual([403, "IAM.0003"]);
});

test("a denial that fits no action is a mistake, said with the actions there are", async () => {
  await expect(bench({ deny: ["workspace:pools:delete"] })).rejects.toThrow(
    /"workspace:pools:delete" denies no known action\. Known: .*workspace:desktopPools:delete/,
  );
});

test("the command takes denials and a place, and says what is wrong with either", async () => {
  const run = start("--auth", "off", "--deny", "workspace:desktopPools:list", "--region", "eu", "--project-id", "p1");
  const url = await listening(run);
  expect((await fetch(`${url}/v2/p1/desktop-pools`)).status).toBe(403);
  const projects = await (await fetch(`${url}/v3/projects?name=eu`)).json();
  expect(projects).toMatchObject({ projects: [{ id: "p1" }] });
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  const wrong = start("--project-id", "p 1");
  expect([await wrong.ended, wrong.output.err]).toEqual([
    1,
    expect.stringMatching(/^error: the project id "p 1" has to be/),
  ]);
});
