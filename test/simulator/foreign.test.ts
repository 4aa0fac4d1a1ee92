// Clients that nobody here wrote. Huawei's own Node.js core is run; what Terraform's golangsdk sends is replayed as its
// bytes, with the headers it signs, those it adds after signing, and the line end behind each body.

import { createRequire } from "node:module";
import { expect, test } from "@jest/globals";
import { type Bench, bench } from "./client.ts";
import { exchange, type Received } from "./exchange.ts";
import { signedHeaders } from "./sign.ts";

const load = createRequire(import.meta.url);
const sdk = "@huaweicloud/huaweicloud-sdk-core";
const { HcClient } = load(`${sdk}/HcClient.js`);
const { DefaultHttpClient } = load(`${sdk}/http/DefaultHttpClient.js`);
const { BasicCredentials } = load(`${sdk}/auth/BasicCredentials.js`);
const { GlobalCredentials } = load(`${sdk}/auth/GlobalCredentials.js`);

interface SdkCall {
  readonly method: string;
  readonly url: string;
  readonly pathParams?: object;
  readonly queryParams?: object;
  readonly data?: unknown;
}

/** The SDK's client, as its builder puts it together; a region makes it look up what the credential lacks. */
function sdkClient(at: Bench, credential: unknown, region?: { readonly id: string }) {
  const options = { headers: { "User-Agent": "huaweicloud-usdk-nodejs/3.0" } };
  const endpoints = [at.simulator.url];
  const client = new HcClient(new DefaultHttpClient(options, endpoints), options);
  client.withCredential(credential).withEndpoints(endpoints);
  if (region) client.withRegion(region);
  // What the generated services fill in for each call.
  const empty = () => ({ contentType: "application/json", headers: {}, queryParams: {}, pathParams: {}, data: {} });
  return (call: SdkCall) => client.sendRequest({ ...empty(), ...call });
}

const sdkKeys = (at: Bench) =>
  new BasicCredentials()
    .withAk(at.simulator.tenant.accessKey)
    .withSk(at.simulator.tenant.secretKey)
    .withProjectId(at.simulator.tenant.projectId);

test("the Node.js SDK, whose reads carry a signed body of {}, lists, changes and deletes", async () => {
  const at = await bench({ auth: "strict", now: Date.now, jobSeconds: 0 });
  const send = sdkClient(at, sdkKeys(at));
  const pools = "/v2/{project_id}/desktop-pools";
  const body = {
    name: "from-the-sdk",
    type: "DYNAMIC",
    size: 1,
    product_id: "product",
    image_type: "gold",
    image_id: "image",
    root_volume: { type: "SAS", size: 80 },
    subnet_ids: ["subnet"],
  };
  expect((await send({ method: "POST", url: pools, data: body })).job_id).toBeDefined();
  const list = await send({ method: "GET", url: pools, queryParams: { name: "from the-sdk'*", limit: 5 } });
  expect([list.httpStatusCode, list.total_count]).toEqual([200, 0]);
  const all = await send({ method: "GET", url: pools });
  const pathParams = { pool_id: all.desktop_pools[0].id };
  const pool = `${pools}/{pool_id}`;
  const renamed = await send({ method: "PUT", url: pool, pathParams, data: { description: "Büro" } });
  expect(renamed.httpStatusCode).toBe(200);
  const desktops = await send({ method: "GET", url: "/v2/{project_id}/desktops" });
  const data = { desktop_ids: [desktops.desktops[0].desktop_id] };
  const removed = await send({ method: "POST", url: "/v2/{project_id}/desktops/batch-delete", data });
  expect(removed.httpStatusCode).toBe(202);
  await send({ method: "GET", url: `/v2/{project_id}/workspace-jobs/${removed.job_id}` });
  expect((await send({ method: "DELETE", url: pool, pathParams })).httpStatusCode).toBe(204);
  const reads = at.simulator.ledger().calls.filter(({ method }) => method === "GET");
  expect(reads.map(({ body }) => body)).toEqual(reads.map(() => ({})));
});

test("the Node.js SDK finds the project of a region and the domain of a key by itself", async () => {
  const at = await bench({ auth: "strict", now: Date.now });
  const { accessKey, secretKey, projectId, domainId } = at.simulator.tenant;
  const credentials = [new BasicCredentials(), new GlobalCredentials()].map((credential) =>
    credential.withAk(accessKey).withSk(secretKey).withIamEndpoint(at.simulator.url),
  );
  for (const credential of credentials) {
    const send = sdkClient(at, credential, { id: "ap-southeast-1" });
    expect((await send({ method: "GET", url: "/v3/auth/projects" })).httpStatusCode).toBe(200);
  }
  const [basic, global] = credentials;
  expect([basic.projectId, global.domainId]).toEqual([projectId, domainId]);
});

/** As golangsdk sends: a line end behind the body, all headers of its own signed, the place added after signing. */
async function terraform(at: Bench, method: string, path: string, body?: object): Promise<Received> {
  const text = body && `${JSON.stringify(body)}\n`;
  const { projectId } = at.simulator.tenant;
  const full = path.startsWith("/v3") ? path : at.base + path;
  const own = { accept: "application/json", "user-agent": "terraform-provider-iac golangsdk/2.0.0" };
  const extra = { ...own, ...(text ? { "content-type": "application/json" } : {}) };
  const signing = { method, extra, signed: [...Object.keys(extra), "x-sdk-date"].sort() };
  const headers = signedHeaders(at, full, text === undefined ? signing : { ...signing, body: text });
  const after = { "x-project-id": projectId, "accept-encoding": "gzip" };
  return exchange(at, { method, path: full, headers: { ...headers, ...after }, body: text });
}

const poolOfTerraform = {
  name: "tf-pool",
  type: "DYNAMIC",
  size: 2,
  product_id: "workspace.x86.ultimate.large2",
  image_type: "gold",
  image_id: "image-1",
  root_volume: { type: "SAS", size: 80 },
  subnet_ids: ["subnet-1"],
  vpc_id: "vpc-1",
  security_groups: [{ id: "sg-1" }],
  data_volumes: [{ type: "SAS", size: 50 }],
  authorized_objects: [{ object_id: "u1", object_type: "USER", object_name: "ada", user_group: "users" }],
  enable_autoscale: false,
  autoscale_policy: {},
  tags: [{ key: "owner", value: "tf" }],
  enterprise_project_id: "0",
};

test("Terraform's provider finds its place: project by name, domain by name, catalog", async () => {
  const at = await bench({ auth: "strict" });
  const projects = (await terraform(at, "GET", "/v3/projects?name=ap-southeast-1")).body;
  expect([projects.projects[0].id, projects.links.next]).toEqual([at.simulator.tenant.projectId, null]);
  expect((await terraform(at, "GET", "/v3/auth/domains")).body.domains).toHaveLength(1);
  expect((await terraform(at, "GET", "/v3/auth/catalog")).body.catalog).toHaveLength(2);
});

test("Terraform's provider creates a pool, replaces its disk, and deletes it", async () => {
  const at = await bench({ auth: "strict", dialects: { "users-status": "200" } });
  const ask = async (method: string, path: string, body?: object) => {
    const { status, body: answer } = await terraform(at, method, path, body);
    // What golangsdk takes as success.
    expect({ path, status, taken: okCodes[method]?.includes(status) }).toEqual({ path, status, taken: true });
    return answer;
  };
  const ended = async ({ job_id: id }: { job_id: string }) => {
    at.pass(30);
    expect((await ask("GET", `/workspace-jobs/${id}`)).status).toBe("SUCCESS");
  };
  const made = await ask("POST", "/desktop-pools", poolOfTerraform);
  await ended(made);
  const found = await ask("GET", "/desktop-pools?name=tf-pool&offset=0");
  const [{ id, status }] = found.desktop_pools;
  expect(status).toBe("STEADY");
  const subJobs = await ask("GET", `/workspace-sub-jobs?desktop_pool_id=${id}&job_id=${made.job_id}`);
  expect(subJobs.jobs[0].status).toBe("SUCCESS");
  const pool = `/desktop-pools/${id}`;
  await ask("PUT", pool, { in_maintenance_mode: true });
  expect((await ask("GET", `${pool}/users?limit=100&offset=0`)).objects).toHaveLength(1);
  expect((await ask("GET", `${pool}/users?limit=100&offset=1`)).objects).toEqual([]);
  await ask("PUT", pool, {
    autoscale_policy: { autoscale_type: null, max_auto_created: null, min_idle: null, once_auto_created: null },
    availability_zone: "",
    description: "",
    desktop_name_policy_id: "",
    enable_autoscale: false,
    in_maintenance_mode: false,
    ou_name: "",
  });
  const { data_volumes: before } = await ask("GET", pool);
  const [disk] = before;
  const removed = { volumes: [{ id: disk.id, size: disk.size, type: disk.type }] };
  await ended(await ask("POST", `${pool}/volumes/batch-delete`, removed));
  const desktops = await ask("GET", `/desktops?offset=0&pool_id=${id}`);
  expect((await ask("GET", `/desktops?offset=2&pool_id=${id}`)).desktops).toEqual([]);
  expect(desktops.desktops.map((desktop: { status: string }) => desktop.status)).toEqual(["ACTIVE", "ACTIVE"]);
  await ended(await ask("POST", `${pool}/volumes/batch-add`, { volumes: [{ size: 60, type: "SAS" }] }));
  await ask("POST", `${pool}/users`, { action: "REMOVE", objects: poolOfTerraform.authorized_objects });
  const ids = desktops.desktops.map(({ desktop_id }: { desktop_id: string }) => desktop_id);
  await ended(await ask("POST", "/desktops/batch-delete", { desktop_ids: ids }));
  await ask("DELETE", pool);
  expect((await terraform(at, "GET", pool)).status).toBe(404);
});

const okCodes: Readonly<Record<string, readonly number[]>> = {
  GET: [200],
  POST: [200, 201, 202],
  PUT: [200, 201, 202],
  DELETE: [200, 202, 204],
};
