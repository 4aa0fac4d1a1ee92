// The smallest pool: one desktop, no data disk. Made, looked at, updated.

import { wordsOf } from "../cloud.ts";
import { follow, jobLines } from "../jobs.ts";
import { at, listAt, textAt } from "../json.ts";
import { judgeAnswer, need, type Step, type Visit, waitFor } from "../visit.ts";

export const create: Step = {
  title: "make a pool of one desktop and no data disk",
  calls: [
    "POST /desktop-pools",
    "GET /desktop-pools?name={name}, until it is STEADY",
    "GET /workspace-jobs/{job}, GET /workspace-sub-jobs",
  ],
  lines: [
    "pool-create-200",
    "accepted-only-job-id",
    "pool-listed-at-once",
    "pools-name-is-fuzzy",
    "pool-status-while-made",
    "pool-status-steady",
    "job-type-create-pool",
    ...jobLines,
  ],
  costs: "one desktop, from here on until it is removed",
  async run(visit) {
    const { cloud, verdicts, found } = visit;
    const reply = need(await cloud.send({ method: "POST", path: "/desktop-pools", body: bodyOf(visit) }), "the create");
    judgeAnswer(visit, "pool-create-200", reply, { status: 200 });
    judgeJobIdOnly(visit, reply.body);
    const early = await poolsLike(visit, visit.settings.pool.name);
    verdicts.judge("pool-listed-at-once", early.length === 1, `${early.length} pools`);
    const status = textAt(early[0], "status");
    if (early.length > 0) verdicts.judge("pool-status-while-made", status === "TEMPORARY", status);
    await follow(visit, textAt(reply.body, "job_id"), { id: "job-type-create-pool", word: "createDesktopPool" });
    found.poolId = await waitFor(visit, "the pool is STEADY", async () => {
      const [pool] = await poolsLike(visit, visit.settings.pool.name);
      return textAt(pool, "status") === "STEADY" ? textAt(pool, "id") : undefined;
    });
    verdicts.judge("pool-status-steady", true, "STEADY");
    const part = await poolsLike(visit, visit.settings.pool.name.slice(1, -1));
    verdicts.judge("pools-name-is-fuzzy", part.length === 1, `${part.length} pools`);
  },
};

function bodyOf({ settings: { pool } }: Visit): object {
  return {
    name: pool.name,
    type: "DYNAMIC",
    size: 1,
    product_id: pool.product,
    image_type: pool.imageType,
    image_id: pool.image,
    subnet_ids: [pool.subnet],
    ...(pool.vpc ? { vpc_id: pool.vpc } : {}),
    root_volume: { type: pool.diskType, size: 80 },
    description: "made by verify:cloud, and removed by it",
  };
}

export function judgeJobIdOnly({ verdicts }: Visit, body: unknown): void {
  const names = Object.keys(typeof body === "object" && body !== null ? body : {});
  verdicts.judge("accepted-only-job-id", names.join() === "job_id" && textAt(body, "job_id") !== "", names.join(", "));
}

async function poolsLike({ cloud }: Visit, name: string): Promise<readonly unknown[]> {
  const reply = need(await cloud.send({ method: "GET", path: "/desktop-pools", query: { name } }), "GET desktop-pools");
  return listAt(reply.body, "desktop_pools");
}

export const look: Step = {
  title: "look at the pool, its desktop and its users, and change its description",
  calls: [
    "GET /desktop-pools/{pool}",
    "GET /desktop-pools/{pool}/desktops, and with limit=101",
    "GET /desktop-pools/{pool}/inconsistent-statics",
    "GET /desktop-pools/{pool}/users",
    "GET /desktops?pool_id={pool}",
    "PUT /desktop-pools/{pool}",
    "DELETE /desktop-pools/{pool}, which has a desktop",
  ],
  lines: [
    "pool-charging-mode-1",
    "pool-root-volume-id",
    "pool-no-image-type",
    "pool-no-authorized-objects",
    "pool-newer-fields",
    "pool-desktop-count",
    "pool-desktops-total",
    "pool-desktops-limit-100",
    "desktop-active",
    "statics-zero",
    "users-published",
    "desktops-list-status",
    "pool-put-200",
    "pool-put-keeps-others",
    "pool-delete-with-desktop-409",
  ],
  async run(visit) {
    const { cloud, found } = visit;
    const path = `/desktop-pools/${found.poolId}`;
    const pool = need(await cloud.send({ method: "GET", path }), "GET the pool").body;
    judgePool(visit, pool);
    await judgeDesktops(visit, path);
    const tooMany = await cloud.send({ method: "GET", path: `${path}/desktops`, query: { limit: 101 } });
    judgeAnswer(visit, "pool-desktops-limit-100", tooMany, { status: 400 });
    const users = await cloud.send({ method: "GET", path: `${path}/users`, query: { limit: 100 } });
    judgeAnswer(visit, "users-published", users, { status: 200 });
    const put = await cloud.send({ method: "PUT", path, body: { description: "still made by verify:cloud" } });
    judgeAnswer(visit, "pool-put-200", put, { status: 200 });
    const after = (await cloud.send({ method: "GET", path })).body;
    const kept = ["name", "type", "ou_name"].every((name) => textAt(after, name) === textAt(pool, name));
    const set = textAt(after, "description") === "still made by verify:cloud";
    visit.verdicts.judge("pool-put-keeps-others", kept && set, JSON.stringify(after).slice(0, 200));
    const refused = await cloud.send({ method: "DELETE", path });
    judgeAnswer(visit, "pool-delete-with-desktop-409", refused, { status: 409, code: "WKS.00010032" });
  },
};

function judgePool({ verdicts }: Visit, pool: unknown): void {
  const charging = JSON.stringify(at(pool, "charging_mode"));
  verdicts.judge("pool-charging-mode-1", charging === '"1"', charging ?? "none");
  const rootId = textAt(pool, "root_volume", "id");
  verdicts.judge("pool-root-volume-id", rootId !== "", rootId);
  for (const [id, name] of [
    ["pool-no-image-type", "image_type"],
    ["pool-no-authorized-objects", "authorized_objects"],
  ] as const) {
    verdicts.judge(id, at(pool, name) === undefined, `${name}: ${JSON.stringify(at(pool, name))}`);
  }
  const newer = ["vpc_id", "subnet_ids"].filter((name) => at(pool, name) !== undefined);
  verdicts.judge("pool-newer-fields", newer.length > 0, newer.join(", ") || "none of them");
  verdicts.judge("pool-desktop-count", at(pool, "desktop_count") === 1, String(at(pool, "desktop_count")));
}

async function judgeDesktops({ cloud, found, verdicts }: Visit, path: string): Promise<void> {
  const reply = need(await cloud.send({ method: "GET", path: `${path}/desktops` }), "GET the pool's desktops");
  const [desktop] = listAt(reply.body, "pool_desktops");
  found.desktopId = textAt(desktop, "desktop_id");
  verdicts.judge("pool-desktops-total", at(reply.body, "total_count") === 1, String(at(reply.body, "total_count")));
  verdicts.judge("desktop-active", textAt(desktop, "status") === "ACTIVE", textAt(desktop, "status"));
  const statics = await cloud.send({ method: "GET", path: `${path}/inconsistent-statics` });
  const counts = ["product_id", "image_id", "disk_num", "disk_size"].map((name) => at(statics.body, name));
  verdicts.judge(
    "statics-zero",
    counts.every((count) => count === 0),
    wordsOf(statics),
  );
  const list = await cloud.send({ method: "GET", path: "/desktops", query: { pool_id: found.poolId, limit: 100 } });
  const status = textAt(listAt(list.body, "desktops")[0], "status");
  verdicts.judge("desktops-list-status", status !== "", status === "" ? "no status" : status);
}
