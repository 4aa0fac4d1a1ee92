// Which disks lost data: the question that all the rest is about.

import { fill, make, onChange } from "./dom.js";
import { count, gb, short, time } from "./words.js";

export function createLost(root, { onDisk }) {
  const draw = onChange((lostGb, effects) => {
    root.hidden = lostGb === 0;
    fill(
      root,
      make("h2", { id: "lost-title", class: "bad" }, `✕ ${gb(lostGb)} of data lost`),
      make(
        "ul",
        { class: "plain" },
        byDisk(effects).map((disk) => drawDisk(disk, onDisk)),
      ),
    );
  });
  return { show: ({ overview, losses }) => draw(overview.lostGb, losses.effects) };
}

/** The copies of one pool's disk are one line. */
function byDisk(effects) {
  const disks = new Map();
  for (const { disk, volume, poolName, actor, at, dataLostGb, seq } of effects) {
    const id = disk ?? volume;
    const { copies = 0, sum = 0 } = disks.get(id) ?? {};
    disks.set(id, { id, poolName, actor, at, seq, copies: copies + 1, sum: sum + dataLostGb });
  }
  return [...disks.values()].sort((a, b) => b.seq - a.seq);
}

function drawDisk({ id, poolName, actor, at, copies, sum }, onDisk) {
  const title = `Show what happened to disk ${id}`;
  return make(
    "li",
    {},
    make("strong", { class: "bad" }, gb(sum)),
    ` ${poolName}, disk `,
    make("button", { type: "button", class: "id", title, onclick: () => onDisk(id) }, short(id)),
    make("div", { class: "quiet" }, `on ${count(copies, "desktop")} · by ${actor} · ${time(at)}`),
  );
}
