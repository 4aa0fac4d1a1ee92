// What can be bought: the kinds of disks.

import { expect, test } from "@jest/globals";
import { bench, disks, office } from "./client.ts";

test("the kinds of disks are listed, all or those that are asked for, and disks name the product they were bought as", async () => {
  const at = await bench();
  const typesOf = async (query = "") =>
    (await at.send("GET", `/volume/products${query}`)).body.volumes.map(
      ({ volume_type }: { volume_type: string }) => volume_type,
    );
  expect(await typesOf()).toEqual(["SATA", "SAS", "SSD", "GPSSD", "GPSSD2", "ESSD"]);
  expect(await typesOf("?volume_type=SSD,SAS&availability_zone=ap-southeast-1a")).toEqual(["SAS", "SSD"]);
  expect(await typesOf("?volume_type=FLOPPY")).toEqual([]);
  const { volumes } = (await at.send("GET", "/volume/products?volume_type=GPSSD2")).body;
  expect(volumes).toMatchObject([{ status: "normal", iops: { min: 3000, max: 12_800 }, throughput: { min: 125 } }]);

  const [sas] = (await at.send("GET", "/volume/products?volume_type=SAS")).body.volumes;
  const { poolId } = await office(at, { data_volumes: [...disks(50), { type: "NEW", size: 50 }] });
  const [known, unknown] = (await at.send("GET", `/desktop-pools/${poolId}`)).body.data_volumes;
  expect([known.resource_spec_code, unknown.resource_spec_code]).toEqual([sas.resource_spec_code, undefined]);
  const list = (await at.send("GET", `/desktop-pools/${poolId}/desktops`)).body;
  expect(list.pool_desktops[0].data_volumes[0].resource_spec_code).toBe(sas.resource_spec_code);
});
