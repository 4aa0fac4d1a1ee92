// A pool with users and autoscale, and what the service changes in place, with the real CLI. Each field by itself stands in
// test/stories/desktop-pool-fields.test.ts, -clear.test.ts, -tags.test.ts and -users.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { openPoolStory, type PoolStory, poolProgram } from "./pools.ts";

let story: PoolStory;

const user = (objectName: string, userGroup = "users") => ({ objectType: "USER", objectName, userGroup });
const policy = { autoscaleType: "AUTO_CREATED", minIdle: 1, maxAutoCreated: 5, idleRetentionDuration: 60 };
const first = {
  description: "first floor",
  tags: { team: "payroll", floor: "1" },
  authorizedObjects: { u1: user("ann"), u2: user("bob"), u3: user("cas") },
  enableAutoscale: true,
  autoscalePolicy: policy,
  disconnectedRetentionPeriod: 30,
};
/** Everything else that the service changes in place. */
const others = {
  rootVolume: { type: "SAS", size: 80, iops: 4000, throughput: 200, kmsId: "key-1" },
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroups: [{ id: "sg-1" }],
  availabilityZone: "az-1",
  ouName: "OU=front",
  enterpriseProjectId: "ep-1",
  userResetPolicy: { enable: true, resetCountPerDay: 3 },
  desktopNamePolicyId: "policy-1",
};
const usersCall = "CreateDesktopPoolAuthorizedObjects";

beforeAll(async () => {
  story = await openPoolStory("fields", poolProgram(first));
}, firstStartMs);
afterAll(() => story?.close());

/** The fields of others, and of those that were there, in the service's words. */
const changed = [
  "autoscale_policy",
  "availability_zone",
  "description",
  "desktop_name_policy_id",
  "enterprise_project_id",
  "ou_name",
  "root_volume",
  "security_groups",
  "subnet_ids",
  "tags",
  "user_reset_policy",
  "vpc_id",
];
const users = () => story.pool().users.map((u) => `${u.object_id} ${u.user_group}`);
const tags = () =>
  (story.pool().attributes.tags ?? []).flatMap(({ key, value }) =>
    key === "pulumi-identity" ? [] : [`${key}=${value}`],
  );

test("a pool is made with its users, tags and autoscale in one call", async () => {
  expect((await story.does("up")).under("office")).toContain("creates desktop pool office with 2 desktops");
  expect(story.did()).toEqual(["CreateDesktopPool"]);
  expect([users(), tags()]).toEqual([
    ["u1 users", "u2 users", "u3 users"],
    ["floor=1", "team=payroll"],
  ]);
  expect(story.pool().attributes.enable_autoscale).toBe(true);
  story.hit("desktop-state");
});

test("each field that the service changes in place goes in one call, with the changed ones and nothing else; users by theirs, and it is said who loses access", async () => {
  story.write(
    poolProgram({
      ...first,
      ...others,
      description: "second floor",
      tags: { team: "sales" },
      autoscalePolicy: { ...policy, minIdle: 0 },
      authorizedObjects: { u1: user("ann"), u2: user("bob", "administrators"), u4: user("dee") },
    }),
  );
  expect((await story.does("up")).under("office")).toContain("TAKES ACCESS: these may no longer use pool office: u3");
  expect(story.did()).toEqual(["UpdateDesktopPool", usersCall, usersCall, usersCall]);
  const sent = Object.keys(story.bodies("UpdateDesktopPool").at(-1) ?? {});
  expect(sent.sort()).toEqual(changed);
  expect([users().sort(), tags()]).toEqual([["u1 users", "u2 administrators", "u4 users"], ["team=sales"]]);
  expect(story.hit("desktop-state")).toEqual([]);
});

test("a `destroy` without consent deletes nothing and says what to write; what leaves the program is cleared, the last tag and the policy too, and the pool goes into maintenance and gets a new name", async () => {
  expect((await story.fails("destroy")).text).toMatch(
    /nothing was deleted: pool office .* has 2 desktops: .*run `pulumi up` with `forceDestroy: true` on the resource first/,
  );
  story.write(poolProgram({ name: "bureau", enableAutoscale: true, inMaintenanceMode: true, forceDestroy: true }));
  const said = (await story.does("up")).under("office");
  expect(said).toContain("forceDestroy: from now on a deletion");
  expect(said).toContain("may no longer use pool office: u1, u2, u4");
  expect(said).toContain("TAKES ACCESS: no user can get a desktop of pool office while `inMaintenanceMode` is true");
  expect(story.did()).toEqual(["UpdateDesktopPool", usersCall]);
  const { attributes, desktops } = story.pool("bureau");
  expect(story.bodies("UpdateDesktopPool").at(-1)).toMatchObject({
    name: "bureau",
    description: "",
    autoscale_policy: {},
    disconnected_retention_period: 0,
    in_maintenance_mode: true,
  });
  expect([attributes.enable_autoscale, desktops.length, story.pool("bureau").users]).toEqual([true, 2, []]);
  expect((attributes.tags ?? []).map(({ key }) => key)).toEqual(["pulumi-identity"]);
});

test("with the consent in the state a `destroy` leaves nothing, and nobody gets an e-mail", async () => {
  await story.expectSettled();
  await story.does("destroy");
  expect(story.did()).toEqual(["UpdateDesktopPool", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(story.simulator.state()).toMatchObject({ pools: [], jobs: [] });
  expect(story.simulator.ledger({ kind: "users-emailed" }).effects).toEqual([]);
});
