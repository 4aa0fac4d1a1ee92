/** What a preview does to data and to people: from the resources' own warnings, and from what ends, of which no hook speaks. Pure. */
import { lossesOf } from "./losses.ts";
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
export function findingsIn(preview: Preview): Finding[] {
  // A replacement may be written out in several steps.
  const ending = uniqueIn(preview.steps.flatMap((step) => [...fromEnd(step, preview), ...fromOthers(step)]));
  const found = [...preview.diagnostics.flatMap(fromWords), ...ending];
  return found.sort((a, b) => gravities.indexOf(a.gravity) - gravities.indexOf(b.gravity));
}

interface OfStep extends Finding {
  readonly urn: string;
}

const uniqueIn = (findings: readonly OfStep[]): Finding[] => [
  ...new Map(findings.map(({ urn, ...finding }) => [`${urn} ${finding.words}`, finding])).values(),
];

function fromWords({ urn = "", message, severity }: Diagnostic): Finding[] {
  const resource = urn === "" ? "the stack" : nameOf(urn);
  const words = plain(message);
  // What another provider warns of is its own affair; what it fails with ends this preview too.
  if (words === "" || severity === "debug") return [];
  if (severity === "error") return [{ gravity: "error", resource, words }];
  if (kindOf(urn) === undefined) return fromStream(words);
  return [{ gravity: gravityOf(words) ?? (severity === "warning" ? "attention" : "change"), resource, words }];
}

const gravityOf = (words: string): Gravity | undefined => firstWords.find(([first]) => words.startsWith(first))?.[1];

/** A warning that did not reach the engine's log stands on the provider's standard output, without the resource, under its name. */
function fromStream(line: string): Finding[] {
  const first = firstWords.map(([word]) => word).join("|");
  const [, resource, words] = new RegExp(`^(?:WARNING: )?(.+?): ((?:${first}).*)$`, "s").exec(line) ?? [];
  if (resource === undefined || words === undefined) return [];
  return [{ gravity: gravityOf(words) ?? "attention", resource, words }];
}

const plain = (message: string): string =>
  message
    .replace(/<\{%[^%]*%\}>/g, "")
    .trim()
    .replace(/^(?:error|warning): /, "");

/** Of a replacement Pulumi prints `replace` alone, if it is not asked for every step. */
const ownEnds = ["delete", "delete-replaced", "replace"];

/**
 * What goes with a resource that ends, but for what it has told itself: a replacement that the program asks for it tells, one that
 * an option, `state taint` or the command line asks for it does not.
 */
function fromEnd(step: Step, preview: Preview): OfStep[] {
  const { op, urn } = step;
  const kind = kindOf(urn);
  if (kind === undefined || !ownEnds.includes(op)) return [];
  const about = { urn, resource: nameOf(urn) };
  const harmless = kind === "RetiredDesktops" ? undefined : withoutLoss(step, preview);
  if (harmless !== undefined) return [{ ...about, gravity: "change", words: harmless }];
  const told = toldBy(urn, preview);
  return lossesOf(kind, step)
    .filter(({ mark }) => mark === undefined || !told.some((words) => words.includes(mark)))
    .map(({ words }) => ({ ...about, gravity: "data", words }));
}

const toldBy = (urn: string, { diagnostics }: Preview): string[] =>
  diagnostics
    .filter((one) => one.urn === urn)
    .flatMap(fromWords)
    .flatMap(({ gravity, words }) => (gravity === "data" ? [words] : []));

function withoutLoss({ op, urn, oldState }: Step, { steps }: Preview): string | undefined {
  if (oldState?.retainOnDelete === true) return "leaves the program and stays in the cloud (retainOnDelete)";
  // Only where all steps are written out is one that is missing none.
  const ops = steps.flatMap((step) => (step.urn === urn ? [step.op] : []));
  const isDeleted = ops.includes("create-replacement") && !ops.includes("delete-replaced");
  if (op === "replace" && oldState?.pendingReplacement === true && isDeleted)
    return "is made anew: an earlier run has deleted what it was";
  return undefined;
}

const ends = [...ownEnds, "create-replacement"];

/** Resources of other providers that end: nobody here can say what goes with them. */
function fromOthers({ op, urn, oldState }: Step): OfStep[] {
  const isOurs = kindOf(urn) !== undefined || /::pulumi:(?:pulumi|providers):/.test(urn);
  if (isOurs || !ends.includes(op) || oldState?.retainOnDelete === true) return [];
  const words = `${op === "delete" ? "is deleted" : "is replaced"}: a resource of another provider (${urn.split("::").at(-2)}), which this gate cannot judge`;
  return [{ urn, gravity: "data", resource: nameOf(urn), words }];
}
