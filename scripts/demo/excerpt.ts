// Which lines of the real `pulumi` output the demo shows: what is going to happen, how it went on, what came of it. Left out
// are repetitions (the engine prints every message in the row and again under Diagnostics), addresses and empty lines.

export interface Shown {
  readonly text: string;
  readonly as: "line" | "live" | "harm" | "bad";
  /** Of `live`: what goes on. The last line of each stays. */
  readonly task?: string;
}

/** Takes the lines of one command, one after the other, and answers those that matter. */
export type Excerpt = (line: string) => Shown | undefined;

/** The parts of an output, by the line that begins them. */
const sections = [
  "Previewing",
  "Updating",
  "Destroying",
  "Diagnostics:",
  "Outputs:",
  "Resources:",
  "Duration:",
] as const;
type Section = (typeof sections)[number];

export function createExcerpt(): Excerpt {
  let section: Section | undefined;
  let isPreview = false;
  return (raw) => {
    section = sections.find((name) => raw.startsWith(name)) ?? section;
    if (section === "Previewing") isPreview = true;
    if (section === "Updating" || section === "Destroying") isPreview = false;
    // A preview's outputs are unknown, or the old ones.
    if (section === "Outputs:" && isPreview) return undefined;
    const line = raw.trimEnd().replace(cut, "");
    return line === "" || isNoise(line) ? undefined : readers[section ?? "Resources:"](line);
  };
}

/** Long, and the same in every line. The demo's first lines say that it is cut off. */
const cut = /pulumi-nodejs:dynamic\/workspace:|(?<=^ {4})pulumi:pulumi:Stack \S+ +(?=\S)|\[diff: \S+\]; /g;

const isNoise = (line: string): boolean =>
  line.startsWith("@") || /\[(id|urn)=|\(hidden\)|^(Previewing|Updating|Destroying|Diagnostics:)/.test(line);

const asLine = (text: string): Shown => ({ as: "line", text });

/** Outside of its sections the CLI prints the words of a diff, and good-bye lines about the stack. */
const readers: Readonly<Record<Section, Excerpt>> = {
  Previewing: previewLine,
  Updating: row,
  Destroying: row,
  "Diagnostics:": (line) => (/^ +error: /.test(line) ? { as: "bad", text: line } : undefined),
  "Outputs:": asLine,
  "Resources:": (line) => words(line) ?? (/^(Resources:| +([-+~] )?\d+ )/.test(line) ? asLine(line) : undefined),
  "Duration:": (line) => (line.startsWith("Duration:") ? asLine(line) : undefined),
};

/** The words of `preview --diff` come on stderr, without a row. */
function words(line: string): Shown | undefined {
  if (line.startsWith("warning: ")) return { as: "harm", text: line };
  return /^(adds|expands|takes|creates) /.test(line) ? asLine(line) : undefined;
}

/** Of a diff: what changes, with the braces around it. Fields that stay as they are stand at the first level. */
function previewLine(line: string): Shown | undefined {
  const isChanged = /^ {4}[-+~] \w+: \(/.test(line) || /^ {6,}([-+~}]| {8,}\w)/.test(line);
  return words(line) ?? (isChanged ? asLine(line) : undefined);
}

/** A resource with what is done to it, or a line that is nobody's: no deletion can name its resource. */
const rowPattern = /^ [-+~ ] {2}(?<resource>(?:DesktopPool|PoolVolumeSet) \S+) +(?<rest>.+)$/;

function row(line: string): Shown | undefined {
  const { resource, rest } = rowPattern.exec(line)?.groups ?? {};
  if (resource === undefined || rest === undefined) return undefined;
  const task = /[a-z]+ing \d+ [a-z]+(?=: \d+ %)/.exec(rest)?.[0];
  if (task !== undefined) return { as: "live", text: line, task: `${resource} ${task}` };
  return isResult(rest) || isExactPlan(rest) ? asLine(line) : undefined;
}

const isResult = (rest: string): boolean => /^(created|updated|deleted) \(|: deleted /.test(rest);

/** The first line of an update, made from what was there a moment ago. The preview's line has the date of what it knows. */
const isExactPlan = (rest: string): boolean =>
  /^(creating|updating) .*\b(adds disk|expands disk|DELETES DATA)/.test(rest) && !rest.includes("when last read");
