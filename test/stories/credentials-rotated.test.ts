// Credentials are read at the time of the call: what is replaced while a job is waited for counts from the next request on.

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import { type Home, makeHome, profile } from "../unit/config/resolve.ts";
import { type Office, openOffice } from "../world/office.ts";
import { credentials } from "../world/world.ts";

let office: Office;
let home: Home;
beforeEach(async () => {
  office = await openOffice({ jobSeconds: 600 });
  home = makeHome();
  await office.up({});
});
afterEach(async () => {
  home.remove();
  await office.world.close();
});

const volumes = { data: { type: "SAS", size: 100 } };

/** Something happens elsewhere once the service has taken the order: the ten minutes of its job are still to come. */
const whileWaiting =
  (event: () => void) =>
  (service: WorkspaceService): WorkspaceService => ({
    ...service,
    addDesktopPoolVolumes: async (...asked) => {
      const accepted = await service.addDesktopPoolVolumes(...asked);
      event();
      return accepted;
    },
  });

/** Who asked for something since the mark, in the order of their first request. */
function actorsSince(seq: number): string[] {
  const calls = office.world.simulator.ledger().calls.filter((call) => call.seq > seq);
  return [...new Set(calls.map(({ actor }) => actor))];
}

const lastCall = () => office.world.simulator.ledger().calls.at(-1)?.seq ?? 0;

test("keys that are replaced in the environment during a wait of ten minutes sign the requests after it", async () => {
  const { simulator } = office.world;
  const { accessKey, reader } = simulator.tenant;
  const env = credentials(simulator);
  const since = lastCall();
  const meddle = whileWaiting(() => {
    env.HW_ACCESS_KEY = reader.accessKey;
    env.HW_SECRET_KEY = reader.secretKey;
  });
  const { errors } = await office.up(volumes, {}, { env, meddle });
  expect(errors).toEqual([]);
  expect(actorsSince(since)).toEqual([accessKey, reader.accessKey]);
  expect(office.disks()).toHaveLength(1);
});

test("so do keys that are replaced in the file of hcloud", async () => {
  const { simulator } = office.world;
  const { accessKey, secretKey, reader } = simulator.tenant;
  const write = (accessKeyId: string, secretAccessKey: string) =>
    home.write({ current: "work", profiles: [profile("work", { accessKeyId, secretAccessKey })] });
  write(accessKey, secretKey);
  const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...way } = credentials(simulator);
  const since = lastCall();
  const meddle = whileWaiting(() => write(reader.accessKey, reader.secretKey));
  const { errors } = await office.up(volumes, {}, { env: { ...way, ...home.env }, meddle });
  expect(errors).toEqual([]);
  expect(actorsSince(since)).toEqual([accessKey, reader.accessKey]);
});

test("keys that are taken away during a wait end it with the name of the setting, and the next run goes on", async () => {
  const { simulator } = office.world;
  const env = credentials(simulator);
  const meddle = whileWaiting(() => {
    delete env.HW_ACCESS_KEY;
    delete env.HW_SECRET_KEY;
  });
  const { errors } = await office.up(volumes, {}, { env, meddle });
  expect(errors.join()).toContain("HW_ACCESS_KEY was set when this run began and is not set any more");
  office.mark();
  Object.assign(env, credentials(simulator));
  expect((await office.up(volumes, {}, { env })).errors).toEqual([]);
  expect(office.calls()).toEqual([]);
  expect(office.disks()).toHaveLength(1);
});
