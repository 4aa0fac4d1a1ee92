/** What a preview does to data and to people: from the resources' own warnings, and from the deletions, of which no hook speaks. Pure. */
import { type Diagnostic, kindOf, nameOf, type Preview, type Step } from "./preview.ts";

/** In the order of harm. */
export const gravities = ["error", "data", "people", "attention", "change"] as const;

export type Gravity = (typeof gravities)[number];

export interface Finding {
  readonly gravity: Gravity;
  readonly resource: string;
  /** The resource's own words, without Pulumi's. */
  readonly words: string;
}

/** The first word of a warning, as the resources write it. What begins with none of these is for attention. */
const firstWords: readonly (readonly [string, Gravity])[] = [
  ["REFUSED:", "error"],
  ["DELETES DATA:", "data"],
  ["TAKES OFF THE POOL:", "data"],
  ["NOT KNOWN YET:", "data"],
  ["STOPS DESKTOPS:", "people"],
  ["TAKES ACCESS:", "people"],
  ["NOT KNOWN YET, PEOPLE:", "people"],
];

/** Worst first; within one gravity in the order of the preview. */
export function findingsIn({ steps, diagnostics }: Preview): Finding[] {
  const said = diagnostics.flatMap(fromWords);
  // A replacement that the program asks for has been told by the resource itself; one that the command line asks for has not.
  const isTold = ({ op, urn }: Step) =>
    op === "delete-replaced" && said.some(({ gravity, resource }) => gravity === "data" && resource === nameOf(urn));
  const untold = steps.filter((step) => !isTold(step));
  const found = [...said, ...untold.flatMap(fromDeletion), ...steps.flatMap(fromOthers)];
  return found.sort((a, b) => gravities.indexOf(a.gravity) - gravities.indexOf(b.gravity));
}

function fromWords({ urn = "", message, severity }: Diagnostic): Finding[] {
  const resource = urn === "" ? "the stack" : nameOf(urn);
  const words = plain(message);
  // What another provider warns of is its own affair; what it fails with ends this preview too.
  if (words === "" || severity === "debug") return [];
  if (severity === "error") return [{ gravity: "error", resource, words }];
  if (kindOf(urn) === undefined) return [];
  const known = firstWords.find(([first]) => words.startsWith(first))?.[1];
  return [{ gravity: known ?? (severity === "warning" ? "attention" : "change"), resource, words }];
}

const plain = (message: string): string =>
  message
    .replace(/<\{%[^%]*%\}>/g, "")
    .trim()
    .replace(/^(?:error|warning): /, "");

const deletions = ["delete", "delete-replaced"];

function fromDeletion({ op, urn, oldState }: Step): Finding[] {
  const kind = kindOf(urn);
  if (kind === undefined || !deletions.includes(op)) return [];
  if (oldState?.retainOnDelete === true)
    return [
      { gravity: "change", resource: nameOf(urn), words: "leaves the program and stays in the cloud (retainOnDelete)" },
    ];
  return lossOf(kind, oldState?.outputs ?? {}).map((words) => ({ gravity: "data", resource: nameOf(urn), words }));
}

/** What a deletion takes: in a preview no hook is asked. */
function lossOf(kind: string, outputs: Outputs): string[] {
  switch (kind) {
    case "DesktopPool":
      return [
        `DELETES DATA: desktop pool ${String(outputs.poolName)} with its ${desktops(Number(outputs.desktopCount))} and all their disks${unless(outputs)}`,
      ];
    case "PoolVolumeSet":
    case "DesktopVolumeSet":
      return disksOf(outputs).map((disk) => `DELETES DATA: ${disk} on ${host(outputs)}${unless(outputs)}`);
    default:
      return [];
  }
}

type Outputs = Readonly<Record<string, unknown>>;

function disksOf({ observed }: Outputs): string[] {
  return Object.entries(asMap(observed)).map(([key, disk]) => {
    const { type, size, id } = asMap(disk);
    return `disk ${JSON.stringify(key)} (${String(type)}, ${String(size)} GB, ${String(id)})`;
  });
}

function host({ poolName, desktops: seen, desktopName, desktopId }: Outputs): string {
  if (poolName === undefined || desktopId !== undefined) return `desktop ${String(desktopName ?? desktopId)}`;
  const { count, asOf } = asMap(seen);
  return `every desktop of pool ${String(poolName)} (${desktops(Number(count))} when last read, ${String(asOf)})`;
}

/** Without the consent the deletion stops; with this gate it is asked about all the same. */
const unless = ({ forceDestroy }: Outputs): string =>
  forceDestroy === undefined || forceDestroy === false
    ? "; `pulumi up` stops there, for want of `forceDestroy` in the state"
    : "";

const desktops = (count: number): string => (count === 1 ? "1 desktop" : `${count} desktops`);

const asMap = (value: unknown): Outputs =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const ends = [...deletions, "replace", "create-replacement"];

/** Resources of other providers that end: nobody here can say what goes with them. */
function fromOthers({ op, urn, oldState }: Step): Finding[] {
  const isOurs = kindOf(urn) !== undefined || /::pulumi:(?:pulumi|providers):/.test(urn);
  if (isOurs || !ends.includes(op) || oldState?.retainOnDelete === true) return [];
  const words = `${op === "delete" ? "is deleted" : "is replaced"}: a resource of another provider (${urn.split("::").at(-2)}), which this gate cannot judge`;
  return [{ gravity: "data", resource: nameOf(urn), words }];
}
