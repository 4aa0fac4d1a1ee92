// The five pages of the API reference that the project started from: each parameter, each field of an answer and each
// status code of their tables, met by a plain client.

import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, effectsOf, office } from "./client.ts";

interface Scene {
  readonly at: Bench;
  readonly poolId: string;
  readonly diskIds: readonly string[];
  readonly desktopId: string;
  readonly volumeId: string;
}

interface Page {
  readonly page: string;
  readonly operation: string;
  readonly method: "POST" | "DELETE";
  readonly success: number;
  /** Desktops of the pool before the call. */
  readonly desktops: number;
  path(scene: Scene): string;
  /** The path of a thing that is not there. */
  readonly gone: string;
  body?(scene: Scene): object;
  /** A body that asks for what is not there, where the path names nothing. */
  readonly goneBody?: object;
}

const pages: readonly Page[] = [
  {
    page: "pool-volumes-batch-delete",
    operation: "DeleteDesktopPoolVolumes",
    method: "POST",
    success: 200,
    desktops: 1,
    path: ({ poolId }) => `/desktop-pools/${poolId}/volumes/batch-delete`,
    gone: "/desktop-pools/none/volumes/batch-delete",
    body: ({ diskIds }) => ({ volumes: [{ id: diskIds[0] }] }),
  },
  {
    page: "desktop-volumes-batch-delete",
    operation: "DeleteDesktopVolumes",
    method: "POST",
    success: 200,
    desktops: 1,
    path: ({ desktopId }) => `/desktops/${desktopId}/volumes/batch-delete`,
    gone: "/desktops/none/volumes/batch-delete",
    body: ({ volumeId }) => ({ volume_ids: [volumeId] }),
  },
  {
    page: "desktops-batch-delete",
    operation: "BatchDeleteDesktops",
    method: "POST",
    success: 202,
    desktops: 1,
    path: () => "/desktops/batch-delete",
    gone: "/desktops/batch-delete",
    body: ({ desktopId }) => ({ desktop_ids: [desktopId] }),
    goneBody: { desktop_ids: ["none"] },
  },
  {
    page: "pool-volumes-batch-add",
    operation: "AddDesktopPoolVolumes",
    method: "POST",
    success: 200,
    desktops: 1,
    path: ({ poolId }) => `/desktop-pools/${poolId}/volumes/batch-add`,
    gone: "/desktop-pools/none/volumes/batch-add",
    body: () => ({ volumes: [{ type: "SAS", size: 20 }] }),
  },
  {
    page: "pool-delete",
    operation: "DeleteDesktopPool",
    method: "DELETE",
    success: 204,
    desktops: 0,
    path: ({ poolId }) => `/desktop-pools/${poolId}`,
    gone: "/desktop-pools/none",
  },
];

async function scene(size: number): Promise<Scene> {
  const at = await bench();
  const pool = await office(at, { size, data_volumes: disks(50, 60) });
  const desktop = at.simulator.state().pools[0]?.desktops[0];
  return { at, ...pool, desktopId: desktop?.id ?? "", volumeId: desktop?.disks[0]?.volumeId ?? "" };
}

const call = (page: Page, on: Scene, headers?: Record<string, string>) =>
  on.at.send(page.method, page.path(on), page.body?.(on), headers);

test.each(pages)(
  "page $page: the call as the page has it is answered with its success and its fields",
  async (page) => {
    const on = await scene(page.desktops);
    const { status, body } = await call(page, on, { "X-Auth-Token": "let in, since nobody is asked for credentials" });
    const answer = page.success === 204 ? null : { job_id: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    expect([status, body]).toEqual([page.success, answer]);
  },
);

test.each(pages)("page $page: 401, 403, 404, 409 and 500, each with error_code and error_msg", async (page) => {
  const on = await scene(page.desktops);
  const refused = { error_code: expect.stringMatching(/^.{1,12}$/), error_msg: expect.any(String) };
  const closed = await bench({ auth: "strict" });
  const stranger = await closed.send(page.method, page.gone, page.body?.(on));
  expect([stranger.status, stranger.body]).toMatchObject([401, { ...refused, error_code: "APIGW.0301" }]);
  const unknown = await on.at.send(page.method, page.gone, page.goneBody ?? page.body?.(on));
  expect([unknown.status, unknown.body]).toMatchObject([404, refused]);
  for (const status of [403, 500]) {
    const told = { error_code: "WKS.0500", error_msg: "m", error_detail: "d", encoded_authorization_message: "e" };
    on.at.simulator.fault({ route: page.operation, effect: { status, body: told } });
    const { status: met, body } = await call(page, on);
    expect([met, body]).toEqual([status, told]);
  }
  await on.at.send("POST", `/desktop-pools/${on.poolId}/expand`, { size: 1 });
  const before = effectsOf(on.at).length;
  const busy = await call(page, on);
  expect([busy.status, busy.body]).toMatchObject([409, { ...refused, error_code: "WKS.00010032" }]);
  expect(effectsOf(on.at)).toHaveLength(before);
});

test.each(pages)(
  "page $page: a project that is not the caller's, and a call that cannot be read, are refused",
  async (page) => {
    const on = await scene(page.desktops);
    const elsewhere = `/v2/ffffffffffffffffffffffffffffffff${page.path(on)}`;
    const { status, body } = await on.at.send(page.method, elsewhere, page.body?.(on));
    expect([status, body.error_code]).toEqual([404, "WKS.00170312"]);
    // A deletion has no body that could be broken, only an address.
    const path = page.body ? page.path(on) : "/desktop-pools/%ff";
    const broken = await on.at.send(page.method, path, page.body ? "{" : undefined);
    expect([broken.status, broken.body.error_code]).toEqual([400, "APIGW.0201"]);
  },
);

/** What a parameter of a body may be, and what not: a body for the page, and the status it is answered with. */
type Variant = readonly [what: string, body: (on: Scene) => object, status: number];

const ids = (count: number, id = "x") => Array(count).fill(id);

const parameters: Readonly<Record<string, readonly Variant[]>> = {
  "pool-volumes-batch-delete": [
    ["volumes left out", () => ({}), 400],
    ["volumes of no disk", () => ({ volumes: [] }), 400],
    ["volumes of eleven disks", ({ diskIds }) => ({ volumes: ids(11).map(() => ({ id: diskIds[0] })) }), 400],
    ["volumes that is no array", ({ diskIds }) => ({ volumes: { id: diskIds[0] } }), 400],
    ["a disk without an id", () => ({ volumes: [{ type: "SAS", size: 50 }] }), 400],
    ["an id that is a number", () => ({ volumes: [{ id: 7 }] }), 400],
    ["an unknown id", () => ({ volumes: [{ id: "none" }] }), 404],
    [
      "the example's form: id, type, size",
      ({ diskIds }) => ({ volumes: [{ id: diskIds[0], type: "SAS", size: 50 }] }),
      200,
    ],
    ["ONLY_FOR_EXPAND", ({ diskIds }) => ({ handle_type: "ONLY_FOR_EXPAND", volumes: [{ id: diskIds[0] }] }), 200],
    [
      "FOR_EXPAND_AND_IDLE",
      ({ diskIds }) => ({ handle_type: "FOR_EXPAND_AND_IDLE", volumes: [{ id: diskIds[0] }] }),
      200,
    ],
    [
      "FOR_EXPAND_AND_ALL",
      ({ diskIds }) => ({ handle_type: "FOR_EXPAND_AND_ALL", volumes: [{ id: diskIds[0] }] }),
      200,
    ],
    ["another handle_type", ({ diskIds }) => ({ handle_type: "ALL", volumes: [{ id: diskIds[0] }] }), 400],
    [
      "desktop_ids of the pool",
      ({ diskIds, desktopId }) => ({ desktop_ids: [desktopId], volumes: [{ id: diskIds[0] }] }),
      200,
    ],
    ["desktop_ids of a stranger", ({ diskIds }) => ({ desktop_ids: ["x"], volumes: [{ id: diskIds[0] }] }), 400],
    ["a hundred and one desktop_ids", ({ diskIds }) => ({ desktop_ids: ids(101), volumes: [{ id: diskIds[0] }] }), 400],
  ],
  "desktop-volumes-batch-delete": [
    ["no volume_ids", () => ({}), 400],
    ["volume_ids of none", () => ({ volume_ids: [] }), 400],
    ["eleven volume_ids", () => ({ volume_ids: ids(11) }), 400],
    ["an id that is a number", () => ({ volume_ids: [7] }), 400],
    ["the id of the pool's disk", ({ diskIds }) => ({ volume_ids: [diskIds[0]] }), 404],
    ["two ids, one unknown", ({ volumeId }) => ({ volume_ids: [volumeId, "none"] }), 404],
    ["the EVS id", ({ volumeId }) => ({ volume_ids: [volumeId] }), 200],
  ],
  "desktops-batch-delete": [
    ["no desktop_ids", () => ({ delete_users: true }), 400],
    ["desktop_ids of none", () => ({ desktop_ids: [] }), 400],
    ["a hundred and one desktop_ids", () => ({ desktop_ids: ids(101) }), 400],
    ["two ids, one unknown", ({ desktopId }) => ({ desktop_ids: [desktopId, "none"] }), 404],
    ["delete_users that is a text", ({ desktopId }) => ({ desktop_ids: [desktopId], delete_users: "yes" }), 400],
    [
      "email_notification that is a text",
      ({ desktopId }) => ({ desktop_ids: [desktopId], email_notification: "no" }),
      400,
    ],
    ["is_force_delete that is a text", ({ desktopId }) => ({ desktop_ids: [desktopId], is_force_delete: "no" }), 400],
    [
      "all three switches",
      ({ desktopId }) => ({
        desktop_ids: [desktopId],
        delete_users: true,
        email_notification: false,
        is_force_delete: true,
      }),
      202,
    ],
  ],
  "pool-volumes-batch-add": [
    ["volumes left out", () => ({}), 400],
    ["volumes of no disk", () => ({ volumes: [] }), 400],
    ["volumes of eleven disks", () => ({ volumes: disks(...ids(11).map(() => 10)) }), 400],
    ["a disk without a type", () => ({ volumes: [{ size: 20 }] }), 400],
    ["a disk without a size", () => ({ volumes: [{ type: "SAS" }] }), 400],
    ["a size that is a text", () => ({ volumes: [{ type: "SAS", size: "20" }] }), 400],
    ["a size of nothing", () => ({ volumes: disks(0) }), 400],
    ["a size above 8200", () => ({ volumes: disks(8210) }), 400],
    ["the smallest size", () => ({ volumes: disks(10) }), 200],
    ["the largest size", () => ({ volumes: disks(8200) }), 200],
    ["type SSD", () => ({ volumes: [{ type: "SSD", size: 20 }] }), 200],
    ["the example's form: a strange id", () => ({ volumes: [{ id: "9969022b", type: "SAS", size: 20 }] }), 200],
  ],
};

const variants = Object.entries(parameters).flatMap(([name, list]) =>
  list.map(([what, body, status]) => ({ name, what, body, status })),
);

test.each(variants)("page $name: $what is answered $status", async ({ name, body, status }) => {
  const page = pages.find((one) => one.page === name);
  const on = await scene(1);
  const before = effectsOf(on.at).length;
  const reply = await on.at.send("POST", page?.path(on) ?? "", body(on));
  expect(reply.status).toBe(status);
  if (status >= 400) expect(effectsOf(on.at)).toHaveLength(before);
});

test("the examples write the path as desktops-pools, which the gateway does not know", async () => {
  const { at, poolId, diskIds } = await scene(1);
  const path = `${at.base}/desktops-pools/${poolId}/volumes/batch-delete`;
  const { status, body } = await at.send("POST", path, { volumes: [{ id: diskIds[0] }] });
  expect([status, body.error_code]).toEqual([404, "APIGW.0101"]);
});

test("a strange id in an add is no id: the disk gets one of its own", async () => {
  const { at, poolId } = await scene(1);
  const id = "9969022b-557d-4c1e-b22f-e7736ebe30af";
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: [{ id, type: "SAS", size: 20 }] });
  const added = (await at.send("GET", `/desktop-pools/${poolId}`)).body.data_volumes.at(-1);
  expect([added.size, added.id === id]).toEqual([20, false]);
});

test("whether a deletion of desktops asked for a mail is in the ledger's line of the call", async () => {
  for (const [asked, told] of [
    [{}, undefined],
    [{ email_notification: false }, false],
  ] as const) {
    const { at, desktopId } = await scene(1);
    await at.send("POST", "/desktops/batch-delete", { desktop_ids: [desktopId], ...asked });
    expect(at.simulator.ledger().calls.at(-1)?.body).toEqual({ desktop_ids: [desktopId], email_notification: told });
  }
});
