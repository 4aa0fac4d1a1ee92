// A resource that names a profile of hcloud acts as that profile, and where it is.

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Home, makeHome, profile } from "../unit/config/resolve.ts";
import { type Office, openOffice, wordsOf } from "../world/office.ts";
import { officeWith } from "../world/programs.ts";
import { unknownValue } from "../world/stack.ts";
import type { ProcessOptions } from "../world/world.ts";

let office: Office;
let home: Home;
beforeEach(async () => {
  office = await openOffice();
  home = makeHome();
});
afterEach(async () => {
  home.remove();
  await office.world.close();
});

const data = { type: "SAS", size: 100 };

/** The tenant's user who may do everything, and the one who may only look. */
const profiles = () => {
  const { tenant } = office.world.simulator;
  const place = { region: tenant.region, projectId: tenant.projectId };
  const { accessKey: accessKeyId, secretKey: secretAccessKey, reader } = tenant;
  return {
    maker: profile("maker", { ...place, accessKeyId, secretAccessKey }),
    reader: profile("reader", { ...place, accessKeyId: reader.accessKey, secretAccessKey: reader.secretKey }),
    moved: profile("moved", { region: "cn-north-4", accessKeyId, secretAccessKey }),
  };
};

const write = () => home.write({ current: "reader", profiles: Object.values(profiles()) });

/** The way to the simulator, and nobody's credentials. */
const way = (): Record<string, string> => {
  const { url } = office.world.simulator;
  return { ...home.env, HW_WORKSPACE_ENDPOINT: url, HW_IAM_ENDPOINT: url };
};

/** Somebody else in the environment, in another region: none of it may count beside a profile of the resource. */
const amongOthers = (): ProcessOptions => {
  const { reader } = office.world.simulator.tenant;
  const theirs = { HW_ACCESS_KEY: reader.accessKey, HW_SECRET_KEY: reader.secretKey, HW_REGION_NAME: "cn-north-4" };
  return { env: { ...way(), ...theirs, HW_PROJECT_ID: "f".repeat(32) } };
};

const program = (name: string, volumes: object = { data }) =>
  officeWith({ ...volumes }, { profile: name, forceDestroy: true }, { profile: name, forceDestroy: true });

const actors = () => [...new Set(office.world.simulator.ledger().calls.map(({ actor }) => actor))];

test("a resource with a profile is made as that profile and in its place, whatever the environment says", async () => {
  write();
  const { tenant } = office.world.simulator;
  const { errors } = await office.stack.up(program("maker"), amongOthers());
  expect(errors).toEqual([]);
  expect(actors()).toEqual([tenant.accessKey]);
  const place = { region: tenant.region, projectId: tenant.projectId };
  expect([office.outs().place, office.stack.outs("office").place]).toEqual([place, place]);
});

test("refresh and destroy go on as the profile that the state names", async () => {
  write();
  await office.stack.up(program("maker"), amongOthers());
  expect((await office.stack.refresh(amongOthers())).errors).toEqual([]);
  expect((await office.stack.refresh(amongOthers())).did).toEqual([]);
  const { errors, did } = await office.stack.destroy(amongOthers());
  expect([errors, did]).toEqual([[], ["disks: delete", "office: delete"]]);
  expect(actors()).toEqual([office.world.simulator.tenant.accessKey]);
});

test("another profile of the same place is who asks from then on, and no change is sent for it", async () => {
  write();
  await office.stack.up(program("maker"), amongOthers());
  office.mark();
  const { errors, did } = await office.stack.up(program("reader"), amongOthers());
  expect([errors, did]).toEqual([[], ["office: update", "disks: update"]]);
  expect(office.calls()).toEqual([]);
  expect(actors()).toContain(office.world.simulator.tenant.reader.accessKey);
  expect((await office.stack.preview(program("reader"), amongOthers())).did).toEqual([]);
});

test("a profile of another region is refused before anything is sent, naming both regions and the profile", async () => {
  write();
  await office.stack.up(program("maker"), amongOthers());
  office.mark();
  const before = office.world.simulator.ledger().calls.length;
  const preview = await office.stack.preview(program("moved"), amongOthers());
  expect(wordsOf(preview)).toContain(
    'REFUSED: this resource is in region ap-southeast-1 (from its state), but profile "moved" of ~/.hcloud/config.json says cn-north-4',
  );
  const { errors } = await office.stack.up(program("moved"), amongOthers());
  expect(errors.join()).toContain('profile "moved" of ~/.hcloud/config.json says cn-north-4');
  expect(office.world.simulator.ledger().calls).toHaveLength(before);
});

test("a profile that a preview does not know yet is not judged by what the environment says", async () => {
  write();
  await office.stack.up(program("maker"), amongOthers());
  const preview = await office.stack.preview(program(unknownValue), amongOthers());
  expect([preview.errors, wordsOf(preview)]).toEqual([[], expect.not.stringContaining("REFUSED")]);
});

test("a profile that is gone from the file is refused in words, and a refresh says which one to put back", async () => {
  write();
  await office.stack.up(program("maker"), amongOthers());
  home.write({ current: "reader", profiles: [profiles().reader] });
  const words =
    'the resource\'s profile names "maker", and no profile of ~/.hcloud/config.json has that name: there is "reader"';
  expect(wordsOf(await office.stack.preview(program("maker"), amongOthers()))).toContain(`REFUSED: ${words}`);
  expect((await office.stack.refresh(amongOthers())).errors.join()).toContain(words);
  expect(office.stack.state.has("disks")).toBe(true);
});

test("without anything else the profile that hcloud uses acts, and a word of the configuration chooses another", async () => {
  write();
  const { reader, accessKey } = office.world.simulator.tenant;
  const plain = officeWith({ data });
  const { errors } = await office.stack.up(plain, { env: way() });
  expect(errors.join()).toContain("403");
  expect(actors()).toEqual([reader.accessKey]);
  const chosen = await office.stack.up(plain, { env: way(), config: { profile: "maker" } });
  expect(chosen.errors).toEqual([]);
  expect(actors()).toEqual([reader.accessKey, accessKey]);
});
