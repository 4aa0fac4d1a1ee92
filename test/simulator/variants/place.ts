// The place the variants are played in: a few pools, made anew as soon as a call has changed anything.

import { type Simulator, startSimulator } from "../../../simulator/index.ts";
import { defaultTenant } from "../../../simulator/tenant.ts";
import { officeBody, startOfTime } from "../client.ts";
import { openWire, type Wire } from "./wire.ts";

export interface There {
  readonly projectId: string;
  /** A pool with three desktops and two data disks of 50 GB. */
  readonly office: { readonly id: string; readonly rootId: string; readonly diskIds: readonly string[] };
  readonly desktopIds: readonly string[];
  readonly volumeIds: readonly string[];
  /** A pool with one desktop and no data disk. */
  readonly bare: { readonly id: string; readonly desktopIds: readonly string[] };
  /** A pool with no desktop. */
  readonly empty: { readonly id: string };
  /** A yearly or monthly pool with one desktop and one data disk of 50 GB. */
  readonly prepaid: {
    readonly id: string;
    readonly diskIds: readonly string[];
    readonly desktopIds: readonly string[];
  };
  /** A volume of a type whose speed can be changed. */
  readonly fastVolumeId: string;
  /** The job that made the empty pool. It has ended. */
  readonly jobId: string;
  /** A token of IAM. */
  readonly token: string;
}

export interface Place {
  readonly simulator: Simulator;
  readonly wire: Wire;
  readonly there: There;
  /** All that a refused call has to leave as it was. */
  fingerprint(): string;
  makeAnew(): Promise<void>;
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  let time = startOfTime;
  const simulator = await startSimulator({ auth: "off", now: () => time });
  const wire = openWire(simulator.url);
  const makeAnew = async () => {
    simulator.reset();
    const made = await furnish(simulator, wire);
    time += longEnoughMs;
    return made;
  };
  const there = lookAround(simulator, await makeAnew());
  return {
    simulator,
    wire,
    there,
    fingerprint: () => fingerprintOf(simulator),
    makeAnew: async () => {
      const { jobId, token } = await makeAnew();
      if (jobId !== there.jobId || token !== there.token) throw new Error("the same calls gave other ids");
    },
    async close() {
      wire.close();
      await simulator.close();
    },
  };
}

/** For the job that makes a pool without desktops. */
const longEnoughMs = 3_600_000;

function fingerprintOf(simulator: Simulator): string {
  const { now: _now, ...state } = simulator.state();
  return JSON.stringify([simulator.ledger().effects.length, state]);
}

const { userName, password, domainName, region } = defaultTenant;

export const login = {
  auth: {
    identity: {
      methods: ["password"],
      password: { user: { name: userName, password, domain: { name: domainName } } },
    },
    scope: { project: { name: region } },
  },
};

interface Made {
  readonly jobId: string;
  readonly token: string;
}

async function furnish(simulator: Simulator, wire: Wire): Promise<Made> {
  const volumes = [{ size: 50 }, { size: 50 }];
  simulator.act({ do: "createPool", pool: "office", desktops: 3, volumes });
  simulator.act({ do: "createPool", pool: "bare", desktops: 1 });
  simulator.act({ do: "createPool", pool: "prepaid", desktops: 1, volumes: [{ size: 50 }] });
  simulator.act({ do: "setPool", pool: "prepaid", chargingMode: "0" });
  simulator.act({ do: "createPool", pool: "fast", desktops: 1, volumes: [{ type: "GPSSD2", size: 50 }] });
  const path = `/v2/${simulator.tenant.projectId}/desktop-pools`;
  const body = JSON.stringify({ ...officeBody, name: "empty", size: 0 });
  const { job_id: jobId } = JSON.parse((await wire.ask({ method: "POST", path, body })).text);
  const { headers } = await wire.ask({ method: "POST", path: "/v3/auth/tokens", body: JSON.stringify(login) });
  return { jobId, token: String(headers["x-subject-token"]) };
}

const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);

function lookAround(simulator: Simulator, made: Made): There {
  const [office, bare, prepaid, fast, empty] = simulator.state().pools;
  if (!office || !bare || !prepaid || !fast || !empty) throw new Error("the place has no pools");
  return {
    projectId: simulator.tenant.projectId,
    office: { id: office.id, rootId: office.rootDisk.id, diskIds: idsOf(office.disks) },
    desktopIds: idsOf(office.desktops),
    volumeIds: (office.desktops[0]?.disks ?? []).map(({ volumeId }) => volumeId),
    bare: { id: bare.id, desktopIds: idsOf(bare.desktops) },
    empty: { id: empty.id },
    prepaid: { id: prepaid.id, diskIds: idsOf(prepaid.disks), desktopIds: idsOf(prepaid.desktops) },
    fastVolumeId: fast.desktops[0]?.disks[0]?.volumeId ?? "",
    ...made,
  };
}
