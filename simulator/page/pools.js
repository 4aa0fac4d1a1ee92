// The pools: a line for each, and the grid of those that are open. Only these are asked for.

import { fill, make, onChange } from "./dom.js";
import { drawGrid, drawLegend } from "./grid.js";
import { count, gb } from "./words.js";

/** So many pools are open to begin with. */
const firstOpen = 3;

export function createPools(root, { onOpen, onDisk }) {
  const open = new Set();
  const all = new Set();
  const met = new Set();
  const known = new Map();
  const list = make("div");
  const search = make("input", { type: "search", placeholder: "name or id", oninput: () => sift() });
  const title = make("h2", {}, "Pools");
  const bar = make("div", { class: "bar" }, title, make("label", {}, "Find ", search), drawLegend());
  root.append(bar, list);

  function sift() {
    const wanted = search.value.trim().toLowerCase();
    for (const { box, pool } of known.values()) {
      box.hidden = !`${pool.name} ${pool.id}`.toLowerCase().includes(wanted);
    }
  }

  function boxOf(pool) {
    const found = known.get(pool.id);
    if (found) return found;
    if (!met.has(pool.id) && met.size < firstOpen) {
      open.add(pool.id);
      onOpen();
    }
    met.add(pool.id);
    const summary = make("summary");
    const body = make("div", { class: "body" }, make("p", { class: "quiet" }, "…"));
    const box = make("details", { class: "card pool", open: open.has(pool.id) }, summary, body);
    box.addEventListener("toggle", () => {
      if (box.open === open.has(pool.id)) return;
      if (box.open) open.add(pool.id);
      else open.delete(pool.id);
      onOpen();
    });
    const redraw = (given) => {
      const onAll = () => {
        all.add(pool.id);
        redraw(given);
      };
      fill(body, drawGrid({ ...given, all: all.has(pool.id), onDisk, onAll }));
    };
    const made = {
      box,
      summary,
      showLine: onChange((...facts) => fill(summary, ...lineOf(...facts))),
      show: onChange(redraw),
    };
    known.set(pool.id, made);
    return made;
  }

  const place = onChange(() => {
    const here = [...known.values()];
    fill(list, here.length > 0 ? here.map(({ box }) => box) : drawNothing());
    bar.querySelector("label").hidden = here.length <= 6;
    sift();
  });

  return {
    open: () => [...open],
    show({ overview: { pools, jobs }, details, past }) {
      const present = new Set(pools.map(({ id }) => id));
      for (const id of known.keys()) if (!present.has(id)) known.delete(id);
      // In the past a pool may not be there yet, and will be again.
      for (const id of open) if (past === undefined && !present.has(id)) open.delete(id);
      for (const pool of pools) {
        const box = boxOf(pool);
        box.pool = pool;
        box.showLine(
          pool,
          jobs.filter((job) => job.endedAt === null && job.pools.includes(pool.id)),
        );
        if (details.has(pool.id)) box.show(details.get(pool.id));
      }
      fill(title, `Pools (${pools.length})`);
      place([...known.keys()]);
    },
  };
}

function lineOf(pool, jobs) {
  const { name, status, type, chargingMode, desktops, disks, states, different, lostGb } = pool;
  const others = Object.entries(states).filter(([state]) => state !== "ACTIVE");
  const chip = (kind, text) => make("span", { class: `chip ${kind}` }, text);
  return [
    make("span", { class: "name" }, name),
    make("span", { class: `state ${status}` }, status),
    make("span", { class: "quiet" }, `${type.toLowerCase()}${chargingMode === "0" ? ", prepaid" : ""}`),
    make("span", { class: "quiet" }, `${count(desktops, "desktop")} × ${count(disks, "disk")}`),
    others.map(([state, number]) => chip("", `${number} ${state}`)),
    jobs.map(({ kind, process }) => chip("busy", `${kind} ${process} %`)),
    different > 0 && chip("differs", `≠ ${count(different, "desktop")} unlike the pool`),
    lostGb > 0 && chip("lost", `✕ ${gb(lostGb)} lost`),
  ];
}

function drawNothing() {
  const path = `${location.origin}/_sim/act`;
  const act = `{"do":"createPool","pool":"lab","desktops":3,"volumes":[{"size":50}]}`;
  return make(
    "div",
    { class: "card nothing" },
    make("p", {}, "There are no pools yet. Make one with the API, with “Act as another person”, or with"),
    make("pre", { tabindex: "0" }, `curl ${path} -d '${act}'`),
  );
}
