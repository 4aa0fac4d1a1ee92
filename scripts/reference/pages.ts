// Which name is told on which page of docs/resources, and what stands at the head of each.

import { lacking } from "./complete.ts";
import { type Page, pageText } from "./page.ts";
import { type Package, read } from "./read.ts";
import { type ExportedSymbol, symbolsOf } from "./symbols.ts";

export const provider: Package = { entry: "provider/index.ts", tsconfig: "provider/tsconfig.json" };
export const simulator: Package = {
  entry: "simulator/index.ts",
  tsconfig: "simulator/tsconfig.json",
  // They follow from the schemas, which the simulator tells itself: at `/_sim/acts` and `/_sim/faults/kinds`.
  kept: ["ActName", "ActAsked", "EffectName", "Effects", "PoolAttributes", "table"],
};

interface Plan extends Omit<Page, "symbols"> {
  /** Where its names are declared. */
  readonly from: RegExp;
}

const ofResource = (guide: string): string =>
  `Every argument takes a value or an output. What all resources take is in [shared.md](shared.md); the story of it is in ${guide}.`;

const plans: readonly Plan[] = [
  {
    file: "desktop-pool.md",
    title: "DesktopPool",
    head: ofResource("[desktop-pool.md](../desktop-pool.md)"),
    from: /resources\/desktop-pool/,
  },
  {
    file: "pool-volume-set.md",
    title: "PoolVolumeSet",
    head: ofResource("[disks.md](../disks.md)"),
    from: /resources\/pool-volume/,
  },
  {
    file: "desktop-volume-set.md",
    title: "DesktopVolumeSet",
    head: ofResource("[desktop-disks.md](../desktop-disks.md)"),
    from: /resources\/desktop-volume/,
  },
  {
    file: "retired-desktops.md",
    title: "RetiredDesktops",
    head: ofResource("[retire.md](../retire.md)"),
    from: /resources\/retired-desktops/,
  },
  {
    file: "functions.md",
    title: "Functions",
    head: "What a program asks of pools that exist. The story of it is in [functions.md](../functions.md), the kinds of errors in [errors.md](../errors.md).",
    from: /functions\//,
  },
  {
    file: "shared.md",
    title: "What resources share",
    head: "Arguments and words that several resources have. What is left out comes from the [configuration](../configuration.md); consents are explained in [arguments.md](../arguments.md).",
    from: /resources\//,
  },
  {
    file: "simulator.md",
    title: "The simulator as a library",
    head: "What `huaweicloud-workspace-simulator` exports to a test. The story of it is in its [README](../../simulator/README.md).",
    from: /simulator|./,
  },
];

export interface Reference {
  /** The text of each page by its name. */
  readonly pages: Readonly<Record<string, string>>;
  /** What is missing in the comments, one line each. */
  readonly faults: readonly string[];
}

/** The pages of the packages, and what their comments lack. The first one's have to say everything that a table has. */
export async function reference(full: Package, others: readonly Package[]): Promise<Reference> {
  const first = await read(full);
  const rest = await Promise.all(others.map(read));
  const own = symbolsOf(first.project);
  const symbols = [...own, ...rest.flatMap(({ project }) => symbolsOf(project))];
  const faults = [...first.faults, ...lacking(own), ...rest.flatMap((reading) => reading.faults)];
  return { pages: pagesOf(symbols), faults };
}

function pagesOf(symbols: readonly ExportedSymbol[]): Record<string, string> {
  const fileOf = (symbol: ExportedSymbol) => plans.find(({ from }) => from.test(symbol.file))?.file ?? "";
  const places = new Map(symbols.map((symbol) => [symbol.name, fileOf(symbol)]));
  const pages = plans
    .map((plan) => ({ ...plan, symbols: inOrder(symbols.filter((symbol) => fileOf(symbol) === plan.file)) }))
    .filter(({ symbols: own }) => own.length > 0);
  const linkFrom = (file: string) => (name: string) => {
    const page = places.get(name);
    if (page === undefined) return undefined;
    return `${page === file ? "" : page}#${name.toLowerCase()}`;
  };
  return {
    ...Object.fromEntries(pages.map((page) => [page.file, pageText(page, linkFrom(page.file))])),
    "README.md": indexText(pages),
  };
}

/** What a program writes first: the class or the functions, then their arguments, then the rest. */
function inOrder(symbols: readonly ExportedSymbol[]): ExportedSymbol[] {
  const classes = symbols.filter(({ kind }) => kind === "class").map(({ name }) => `${name}Args`);
  const rank = ({ name, kind }: ExportedSymbol): number => {
    if (kind === "class" || kind === "function") return 0;
    if (classes.includes(name)) return 1;
    return name.endsWith("Args") ? 2 : 3;
  };
  return [...symbols].sort((a, b) => rank(a) - rank(b));
}

function indexText(pages: readonly Page[]): string {
  const rows = pages.map(({ file, title, symbols }) => {
    const names = symbols.map(({ name }) => `[\`${name}\`](${file}#${name.toLowerCase()})`);
    return `| [${title}](${file}) | ${names.join(", ")} |`;
  });
  return `# Reference

Every public name, with its unit, range, default, and what a change of it does to the pool and to running desktops. The pages are written
from the comments in the sources (\`npm run documents\`), which editors show too; \`npm run check\` fails where a name has none.

| page | names |
| --- | --- |
${rows.join("\n")}

A range is what the preview takes; what the service refuses beyond it is told with its own words. "No call" means that a change makes no
request that changes anything; "what a change does" is about desktops that exist, unless it says more.
`;
}
