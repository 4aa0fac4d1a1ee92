/** How a person changes the program: any change that can be written, wise or not. */
import type { Command, Edit } from "./history.ts";
import { factsOf, type Life } from "./life.ts";
import { claimsOf } from "./replaced.ts";
import { type Disk, type Written, withKey, withoutKey } from "./written.ts";

const edits: readonly string[] = [
  "declare",
  "grow",
  "drop",
  "rename",
  "replace",
  "on undeclared",
  "patience",
  "whom",
  "protect",
  "take",
  "adopt false",
  "consent",
  "desktops",
  "describe",
  "force destroy",
  "set",
  "go back",
];

export const isEdit = (command: Command): command is Edit => edits.includes(command.do);

export function edited(life: Life, edit: Edit): Written {
  const { written } = life;
  switch (edit.do) {
    case "consent":
      return { ...written, allowDataLoss: { ...written.allowDataLoss, [edit.key]: edit.text } };
    case "desktops":
      return withDesktops(life, edit);
    case "describe":
      return { ...written, description: edit.text };
    case "on undeclared":
      return insisting(written, edit.fail);
    case "whom":
      return { ...written, handleType: edit.handleType };
    case "patience":
      return { ...written, minutes: edit.minutes };
    case "force destroy":
      return { ...written, forceDestroy: edit.on };
    case "set":
      return { ...written, hasSet: edit.on };
    case "go back":
      return life.lastGood;
    default:
      return withEditedKey(life, edit);
  }
}

type KeyEdit = Extract<Edit, { key: string }>;

function withEditedKey(life: Life, edit: KeyEdit): Written {
  const { written } = life;
  const disk = written.keys[edit.key];
  if (edit.do === "declare") return withKey(written, edit.key, { ...disk, type: edit.type, size: edit.size });
  if (edit.do === "take") return taking(life, edit);
  if (disk === undefined) return written;
  if (edit.do === "rename") return renaming(written, edit, disk);
  if (edit.do === "replace") return replacing(written, edit, disk);
  const changed = changedDisk(disk, edit);
  return changed === undefined ? withoutKey(written, edit.key) : withKey(written, edit.key, changed);
}

function insisting(written: Written, fail: boolean): Written {
  const { onUndeclared: _old, ...others } = written;
  return fail ? { ...others, onUndeclared: "fail" } : others;
}

/** With the line that says so, or as people do it who have not read about that line. */
function renaming(written: Written, { key, to, says }: Extract<Edit, { do: "rename" }>, disk: Disk): Written {
  const moved = withKey(withoutKey(written, key), to, disk);
  return says === true ? { ...moved, renamed: { ...written.renamed, [key]: to } } : moved;
}

/** Another disk under the same key, and the word that the data of the old one may go. */
function replacing(
  written: Written,
  { key, type, size, text }: Extract<Edit, { do: "replace" }>,
  { id: _adopted, ...disk }: Disk,
): Written {
  const changed = withKey(written, key, { ...disk, type, size });
  return { ...changed, allowDataLoss: { ...written.allowDataLoss, [key]: text } };
}

function changedDisk(disk: Disk, edit: KeyEdit): Disk | undefined {
  if (edit.do === "grow") return { ...disk, size: disk.size + 10 };
  if (edit.do === "protect") return { ...disk, deletionProtection: edit.on };
  if (edit.do === "adopt false") return { ...disk, adopt: false };
  return edit.do === "drop" ? undefined : disk;
}

/** A disk of the pool that has no key, as the service shows it; one that has a key where there is no other. */
function taking(life: Life, { key, nth }: Extract<Edit, { do: "take" }>): Written {
  const facts = factsOf(life);
  const claimed = Object.values(claimsOf(facts));
  const all = facts.pool?.disks ?? [];
  const free = all.filter((d) => !claimed.includes(d.id));
  const among = free.length > 0 ? free : all;
  const disk = among[nth % Math.max(1, among.length)];
  if (disk === undefined) return life.written;
  return withKey(life.written, key, { id: disk.id, type: disk.type, size: disk.size });
}

/** With as many names as desktops have to go, or with none. */
function withDesktops(life: Life, { size, named }: Extract<Edit, { do: "desktops" }>): Written {
  const { scaleDown: _old, ...written } = life.written;
  const desktops = factsOf(life).pool?.desktops ?? [];
  const desktopIds = desktops.slice(size).map((d) => d.id);
  if (!named || desktopIds.length === 0) return { ...written, size };
  return { ...written, size, scaleDown: { reason: `to ${size} at ${life.log.length}`, which: { desktopIds } } };
}
