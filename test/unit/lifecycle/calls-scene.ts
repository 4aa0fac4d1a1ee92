/** A pool with its desktops and jobs, small enough for a test to say where it is not as it should be, and all that was asked of it. */
import type { Context } from "../../../provider/lifecycle/hooks.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import type { About, Report } from "../../../provider/progress/report.ts";
import type { Volume } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { Accepted, Until, WorkspaceService } from "../../../provider/workspace/service.ts";
import type { Job, Pool, PoolDesktop, SubJob } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { add, expand, expandCopies, give, remove, removeCopies, setSpeed } from "./calls-effects.ts";
import { at, copy, desktop, now, poolWith, serviceOf } from "./identity-scene.ts";

/** What the service makes of a call: `effect` is what was asked for, on the pool and on the desktops that follow. */
export type Taking = (effect: () => void, cloud: Cloud, until: Until) => Promise<Accepted>;

interface Shown {
  pool: Pool | undefined;
  desktops: readonly PoolDesktop[];
  subJobs: readonly SubJob[];
  job: (jobId: string) => Job | undefined;
}

export interface Told extends Partial<Shown> {
  /** One for each call, the last for all that follow. Default: each is done at once, by a job that ends well. */
  readonly taking?: readonly [Taking, ...Taking[]];
  readonly answers?: Partial<WorkspaceService>;
}

export interface Cloud extends Shown {
  readonly service: WorkspaceService;
  readonly context: Context;
  readonly report: Report;
  /** Calls that change something, in their order. */
  readonly sent: unknown[];
  /** Reads, by their names. */
  readonly read: string[];
  /** `warn: …` */
  readonly said: string[];
  /** Of whom it was said. */
  readonly about: About[];
  readonly places: unknown[];
  seconds(): number;
  /** Some seconds from now. */
  later(seconds: number, event: () => void): void;
}

/** A job without parts that has ended so. */
export const job = (id: string, status = "SUCCESS", more: Partial<Job> = {}): Job => ({
  id,
  status,
  beginTime: at(0),
  subJobs: [],
  ...more,
});

/** Two desktops, with a copy of each of these disks, `SAS 100 GB` where only the id is said. */
export const desktopsWith = (...disks: readonly (string | Volume)[]): readonly PoolDesktop[] =>
  ["d1", "d2"].map((d) =>
    desktop(
      d,
      ...disks
        .map((one) => (typeof one === "string" ? disk(one) : one))
        .map(({ id, type, size }) => copy(id, { volumeId: `${d}-${id}`, type, size })),
    ),
  );

const accepted: Accepted = { jobId: "" };

const done: Taking = async (effect) => {
  effect();
  return accepted;
};

/** Taken, and nothing of it is ever done. */
export const lie: Taking = async () => accepted;

/** Taken, and done so many seconds later. */
export const late =
  (seconds: number): Taking =>
  async (effect, cloud) => {
    cloud.later(seconds, effect);
    return accepted;
  };

export const refusing =
  (error: Error): Taking =>
  async () => {
    throw error;
  };

const noAnswer = () => workspaceError("unknown_result", "no answer");

/** Its answer is lost, and it has never arrived. */
export const lost: Taking = async () => {
  throw noAnswer();
};

/** Its answer is lost, and it is done. */
export const doneAndLost: Taking = async (effect) => {
  effect();
  throw noAnswer();
};

export async function cloudWith({ taking = [done], answers = {}, ...told }: Told = {}): Promise<Cloud> {
  const pool = "pool" in told ? told.pool : poolWith(["x"]);
  const desktops = told.desktops ?? desktopsWith(...(pool?.dataVolumes ?? []));
  const shown: Shown = { pool, desktops, subJobs: told.subJobs ?? [], job: told.job ?? ((id) => job(id)) };
  const [sent, read, said, about, places]: [unknown[], string[], string[], About[], unknown[]] = [[], [], [], [], []];
  const events: [number, () => void][] = [];
  const left = [...taking];
  const look = <T>(name: string, answer: () => T): T => {
    read.push(name);
    for (const event of events.filter(([time]) => time <= cloud.seconds())) {
      events.splice(events.indexOf(event), 1);
      event[1]();
    }
    return answer();
  };
  const change = async (name: string, asked: object, effect: () => void, limit: Until): Promise<Accepted> => {
    await limit.beforeTry?.();
    sent.push({ [name]: asked });
    const take = (left.length > 1 ? left.shift() : left[0]) ?? done;
    const { jobId } = await take(effect, cloud, limit);
    return { jobId: jobId === "" ? `j${sent.length}` : jobId };
  };
  const service = await serviceOf({
    showDesktopPoolDetail: async () => look("pool", () => cloud.pool),
    listDesktopPools: async () => look("pools", () => (cloud.pool === undefined ? [] : [cloud.pool])),
    listPoolDesktopsDetail: async () => look("desktops", () => cloud.desktops),
    showJob: async (jobId) => look("job", () => cloud.job(jobId)),
    listItaSubJobs: async ({ jobId, jobType, statuses }) =>
      look("jobs", () =>
        cloud.subJobs.filter(
          (s) => (jobId ?? s.jobId) === s.jobId && (jobType ?? s.jobType) === s.jobType && isIn(s.status, statuses),
        ),
      ),
    listDesktops: async ({ desktopIds }) =>
      look("row", () => named(cloud.desktops, desktopIds).map(({ desktopId }) => ({ desktopId, poolId: "p" }))),
    showDesktopDetail: async (id) => look("desktop", () => cloud.desktops.find(({ desktopId }) => desktopId === id)),
    listDesktopsDetail: async ({ desktopIds }) => look("list", () => named(cloud.desktops, desktopIds)),
    addDesktopPoolVolumes: (asked, limit) => change("add", asked, () => add(cloud, asked, asked.volumes), limit),
    expandDesktopPoolVolumes: (asked, limit) => change("expand", asked, () => expand(cloud, asked), limit),
    deleteDesktopPoolVolumes: (asked, limit) => change("delete", asked, () => remove(cloud, asked), limit),
    deleteDesktopVolumes: (asked, limit) => change("delete copies", asked, () => removeCopies(cloud, asked), limit),
    expandVolumes: (asked, limit) =>
      change("expand copies", asked, () => expandCopies(cloud, asked.desktopVolumesExpansion), limit),
    addVolumes: (asked, limit) => change("give", asked, () => give(cloud, asked.desktopVolumes), limit),
    batchModifyQosVolumes: (asked, limit) => change("speed", asked, () => setSpeed(cloud, asked), limit),
    sendDesktopPoolNotifications: (asked, limit) => change("tell", asked, () => undefined, limit),
    sendNotifications: (asked, limit) => change("tell", asked, () => undefined, limit),
    ...answers,
  });
  const say = (kind: string) => async (line: string) => void said.push(`${kind}: ${line}`);
  const report = { warn: say("warn"), note: say("note"), progress: say("progress"), done: say("done") };
  const cloud: Cloud = Object.assign(shown, {
    service,
    report,
    context: {
      connect: async (where: unknown) => {
        places.push(where);
        return service;
      },
      given: () => ({}),
      report: (one: About) => {
        about.push(one);
        return report;
      },
      clock: service.clock,
      run: createRun(),
    },
    ...{ sent, read, said, about, places },
    seconds: () => Math.round((service.clock.now() - now) / 1000),
    later: (seconds: number, event: () => void) => void events.push([cloud.seconds() + seconds, event]),
  });
  return cloud;
}

const isIn = (status: string, statuses: readonly string[] | undefined) => statuses?.includes(status) ?? true;

const named = (desktops: readonly PoolDesktop[], ids: readonly string[] | undefined) =>
  desktops.filter(({ desktopId }) => ids?.includes(desktopId) ?? true);
