// What a program learns of desktops and their disks. Who works on them it never learns: people.test.ts.

import { expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import {
  type DesktopPoolResult,
  type DesktopVolumeResult,
  listDesktopVolumes,
  listDesktopVolumesOutput,
  listPoolDesktops,
  listPoolDesktopsOutput,
  type PoolDesktopResult,
} from "../../provider/index.ts";
import type { DesktopVolume, Pool, PoolDesktop } from "../../provider/workspace/types.ts";
import { openRegion } from "./region.ts";

const office = {
  id: "office-1",
  name: "office",
  disks: [
    { id: "disk-b", type: "SAS", size: 100 },
    { id: "disk-a", type: "SSD", size: 50 },
  ],
  desktops: [
    {
      id: "desktop-1",
      name: "office-001",
      status: "ACTIVE",
      loginStatus: "CONNECTED",
      user: "mei.tanaka",
      disks: [
        { volumeId: "evs-2", poolDiskId: "disk-b" },
        { volumeId: "evs-1", poolDiskId: "disk-a" },
        { volumeId: "evs-3", type: "SSD", size: 20, iops: 3000, throughput: 125 },
      ],
    },
    { id: "desktop-2", name: "office-002", status: "SHUTOFF", inMaintenance: true, frozen: true },
  ],
};

const disksOfOne = [
  { volumeId: "evs-1", poolVolumeId: "disk-a", type: "SSD", size: 50 },
  { volumeId: "evs-2", poolVolumeId: "disk-b", type: "SAS", size: 100 },
  { volumeId: "evs-3", type: "SSD", size: 20, iops: 3000, throughput: 125 },
].map((disk) => expect.objectContaining(disk));

test("the desktops of a pool are told with their disks and what they do", async () => {
  const region = await openRegion([office]);
  const [first, second] = await listPoolDesktops({ poolId: "office-1" });
  expect(first).toMatchObject({
    desktopId: "desktop-1",
    computerName: "office-001",
    status: "ACTIVE",
    loginStatus: "CONNECTED",
    inMaintenanceMode: false,
    rootVolume: { type: "SAS", size: 80 },
    dataVolumes: disksOfOne,
  });
  expect(second).toMatchObject({ desktopId: "desktop-2", status: "SHUTOFF", inMaintenanceMode: true, isFreeze: true });
  expect(region.effects()).toEqual([]);
});

test("every desktop of a large pool is told, though a page holds a hundred", async () => {
  const region = await openRegion([{ id: "hall", name: "hall", desktops: 250 }]);
  const desktops = await listPoolDesktops({ poolId: "hall" });
  expect(new Set(desktops.map(({ desktopId }) => desktopId)).size).toBe(250);
  expect(region.calls().filter((call) => call === "ListPoolDesktopsDetail 200")).toHaveLength(3);
});

test("a pool that is not there is an error, and an empty pool an empty list", async () => {
  await openRegion([{ id: "empty", name: "empty", desktops: 0 }]);
  expect(await listPoolDesktops({ poolId: "empty" })).toEqual([]);
  const missed = listPoolDesktops({ poolId: "emty" });
  await expect(missed).rejects.toMatchObject({ kind: "not_found" });
  await expect(missed).rejects.toThrow('There is: "empty" (empty).');
});

test("the disks of one desktop say which of them are copies of the pool's", async () => {
  await openRegion([office]);
  expect(await listDesktopVolumes({ desktopId: "desktop-1" })).toEqual(disksOfOne);
});

test("a desktop that is not there is an error that says where its id is told", async () => {
  await openRegion([office]);
  const missed = listDesktopVolumes({ desktopId: "desktop-9" });
  await expect(missed).rejects.toMatchObject({ kind: "not_found" });
  await expect(missed).rejects.toThrow(
    'no desktop with the id "desktop-9" in project 0123456789abcdef0123456789abcdef',
  );
});

test("the arguments of both are looked at before anything is sent", async () => {
  const region = await openRegion([office]);
  for (const list of [listPoolDesktops, listDesktopVolumes])
    await expect(Reflect.apply(list, undefined, [{ profile: 3 }])).rejects.toThrow(
      `${list.name}: profile is a number, not a text; ${list === listPoolDesktops ? "poolId" : "desktopId"} is missing: add it. Nothing was sent.`,
    );
  expect(region.calls()).toEqual([]);
});

test("outputs are taken, and an answer is an output", async () => {
  await openRegion([office]);
  const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => void output.apply((v) => resolve(v as T)));
  const desktops = listPoolDesktopsOutput({ poolId: pulumi.output("office-1") });
  const desktopId = desktops.apply(([first]) => first?.desktopId ?? "");
  expect(await value(listDesktopVolumesOutput({ desktopId }))).toEqual(disksOfOne);
});

test("whatever the service layer learns of a thing is an answer's field, with a word in its documentation", () => {
  type Untold =
    | Exclude<keyof Pool, keyof DesktopPoolResult | "id" | "subnetId">
    | Exclude<keyof PoolDesktop, keyof PoolDesktopResult>
    | Exclude<keyof DesktopVolume, keyof DesktopVolumeResult | "id" | "desktopPoolDiskId">;
  // Does not compile once a field is missing.
  const untold: Record<Untold, never> = {};
  expect(untold).toEqual({});
});
