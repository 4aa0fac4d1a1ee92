// A region as a program meets it: a simulator with pools of another's making, and the environment that leads there.

import { afterEach } from "@jest/globals";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";

const open: Simulator[] = [];
const before = { ...process.env };

afterEach(async () => {
  process.env = { ...before };
  for (const simulator of open.splice(0)) await simulator.close();
});

export interface Region {
  readonly simulator: Simulator;
  /** The calls that came, in order: `ListDesktopPools 200`. */
  calls(): string[];
  /** What has been done to anything since it was opened. */
  effects(): string[];
}

/** The environment of this process leads to the region until the test ends. */
export async function openRegion(pools: readonly object[], options: SimulatorOptions = {}): Promise<Region> {
  const simulator = await startSimulator({ load: { version: 1, pools: [...pools] }, ...options });
  open.push(simulator);
  process.env = { ...before, ...environmentOf(simulator) };
  const ledger = () => simulator.ledger();
  const first = ledger().effects.length;
  return {
    simulator,
    calls: () => ledger().calls.map(({ operation, status }) => `${operation} ${status}`),
    effects: () =>
      ledger()
        .effects.slice(first)
        .map(({ kind }) => kind),
  };
}

export const environmentOf = ({ url, tenant }: Simulator): Record<string, string> => ({
  HW_ACCESS_KEY: tenant.accessKey,
  HW_SECRET_KEY: tenant.secretKey,
  HW_REGION_NAME: tenant.region,
  HW_WORKSPACE_ENDPOINT: url,
  HW_IAM_ENDPOINT: url,
});

/** A pool with everything in it that a region can tell. */
export const fullPool = {
  id: "1d0f6a3e-0000-4000-8000-000000000001",
  name: "office",
  type: "DYNAMIC",
  createdAt: "2026-03-01T08:00:00Z",
  attributes: {
    description: "ground floor",
    availability_zone: "ap-southeast-1a",
    ou_name: "OU=office",
    vpc_id: "vpc-1",
    subnet_ids: ["subnet-1", "subnet-2"],
    security_groups: [{ id: "group-1" }, { id: "group-2" }],
    tags: [
      { key: "team", value: "design" },
      { key: "cost-centre", value: "4711" },
    ],
    enterprise_project_id: "0",
    disconnected_retention_period: 30,
    enable_autoscale: true,
    autoscale_policy: { autoscale_type: "AUTO_CREATED", max_auto_created: 5, min_idle: 0, min_retention: 1 },
    user_reset_policy: { enable: true, reset_count_per_day: 2 },
    desktop_name_policy_id: "policy-1",
    in_maintenance_mode: false,
    product_id: "workspace.c2.large",
    image_id: "image-1",
    domain: "office.example",
  },
  rootDisk: { type: "SAS", size: 80 },
  disks: [
    { id: "9a000000-0000-4000-8000-000000000003", type: "SSD", size: 50 },
    { id: "3b000000-0000-4000-8000-000000000002", type: "GPSSD2", size: 100, iops: 4000, throughput: 200 },
  ],
  desktops: 2,
};
