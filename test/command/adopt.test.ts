// `adopt`: the program for an existing pool on the standard output, everything else on the standard error, and an exit code.

import { expect, test } from "@jest/globals";
import { command, openRegion } from "./command.ts";

const disk = { id: "disk-1", type: "SAS", size: 100 };
const office = {
  id: "office-1",
  name: "office",
  desktops: 2,
  attributes: {
    availability_zone: "ap-southeast-1a",
    subnet_ids: ["subnet-1"],
    product_id: "workspace.c2.large",
    image_id: "image-1",
    enterprise_project_id: "0",
  },
  rootDisk: { type: "SAS", size: 80 },
  disks: [disk],
};

const program = (
  place = "",
) => `// Takes over the pool "office" as it is: the first \`pulumi up\` changes nothing on the service.
// A key under \`volumes\` is the disk's name for life: give each the name that you want before that \`pulumi up\`.
import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";

const pool = new DesktopPool("office", {
${place}  adopt: { poolId: "office-1" },
  name: "office",
  type: "DYNAMIC",
  size: 2,
  productId: "workspace.c2.large",
  imageId: "image-1",
  rootVolume: { type: "SAS", size: 80 },
  availabilityZone: "ap-southeast-1a",
  subnetIds: ["subnet-1"],
  enterpriseProjectId: "0",
});

new PoolVolumeSet("office-disks", {
  pool,
  volumes: {
    data: { type: "SAS", size: 100, id: "disk-1" },
  },
});
`;

test.each(["office", "office-1"])(
  "with the name or the id it prints the program, and does nothing (%s)",
  async (word) => {
    const region = await openRegion([{ id: "other", name: "office-2" }, office, { id: "third", name: "Office" }]);
    expect(await command(["adopt", word], region.env)).toEqual({ code: 0, out: program(), err: "" });
    expect(region.calls()).toEqual(["ListDesktopPools 200", "ShowDesktopPoolDetail 200"]);
    expect(region.effects()).toEqual([]);
  },
);

test("a name that no pool bears ends with 1 and the pools that come near, though the service's filter would find some", async () => {
  const region = await openRegion([office, { id: "other", name: "office-2" }, { id: "third", name: "lab" }]);
  const ended = await command(["adopt", "offic"], region.env);
  expect(ended).toEqual({
    code: 1,
    out: "",
    err:
      'error: There is no pool with the name or id "offic" in project 0123456789abcdef0123456789abcdef, region ap-southeast-1. ' +
      'There is: "office" (office-1), "office-2" (other), "lab" (third).\n',
  });
});

test("a word that is one pool's name and another's id is not guessed about", async () => {
  const region = await openRegion([
    { id: "lab", name: "office" },
    { id: "2", name: "lab" },
  ]);
  const { code, out, err } = await command(["adopt", "lab"], region.env);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe('error: "lab" means more than one pool: "office" (lab), "lab" (2). Give the id of one of them.\n');
});

test("--json prints the program with what it is made of", async () => {
  const region = await openRegion([office]);
  const { code, out, err } = await command(["adopt", "office", "--json", "--language", "javascript"], region.env);
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toEqual({
    poolId: "office-1",
    name: "office",
    place: { region: "ap-southeast-1", projectId: "0123456789abcdef0123456789abcdef" },
    language: "javascript",
    program: expect.stringContaining('= require("pulumi-huaweicloud-workspace");\n'),
    resources: [
      {
        type: "DesktopPool",
        name: "office",
        args: expect.objectContaining({ adopt: { poolId: "office-1" }, size: 2 }),
      },
      { type: "PoolVolumeSet", name: "office-disks", args: { volumes: { data: disk } } },
    ],
    remarks: [],
  });
});

test("a place that is given by hand stands in the program, since the program would look elsewhere without it", async () => {
  const { simulator, env } = await openRegion([office]);
  const { HW_ACCESS_KEY = "", HW_SECRET_KEY = "" } = env;
  const place = ["--region", "ap-southeast-1", "--project-id", simulator.tenant.projectId, "--endpoint", simulator.url];
  const { code, out } = await command(["adopt", "office", ...place], { HW_ACCESS_KEY, HW_SECRET_KEY });
  expect(code).toBe(0);
  expect(out).toBe(
    program(
      `  region: "ap-southeast-1",\n  projectId: "${simulator.tenant.projectId}",\n  endpoint: "${simulator.url}",\n`,
    ),
  );
});

test("what has to be known first goes to the standard error, so that a program in a file is only a program", async () => {
  const region = await openRegion([{ ...office, status: "EXIST_FROZEN" }]);
  const { code, out, err } = await command(["adopt", "office"], region.env);
  expect(code).toBe(0);
  expect(err).toBe('note: the pool is "EXIST_FROZEN": wait until it is "STEADY", and make this program anew then\n');
  expect(out).toContain('// Note: the pool is "EXIST_FROZEN"');
});

test("without a region it ends with 1, and says that the configuration of a stack is not read", async () => {
  const { env } = await openRegion([]);
  const { HW_REGION_NAME: _none, ...others } = env;
  const { code, out, err } = await command(["adopt", "office"], others);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("No region is set: set HW_REGION_NAME or --region, for example to ap-southeast-1");
  expect(err).toContain("not the configuration of a Pulumi stack");
});

test("an option that is wrong is called by its name on the command line", async () => {
  const { env } = await openRegion([]);
  const { code, err } = await command(["adopt", "office", "--project-id", "a b"], env);
  expect([code, err]).toEqual([1, expect.stringContaining('projectId is "a b" (from --project-id)')]);
});

test("without credentials it ends with 1, and names the variables to set", async () => {
  const { env } = await openRegion([]);
  const { HW_ACCESS_KEY: _ak, HW_SECRET_KEY: _sk, ...others } = env;
  const { code, out, err } = await command(["adopt", "office"], {
    ...others,
    HW_METADATA_ENDPOINT: "http://127.0.0.1:9",
  });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^error: No credentials were found: .*set HW_ACCESS_KEY and HW_SECRET_KEY/m);
});

test("a wrong key ends with 1, names what to look at, and is not shown", async () => {
  const region = await openRegion([office]);
  const { code, out, err } = await command(["adopt", "office"], { ...region.env, HW_SECRET_KEY: "wrong-test-secret" });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^error: .*401/);
  expect(err).not.toContain("wrong-test-secret");
});

test("what a person types is shown as he typed it, and steers no terminal", async () => {
  const region = await openRegion([]);
  const { err } = await command(["adopt", "a\u001b[2J\u202eb"], region.env);
  expect(err).toContain('"a\\u001b[2J\\u202eb"');
});
