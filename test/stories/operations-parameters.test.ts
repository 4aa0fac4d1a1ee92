/** What the program's words become in the bodies of the calls that change disks, desktops and pools: each parameter that the service has. */
import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { bodies, desktopIds, pool, type Story, story, thePool } from "../world/desktop-pools.ts";
import { officeWith } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

const project = "0123456789abcdef0123456789abcdef";
const fast = { type: "GPSSD2", size: 100, iops: 4000, throughput: 200, kmsId: "key-1" };
const ofPool = (at: Story): string => `/v2/${project}/desktop-pools/${thePool(at).id}`;

/** Where the call of this name went. */
const paths = (at: Story, operation: string): string[] =>
  at.world.simulator
    .ledger()
    .calls.filter((call) => call.operation === operation)
    .map(({ method, path }) => `${method} ${path}`);

/** A pool whose set reaches only those of two desktops that nobody uses. */
async function narrow(volumes: Plain): Promise<{ at: Story; ids: string[]; with: (volumes: Plain) => Program }> {
  const at = await story({ program: pool() });
  const ids = desktopIds(at).slice(0, 2);
  const scope = { handleType: "FOR_EXPAND_AND_IDLE", desktopIds: ids };
  const narrowed = (some: Plain): Program => officeWith(some, scope);
  expect((await at.stack.up(narrowed(volumes))).errors).toEqual([]);
  return { at, ids, with: narrowed };
}

test("AddDesktopPoolVolumes: project and pool, whom it is for, of each disk type, size, speed and key, and no id", async () => {
  const { at, ids } = await narrow({ fast, plain: { type: "SAS", size: 10 } });
  expect(paths(at, "AddDesktopPoolVolumes")).toEqual([`POST ${ofPool(at)}/volumes/batch-add`]);
  const { kmsId, ...disk } = fast;
  expect(bodies(at, "AddDesktopPoolVolumes")).toEqual([
    {
      volumes: [
        { ...disk, kms_id: kmsId },
        { type: "SAS", size: 10 },
      ],
      handle_type: "FOR_EXPAND_AND_IDLE",
      desktop_ids: ids,
    },
  ]);
});

test("ExpandDesktopPoolVolumes: project and pool, whom it is for, and of the disk its own id and the whole new size", async () => {
  const scene = await narrow({ data: { type: "SAS", size: 100 } });
  const { at, ids } = scene;
  const [disk] = thePool(at).disks;
  expect((await at.stack.up(scene.with({ data: { type: "SAS", size: 200 } }))).errors).toEqual([]);
  expect(paths(at, "ExpandDesktopPoolVolumes")).toEqual([`POST ${ofPool(at)}/volumes/batch-expand`]);
  expect(bodies(at, "ExpandDesktopPoolVolumes")).toEqual([
    {
      volumes: [{ id: disk?.id, type: "SAS", size: 200 }],
      handle_type: "FOR_EXPAND_AND_IDLE",
      desktop_ids: ids,
    },
  ]);
});

test("DeleteDesktopPoolVolumes: project and pool, whom it is for, and just the id of the key that left, as the pool has it", async () => {
  const data = { type: "SAS", size: 100 };
  const scene = await narrow({ data, scratch: { type: "SSD", size: 50 } });
  const { at, ids } = scene;
  const gone = thePool(at).disks.find(({ type }) => type === "SSD");
  expect((await at.stack.up(scene.with({ data }))).errors).toEqual([]);
  expect(paths(at, "DeleteDesktopPoolVolumes")).toEqual([`POST ${ofPool(at)}/volumes/batch-delete`]);
  expect(bodies(at, "DeleteDesktopPoolVolumes")).toEqual([
    { volumes: [{ id: gone?.id, type: "SSD", size: 50 }], handle_type: "FOR_EXPAND_AND_IDLE", desktop_ids: ids },
  ]);
});

test("whom a call on the disks of a pool is for is said even where the program says nothing: every desktop", async () => {
  const data = { type: "SAS", size: 100 };
  const at = await story({ program: officeWith({ data, scratch: { type: "SSD", size: 50 } }) });
  expect((await at.stack.up(officeWith({ data: { ...data, size: 200 } }))).errors).toEqual([]);
  for (const call of ["AddDesktopPoolVolumes", "ExpandDesktopPoolVolumes", "DeleteDesktopPoolVolumes"]) {
    const [body] = bodies(at, call);
    expect([call, body]).toEqual([call, expect.objectContaining({ handle_type: "FOR_EXPAND_AND_ALL" })]);
    expect(body).not.toHaveProperty("desktop_ids");
  }
});

test("DeleteDesktopVolumes: project and desktop, and just the EVS id of the key that left", async () => {
  const at = await story({ program: pool() });
  const [desktopId] = desktopIds(at);
  const holding = (volumes: Plain): Program => ({
    ...pool(),
    desk: { kind: "DesktopVolumeSet", args: { desktopId, volumes } },
  });
  const data = { type: "SAS", size: 100 };
  await at.stack.up(holding({ data, scratch: { type: "SSD", size: 50 } }));
  const gone = thePool(at).desktops[0]?.disks.find(({ type }) => type === "SSD");
  expect((await at.stack.up(holding({ data }))).errors).toEqual([]);
  expect(paths(at, "DeleteDesktopVolumes")).toEqual([`POST /v2/${project}/desktops/${desktopId}/volumes/batch-delete`]);
  expect(bodies(at, "DeleteDesktopVolumes")).toEqual([{ volume_ids: [gone?.volumeId] }]);
});

test.each([
  ["what the program says", true],
  ["false where it says nothing", undefined],
])("BatchDeleteDesktops: project and just the named ids; users, e-mail and force are %s", async (_what, said) => {
  const at = await story({ program: pool() });
  const [first] = thePool(at).desktops;
  const options = said === undefined ? {} : { deleteUsers: said, emailNotification: said, forceDelete: said };
  const args = { poolId: thePool(at).id, desktops: { [first?.name ?? ""]: first?.id }, ...options };
  expect((await at.stack.up({ ...pool(), old: { kind: "RetiredDesktops", args } })).errors).toEqual([]);
  expect(paths(at, "BatchDeleteDesktops")).toEqual([`POST /v2/${project}/desktops/batch-delete`]);
  const is = said ?? false;
  expect(bodies(at, "BatchDeleteDesktops")).toEqual([
    { desktop_ids: [first?.id], delete_users: is, email_notification: is, is_force_delete: is },
  ]);
});

test("DeleteDesktopPool: project and pool in the path, and no body", async () => {
  const at = await story({ program: pool({ size: 0 }) });
  const path = ofPool(at);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(paths(at, "DeleteDesktopPool")).toEqual([`DELETE ${path}`]);
  expect(bodies(at, "DeleteDesktopPool")).toEqual([undefined]);
});
