// What each cell of the grid is: a desktop's copy of a pool's disk, held against the pool and against what was lost.

import { gb } from "./words.js";

/** How many disks that nobody has any more are still shown. */
const mostGone = 3;

export const legend = [
  ["same", "50 GB", "as in the pool"],
  ["grown", "▲ 80 GB", "was enlarged"],
  ["differs", "≠ 50 GB", "another size than in the pool"],
  ["missing", "○ missing", "the pool has it, the desktop does not"],
  ["own", "+ 20 GB", "the desktop's own, not of the pool"],
  ["lost", "✕ 50 GB", "deleted, and its data lost"],
];

/** Columns and rows of a pool. `lost` are the ledger's lines that lost data in it. */
export function gridOf(pool, lost) {
  const columns = [
    { ...pool.rootDisk, title: "System" },
    ...pool.disks.map((disk, place) => ({ ...disk, title: `Disk ${place + 1}` })),
    ...formerDisks(pool, lost),
  ];
  const rows = pool.desktops.map((desktop) => {
    const gone = lost.filter((line) => line.desktop === desktop.id);
    return { desktop, cells: columns.map((column) => cellOf(desktop, column, gone)), own: ownOf(desktop, gone) };
  });
  return { columns, rows };
}

/** Disks the pool has no more: still on a desktop, or lost. */
function formerDisks(pool, lost) {
  const present = new Set(pool.disks.map(({ id }) => id));
  const desktops = new Set(pool.desktops.map(({ id }) => id));
  const left = pool.desktops
    .flatMap(({ disks }) => disks)
    .map(({ poolDiskId, type, size }) => [poolDiskId, type, size]);
  const deleted = lost.filter(({ desktop }) => desktops.has(desktop)).map(({ disk, type, size }) => [disk, type, size]);
  const latest = new Map([...deleted.reverse().slice(0, 500), ...left].map((row) => [row[0], row]));
  const former = [...latest.values()].filter(([id]) => id !== undefined && !present.has(id));
  const held = new Set(left.map(([id]) => id));
  const gone = former.filter(([id]) => !held.has(id)).slice(0, mostGone);
  const shown = [...former.filter(([id]) => held.has(id)), ...gone];
  return shown.map(([id, type, size]) => ({ id, type, size, title: "Former disk", former: true }));
}

function cellOf(desktop, column, gone) {
  const disk = [desktop.rootDisk, ...desktop.disks].find(({ poolDiskId }) => poolDiskId === column.id);
  if (disk) return presentCell(disk, column);
  const loss = gone.findLast((line) => line.disk === column.id);
  if (loss) return lostCell(loss);
  return column.former ? { kind: "none", text: "–" } : { kind: "missing", text: "○ missing" };
}

function presentCell({ size, dataGb }, column) {
  // What was written fills a disk as it was at first; a root disk holds nobody's data, so nothing tells how large it was.
  const was = dataGb > 0 && size > dataGb ? `was ${dataGb}` : undefined;
  if (column.former) return { kind: "own", text: `+ ${gb(size)}`, note: "pool has it no more" };
  if (size !== column.size) return { kind: "differs", text: `≠ ${gb(size)}`, note: `pool: ${column.size}` };
  return was ? { kind: "grown", text: `▲ ${gb(size)}`, note: was } : { kind: "same", text: gb(size) };
}

const lostCell = ({ dataLostGb, actor }) => ({ kind: "lost", text: `✕ ${gb(dataLostGb)}`, note: "lost", actor });

/** Disks that never were the pool's, and those of them that were lost. */
function ownOf(desktop, gone) {
  const own = desktop.disks.filter(({ poolDiskId }) => !poolDiskId);
  const kept = own.map(({ size }) => ({ kind: "own", text: `+ ${gb(size)}` }));
  return [...kept, ...gone.filter(({ disk }) => !disk).map(lostCell)];
}
