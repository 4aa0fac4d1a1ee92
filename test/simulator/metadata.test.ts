import { expect, test } from "@jest/globals";
import { bench } from "./client.ts";
import { signed } from "./sign.ts";

const tokenPath = "/meta-data/latest/api/token";
const keyPath = "/openstack/latest/securitykey";
const ttl = (seconds: string) => ({ "x-metadata-token-ttl-seconds": seconds });

test("the cloud server's keys open the project, are shown unchanged for fifty minutes, and overlap with the next", async () => {
  const at = await bench({ auth: "strict" });
  const keys = async () => (await at.send("GET", keyPath)).body.credential;
  const list = ({ access, secret, securitytoken }: Record<string, string>) =>
    signed(at, `${at.base}/desktop-pools`, {
      key: access ?? "",
      secret: secret ?? "",
      extra: { "x-security-token": securitytoken ?? "" },
    });
  const first = await keys();
  expect(first.expires_at).toBe("2026-03-01T09:00:00.000000Z");
  at.pass(49 * 60);
  expect(await keys()).toEqual(first);
  at.pass(60);
  const second = await keys();
  expect(second.access).not.toBe(first.access);
  expect([(await list(first)).status, (await list(second)).status]).toEqual([200, 200]);
  at.pass(600);
  expect([(await list(first)).status, (await list(second)).status]).toEqual([401, 200]);
  expect(at.simulator.ledger().calls.at(-1)?.actor).toBe("simulator-agency");
});

test("a metadata token is a text, good for as long as was asked; a wrong one is refused even where none is needed", async () => {
  const at = await bench();
  const reply = await at.send("PUT", tokenPath, undefined, ttl("60"));
  expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "text/plain"]);
  const read = (token: string) => at.send("GET", keyPath, undefined, { "x-metadata-token": token });
  expect((await read(reply.body)).status).toBe(200);
  expect((await read("made-up")).status).toBe(401);
  at.pass(60);
  const late = await read(reply.body);
  expect([late.status, late.body]).toEqual([401, "401 Unauthorized"]);
});

test("a lifetime that is missing, no number or too long is refused in plain words", async () => {
  const at = await bench();
  const tried = [{}, ttl("x"), ttl("0"), ttl("21601")].map((headers) => at.send("PUT", tokenPath, undefined, headers));
  for (const reply of await Promise.all(tried)) {
    expect([reply.status, reply.body]).toEqual([400, expect.stringMatching(/from 1 to 21600/)]);
  }
});

test("the cloud server says in which project and region it is", async () => {
  const at = await bench();
  const { body } = await at.send("GET", "/openstack/latest/meta_data.json");
  expect(body).toMatchObject({ project_id: at.simulator.tenant.projectId, region_id: "ap-southeast-1" });
});
