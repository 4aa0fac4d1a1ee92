/** What goes with one of our resources when it is deleted or replaced, by its state: in a preview no hook is asked. Pure. */
import type { Step } from "./preview.ts";
import { disksIn, isSound, setIn } from "./set-state.ts";

export interface Loss {
  readonly words: string;
  /** What the resource's own warning has in it, where it tells of this very loss. */
  readonly mark?: string;
}

/** Each thing that goes. Where nothing of the state can be read, that is said, and never left out. */
export function lossesOf(kind: string, step: Step): Loss[] {
  const outputs = step.oldState?.outputs ?? {};
  switch (kind) {
    case "DesktopPool":
      return [poolLoss(outputs)];
    case "PoolVolumeSet":
      return ofSet(outputs, poolHost(outputs));
    case "DesktopVolumeSet":
      return ofSet(outputs, `desktop ${text(outputs.desktopName) ?? text(outputs.desktopId) ?? "(name not known)"}`);
    case "RetiredDesktops":
      return retiredAnew(step);
    default:
      return [{ words: `DELETES DATA: this gate does not know what goes with a ${kind}: take a newer one` }];
  }
}

type Outputs = Readonly<Record<string, unknown>>;

function poolLoss(outputs: Outputs): Loss {
  const { poolName, desktopCount } = outputs;
  const name = text(poolName) === undefined ? "" : ` ${text(poolName)}`;
  const many = typeof desktopCount === "number" ? counted(desktopCount) : "desktops";
  const mark = `desktop pool${name} with its ${many} and all their disks`;
  return { words: `DELETES DATA: ${mark}${unless(outputs)}`, mark };
}

function ofSet(outputs: Outputs, host: string): Loss[] {
  const disks = disksIn(setIn(outputs)).map(({ words, isWithoutConsent, ...disk }) => ({
    ...disk,
    words: `DELETES DATA: ${words(host)}${isWithoutConsent === true ? "" : unless(outputs)}`,
  }));
  if (isSound(outputs)) return disks;
  return [...disks, { words: `DELETES DATA: disks on ${host}: the state does not say which${unless(outputs)}` }];
}

function poolHost({ poolName, desktops }: Outputs): string {
  const pool = text(poolName) === undefined ? "the pool" : `pool ${text(poolName)}`;
  const { count, asOf } = asMap(desktops);
  const many = typeof count === "number" ? ` (${counted(count)} when last read, ${String(asOf)})` : "";
  return `every desktop of ${pool}${many}`;
}

/** Its deletion makes no call; what takes its place goes through the whole list again. What stands in the state is gone already. */
function retiredAnew({ op, oldState, newState }: Step): Loss[] {
  if (op !== "replace") return [];
  const asked = newState?.inputs?.desktops;
  const done = asMap(oldState?.outputs?.desktops);
  const left = Object.entries(asMap(asked)).filter(([name, id]) => done[name] !== id);
  if (isMap(asked) && left.length === 0) return [];
  const named = left.map(([name, id]) => `${name} (${String(id)})`).join(", ");
  return [
    { words: `DELETES DATA: desktops ${named === "" ? "that are not known yet" : named}, with everything on them` },
  ];
}

/** Without the consent the deletion stops; with this gate it is asked about all the same. */
const unless = ({ forceDestroy }: Outputs): string =>
  forceDestroy === undefined || forceDestroy === false
    ? "; `pulumi up` stops there, for want of `forceDestroy` in the state"
    : "";

const counted = (count: number): string => (count === 1 ? "1 desktop" : `${count} desktops`);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

const asMap = (value: unknown): Outputs => (isMap(value) ? Object.fromEntries(Object.entries(value)) : {});
