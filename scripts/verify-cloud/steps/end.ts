// The end of the story: the desktop goes, the pool goes, and both are gone.

import { at, listAt, textAt } from "../json.ts";
import { judgeAnswer, need, type Step, waitFor } from "../visit.ts";

export const removeAll: Step = {
  title: "remove the desktop and the pool",
  calls: [
    "POST /desktops/batch-delete, without a mail",
    "GET /workspace-sub-jobs?job_id={job}, until they have ended",
    "GET /desktop-pools/{pool}/desktops, until there is none",
    "DELETE /desktop-pools/{pool}",
    "GET /desktop-pools/{pool}",
  ],
  lines: ["desktops-delete-202", "desktops-delete-sub-jobs", "pool-delete-204", "pool-gone-after-delete"],
  async run(visit) {
    const { cloud, verdicts, found } = visit;
    const path = `/desktop-pools/${found.poolId}`;
    const body = { desktop_ids: [found.desktopId], email_notification: false };
    const asked = await cloud.send({ method: "POST", path: "/desktops/batch-delete", body });
    judgeAnswer(visit, "desktops-delete-202", asked, { status: 202 });
    const query = { job_id: textAt(need(asked, "the deletion of the desktop").body, "job_id"), limit: 100 };
    const words = await waitFor(visit, "the desktop's deletion ends", async () => {
      const { body } = await cloud.send({ method: "GET", path: "/workspace-sub-jobs", query });
      const parts = listAt(body, "jobs").map((part) => textAt(part, "status"));
      return parts.length > 0 && parts.every((word) => /^(SUCCESS|FAIL|FAILED)$/.test(word)) ? parts : undefined;
    });
    verdicts.judge("desktops-delete-sub-jobs", words.join() === "SUCCESS", words.join());
    if (words.some((word) => word !== "SUCCESS"))
      throw new Error(`the deletion of the desktop ended as ${words.join()}`);
    await waitFor(visit, "the pool has no desktop", async () => {
      const { body } = await cloud.send({ method: "GET", path: `${path}/desktops`, query: { limit: 100 } });
      return at(body, "total_count") === 0 ? true : undefined;
    });
    const deleted = await cloud.send({ method: "DELETE", path });
    verdicts.judge(
      "pool-delete-204",
      deleted.status === 204 && deleted.text === "",
      `${deleted.status} ${deleted.text}`,
    );
    judgeAnswer(visit, "pool-gone-after-delete", await cloud.send({ method: "GET", path }), { status: 404 });
  },
};
