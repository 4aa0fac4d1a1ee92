/** How a person changes the program of an estate: any change that can be written, wise or not. */
import { withoutId } from "../written.ts";
import type { Edit } from "./history.ts";
import type { Desktop, Life } from "./life.ts";
import { factsOf } from "./life.ts";
import type { Desk, Disks, Retired, Written } from "./written.ts";

const names: Readonly<Record<Edit["do"], true>> = {
  size: true,
  describe: true,
  product: true,
  users: true,
  autoscale: true,
  emails: true,
  "force destroy": true,
  declare: true,
  grow: true,
  drop: true,
  desk: true,
  "no desk": true,
  retire: true,
  "retire a stranger's": true,
  "forget the retired": true,
  "go back": true,
};

export const isEdit = (command: { readonly do: string }): command is Edit => Object.hasOwn(names, command.do);

export function edited(life: Life, edit: Edit): Written {
  const { written } = life;
  const desktops = factsOf(life).pool?.desktops ?? [];
  switch (edit.do) {
    case "size":
      return resized(life, edit, desktops);
    case "describe":
      return { ...without(written, "description"), ...(edit.text === undefined ? {} : { description: edit.text }) };
    case "product":
      return { ...written, productId: edit.productId };
    case "users":
      return { ...without(written, "users"), ...(edit.users === undefined ? {} : { users: edit.users }) };
    case "autoscale":
      return { ...written, autoscale: edit.on };
    case "emails":
      return { ...written, emails: edit.on };
    case "force destroy":
      return { ...written, forceDestroy: edit.on };
    case "desk":
      return onDesk(written, desktops[edit.nth % Math.max(1, desktops.length)]);
    case "no desk":
      return without(written, "desk");
    case "retire":
      return retiring(life, desktops[edit.nth % Math.max(1, desktops.length)], edit.evenInUse);
    case "retire a stranger's":
      return retiring(life, factsOf(life).lab?.desktops[0], true);
    case "forget the retired":
      return without(written, "retired");
    case "go back":
      return life.lastGood;
    default:
      return withDisks(written, edit);
  }
}

export function without<K extends keyof Written>(written: Written, name: K): Omit<Written, K> & Written {
  const { [name]: _gone, ...others } = written;
  return others as Omit<Written, K> & Written;
}

/** With a consent of its own, with the one that stands there already, or with none. */
function resized(
  { written, log }: Life,
  { size, lets }: Extract<Edit, { do: "size" }>,
  there: readonly Desktop[],
): Written {
  if (lets === undefined) return { ...written, size };
  if (lets === "nobody") return { ...without(written, "scaleDown"), size };
  const which = lets === "named" ? { desktopIds: there.slice(size).map((d) => d.id) } : lets;
  if (typeof which === "object" && which.desktopIds.length === 0) return { ...written, size };
  return { ...written, size, scaleDown: { reason: `to ${size} at ${log.length}`, which } };
}

function onDesk(written: Written, desktop: Desktop | undefined): Written {
  if (desktop === undefined || desktop.id === written.desk?.desktopId) return written;
  const desk: Desk = { desktopId: desktop.id, keys: { x: { type: "SAS", size: 10 } } };
  return { ...written, desk };
}

function retiring({ written, log }: Life, desktop: Desktop | undefined, evenInUse: boolean): Written {
  if (desktop === undefined) return written;
  const { desktops = {}, allowInUse = {} } = written.retired ?? {};
  const retired: Retired = {
    desktops: { ...desktops, [desktop.name]: desktop.id },
    allowInUse: evenInUse ? { ...allowInUse, [desktop.name]: `at ${log.length}` } : allowInUse,
  };
  return { ...written, retired };
}

type DiskEdit = Extract<Edit, { of: "pool" | "desk" }>;

function withDisks(written: Written, edit: DiskEdit): Written {
  if (edit.of === "pool") return { ...written, keys: changed(written.keys, edit) };
  const { desk } = written;
  return desk === undefined ? written : { ...written, desk: { ...desk, keys: changed(desk.keys, edit) } };
}

function changed(disks: Disks, edit: DiskEdit): Disks {
  const disk = disks[edit.key];
  if (edit.do === "declare") return { ...disks, [edit.key]: { type: edit.type, size: edit.size } };
  if (disk === undefined) return disks;
  if (edit.do === "grow") return { ...disks, [edit.key]: { ...withoutId(disk), size: disk.size + 10 } };
  const { [edit.key]: _gone, ...others } = disks;
  return others;
}
