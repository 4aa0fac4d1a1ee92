// One disk: added, enlarged, removed.

import { type Reply, wordsOf } from "../cloud.ts";
import { follow } from "../jobs.ts";
import { at, listAt, textAt } from "../json.ts";
import { judgeAnswer, need, type Step, type Visit } from "../visit.ts";

const handle_type = "FOR_EXPAND_AND_ALL";

const disksOf = (visit: Visit, change: "add" | "expand" | "delete", volume: object): Promise<Reply> =>
  visit.cloud.send({
    method: "POST",
    path: `/desktop-pools/${visit.found.poolId}/volumes/batch-${change}`,
    body: { handle_type, volumes: [volume] },
  });

async function poolNow({ cloud, found }: Visit): Promise<unknown> {
  return need(await cloud.send({ method: "GET", path: `/desktop-pools/${found.poolId}` }), "GET the pool").body;
}

export const add: Step = {
  title: "add a disk of 10 GB, and ask for another while that goes on",
  calls: [
    "POST /desktop-pools/{pool}/volumes/batch-add, twice",
    "GET /desktop-pools/{pool}",
    "GET /workspace-jobs/{job}, GET /workspace-sub-jobs",
    "GET /desktop-pools/{pool}/desktops",
  ],
  lines: [
    "disk-add-200",
    "disk-add-busy-409",
    "pool-status-busy",
    "disk-add-shows-at-call",
    "job-type-add-disks",
    "disk-has-id",
    "desktop-disk-ids",
    "desktop-disk-names-pool-disk",
    "statics-zero-after-add",
  ],
  costs: "one disk of 10 GB, from here on until it is removed",
  async run(visit) {
    const { verdicts, found, settings } = visit;
    const volume = { type: settings.pool.diskType, size: 10 };
    const reply = need(await disksOf(visit, "add", volume), "the add");
    judgeAnswer(visit, "disk-add-200", reply, { status: 200 });
    const second = await disksOf(visit, "add", volume);
    judgeAnswer(visit, "disk-add-busy-409", second, { status: 409, code: "WKS.00010032" });
    const during = await poolNow(visit);
    verdicts.judge("pool-status-busy", textAt(during, "status") === "TEMPORARY", textAt(during, "status"));
    const shown = listAt(during, "data_volumes").length;
    verdicts.judge("disk-add-shows-at-call", shown > 0, `${shown} disks`);
    await follow(visit, textAt(reply.body, "job_id"), { id: "job-type-add-disks", word: "addDesktopPoolVolumes" });
    // If it was taken after all, it has to end before anything else can begin.
    if (textAt(second.body, "job_id") !== "") await follow(visit, textAt(second.body, "job_id"));
    found.diskId = textAt(listAt(await poolNow(visit), "data_volumes")[0], "id");
    verdicts.judge("disk-has-id", found.diskId !== "", found.diskId);
    await judgeDesktopDisk(visit);
  },
};

async function judgeDesktopDisk({ cloud, verdicts, found }: Visit): Promise<void> {
  const path = `/desktop-pools/${found.poolId}`;
  const { body } = await cloud.send({ method: "GET", path: `${path}/desktops`, query: { limit: 100 } });
  const disk = at(body, "pool_desktops", 0, "data_volumes", 0);
  const ids = ["id", "volume_id"].map((name) => textAt(disk, name));
  verdicts.judge("desktop-disk-ids", !ids.includes("") && !ids.includes(found.diskId), ids.join(", "));
  const join = textAt(disk, "desktop_pool_disk_id");
  verdicts.judge("desktop-disk-names-pool-disk", join === found.diskId, join || "no desktop_pool_disk_id");
  const statics = await cloud.send({ method: "GET", path: `${path}/inconsistent-statics` });
  const same = at(statics.body, "disk_num") === 0 && at(statics.body, "disk_size") === 0;
  verdicts.judge("statics-zero-after-add", same, wordsOf(statics));
}

export const grow: Step = {
  title: "enlarge the disk to 20 GB, and try to make it smaller",
  calls: [
    "POST /desktop-pools/{pool}/volumes/batch-expand, twice",
    "GET /workspace-jobs/{job}, GET /workspace-sub-jobs",
    "GET /desktop-pools/{pool}",
  ],
  lines: ["disk-expand-200", "job-type-expand-disks", "disk-expand-size-is-total", "disk-id-stays", "disk-shrink-400"],
  costs: "the disk has 20 GB instead of 10",
  async run(visit) {
    const { found, verdicts } = visit;
    const reply = await disksOf(visit, "expand", { id: found.diskId, size: 20 });
    judgeAnswer(visit, "disk-expand-200", reply, { status: 200 });
    const jobType = { id: "job-type-expand-disks", word: "expandDesktopPoolVolumes" };
    await follow(visit, textAt(need(reply, "the expansion").body, "job_id"), jobType);
    const disks = listAt(await poolNow(visit), "data_volumes");
    const sizes = disks.map((disk) => at(disk, "size"));
    verdicts.judge("disk-expand-size-is-total", sizes.includes(20), sizes.join(", "));
    const ids = disks.map((disk) => textAt(disk, "id"));
    verdicts.judge("disk-id-stays", ids.includes(found.diskId), ids.join(", "));
    const smaller = await disksOf(visit, "expand", { id: found.diskId, size: 10 });
    judgeAnswer(visit, "disk-shrink-400", smaller, { status: 400 });
  },
};

export const remove: Step = {
  title: "remove the disk",
  calls: [
    "POST /desktop-pools/{pool}/volumes/batch-delete",
    "GET /workspace-jobs/{job}, GET /workspace-sub-jobs",
    "GET /desktop-pools/{pool}",
  ],
  lines: ["disk-delete-200", "job-type-delete-disks", "disk-delete-gone", "disk-unknown-404"],
  async run(visit) {
    const { found, verdicts, settings } = visit;
    const volume = { id: found.diskId, type: settings.pool.diskType, size: 20 };
    const reply = await disksOf(visit, "delete", volume);
    judgeAnswer(visit, "disk-delete-200", reply, { status: 200 });
    const jobType = { id: "job-type-delete-disks", word: "deleteDesktopPoolVolumes" };
    await follow(visit, textAt(need(reply, "the deletion").body, "job_id"), jobType);
    const ids = listAt(await poolNow(visit), "data_volumes").map((disk) => textAt(disk, "id"));
    verdicts.judge("disk-delete-gone", !ids.includes(found.diskId), ids.join(", ") || "no disks");
    judgeAnswer(visit, "disk-unknown-404", await disksOf(visit, "delete", volume), { status: 404 });
  },
};
