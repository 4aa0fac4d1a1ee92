// The jobs that go on, and the last that have ended.

import { fill, make, onChange } from "./dom.js";
import { count, short, time } from "./words.js";

export function createJobs(root) {
  const list = make("div");
  root.append(make("h2", { id: "jobs-title" }, "Jobs"), list);
  const draw = onChange((jobs, names) => {
    if (jobs.length === 0) fill(list, make("p", { class: "quiet" }, "No job yet."));
    else
      fill(
        list,
        make(
          "ul",
          { class: "plain" },
          jobs.map((job) => drawJob(job, names)),
        ),
      );
  });
  return {
    show: ({ overview: { jobs, pools } }) => draw(jobs, Object.fromEntries(pools.map(({ id, name }) => [id, name]))),
  };
}

function drawJob(job, names) {
  const { id, kind, pools, state, process, parts, succeeded, failed, failure, actor, startedAt, endedAt } = job;
  const places = pools.map((pool) => names[pool] ?? `${short(pool)} (gone)`).join(", ");
  const told = [`${succeeded} of ${count(parts, "part")} done`, failed > 0 && `${failed} failed`].filter(Boolean);
  return make(
    "li",
    { class: "job" },
    make(
      "div",
      { class: "bar" },
      make("strong", {}, kind),
      make("span", { class: `state ${state}` }, failed > 0 && succeeded > 0 ? `${state}, partly` : state),
    ),
    make("div", { class: "quiet" }, places, " · ", make("span", { title: id }, short(id)), ` · ${actor}`),
    endedAt === null &&
      make(
        "div",
        { class: "progress" },
        make("progress", { max: "100", value: `${process}`, "aria-label": `Progress of ${kind}` }),
        ` ${process} %`,
      ),
    make("div", { class: "quiet" }, `${told.join(", ")} · ${time(startedAt)}${endedAt ? ` – ${time(endedAt)}` : ""}`),
    failure && make("div", { class: "bad" }, `${failure.code}: ${failure.reason}`),
  );
}
