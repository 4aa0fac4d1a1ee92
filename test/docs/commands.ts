// The commands that the pages tell to type, line by line, and which test types each of them.

import { blocks, isPage, type Page, prose } from "./pages.ts";
import type { TestName } from "./titles.ts";

export interface Command {
  readonly page: string;
  readonly line: string;
}

/** Pages about how this repository is made: they quote commands as facts. */
const isGuide = ({ path }: Page): boolean => !/^docs\/(?:decisions|coverage)\/|^CHANGELOG\.md$/.test(path);

const programs = "pulumi|npx|npm|node|hcloud|curl|docker|jq|git";

/** Lines of blocks of shell, and what in the text reads like a command with arguments; but for the blocks that a page's own test types. */
export function commandsOf(files: readonly Page[]): Command[] {
  return files
    .filter((file) => isPage(file) && isGuide(file))
    .flatMap(({ path, text }) => {
      const inText = [...prose(text).matchAll(new RegExp(`\`((?:${programs}) [^\`\\n]+)\``, "g"))];
      const inBlocks = sectionsOf(text).filter((section) => typedBy(section).length === 0);
      const texts = [...inBlocks.flatMap((section) => blocks(section, "sh")), ...inText.map(([, line = ""]) => line)];
      return [...new Set(texts.flatMap(linesOf))].map((line) => ({ page: path, line }));
    });
}

/** What names its test at the top of a page is meant of all of it. */
function sectionsOf(text: string): string[] {
  const sections = text.split(/^(?=## )/m);
  return typedBy(sections[0] ?? "").length > 0 ? sections.slice(0, 1) : sections;
}

/** Without remarks and redirections; a line that goes on is one, and each part of `a && b` is its own. */
function linesOf(text: string): string[] {
  return text
    .replaceAll("\\\n", " ")
    .split("\n")
    .flatMap((line) => line.split(" && "))
    .map((line) =>
      line
        .replace(/(?:^|\s+)#.*$|\\$/, "")
        .replace(/ > [\w.-]+$/, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((line) => line !== "");
}

/** A page, or a section of it, may name the test that types its blocks: `<!-- commands: test/x/y.test.ts -->`. */
export const typedBy = (text: string): string[] =>
  [...text.matchAll(/^<!-- commands: (\S+) -->$/gm)].map(([, file = ""]) => file);

/** What the shell does by itself. */
export const ofTheShell = /^(?:export \w+=|cd |cp -r |mkdir |git clone )/;

/** The scripts of this repository: another test holds that each is in package.json, and the suites are these scripts. */
export const ofThisRepository = /^npm (?:ci|test|run (?:-s )?[\w:-]+(?: -- .*)?)$/;

export interface Typed {
  readonly form: RegExp;
  readonly by: TestName;
  /** What has to be there, where the test plays it without. */
  readonly needs?: string;
}

const engine = (name: string, title: string): TestName => ({ file: `test/engine/${name}.test.ts`, title });
const inSuite = (file: string, title: string): TestName => ({ file: `test/${file}.test.ts`, title });

const rollout =
  "without consent neither `destroy` nor `up --replace` of the set changes cloud or state, and the lines to add are told";
const killed =
  "everything is killed in the creation of the pool, then in that of the set: after `cancel` the next `up` goes on with what was begun";
const taint =
  "without consent neither `state taint` nor `up --replace` of a pool deletes anything, and the lines to add are told";
const page = "every command of the page ends well";

/** Command and test. A test of the real CLI types it, unless it says what would be needed. */
export const typed: readonly Typed[] = [
  {
    form: /^pulumi up$/,
    by: engine(
      "life",
      "a deletion is a counted warning in the row, with key, size and number of desktops; the `up` does it, with live progress there",
    ),
  },
  {
    form: /^pulumi up --parallel \d+$/,
    by: inSuite(
      "examples/large",
      "tenant: fifty pools at once keep to one budget of requests, and none of them is refused by the service",
    ),
  },
  {
    form: /^pulumi up --refresh$/,
    by: engine(
      "consent",
      "with the consent in the state `up --refresh` deletes the set that the program has no more, and nothing else",
    ),
  },
  { form: /^pulumi up --replace 'URN'$/, by: engine("consent", rollout) },
  {
    form: /^pulumi preview(?: --refresh| --expect-no-changes| --diff)*$/,
    by: engine(
      "life",
      "after an `up` the same program, also with its disks in another order, is an empty preview without one request",
    ),
  },
  {
    form: /^pulumi preview --refresh --show-replacement-steps --json$/,
    by: inSuite(
      "pipelines/gate-replaced",
      "a `replacementTrigger` takes every disk of a set, and the gate says so, with all of Pulumi's steps and without them",
    ),
  },
  {
    form: /^pulumi preview --refresh --run-program$/,
    by: engine(
      "failure",
      "`--refresh` has the old one too; with `--run-program` it asks with the present one, and finds nothing to do",
    ),
  },
  {
    form: /^pulumi refresh$/,
    by: engine(
      "failure",
      "a plain `refresh` and `destroy` after the key was replaced fail, name `--run-program`, and drop nothing from the state",
    ),
  },
  { form: /^pulumi refresh --clear-pending-creates(?: --yes)?$/, by: engine("failure", killed) },
  { form: /^pulumi cancel(?: --yes)?$/, by: engine("failure", killed) },
  {
    form: /^pulumi login$/,
    by: inSuite(
      "backends/folder",
      "a preview asks for no lock, and `pulumi cancel` takes away the lock of a run that goes on all the same",
    ),
    needs: "an account at Pulumi Cloud: the logins of the other backends are typed",
  },
  {
    form: /^pulumi (?:destroy|stack export)$/,
    by: engine("life", "the last disks go with a consent for each, and a `destroy` leaves the service empty"),
  },
  { form: /^pulumi state (?:taint|untaint 'URN')$/, by: engine("guarded-pool", taint) },
  {
    form: /^pulumi state delete(?: 'URN')?$/,
    by: engine(
      "guarded-pool",
      "`state delete` forgets a set and touches no disk, and the `id` lines take the disks back without a call",
    ),
  },
  {
    form: /^pulumi stack init \w+$/,
    by: inSuite("examples/small", "office-pool of the demo stays as it is: its disks stand in the configuration"),
  },
  {
    form: /^pulumi config set --secret huaweicloud:/,
    by: engine("refusals", "a secret in clear in the configuration is refused with the command"),
  },
  {
    form: /^pulumi stack rename$/,
    by: engine("names-pool", "a stack that gets another name is no change, and goes on with the same pool and disks"),
  },
  {
    form: /^pulumi config set huaweicloud:\w+ \S+$/,
    by: engine("names-pool", "a stack that gets another name is no change, and goes on with the same pool and disks"),
  },
  {
    form: /^npx pulumi-huaweicloud-workspace (?:--help|doctor|gate|policy|explain)\b/,
    by: inSuite("command/page", page),
  },
  {
    form: /^npx pulumi-huaweicloud-workspace adopt\b/,
    by: inSuite(
      "command/guide",
      "every command of the guide that is ours ends well, and the guide has no option that there is not",
    ),
  },
  {
    form: /^npx huaweicloud-workspace-simulator\b/,
    by: inSuite(
      "package/simulator",
      "the packed command serves the page, and ends on SIGTERM while a browser's connection is open",
    ),
  },
  { form: /^curl /, by: inSuite("docs/commands", "the curl lines of the pages are answered by the simulator") },
  {
    form: /^jq -c /,
    by: inSuite(
      "service/logs",
      "each request of a creation is one line with what the ledger knows of it, also one that had to be sent again",
    ),
    needs: "jq: the fields that it picks are those of the log",
  },
  {
    form: /^npm install(?: pulumi-huaweicloud-workspace(?: @pulumi\/pulumi|@latest))?$/,
    by: inSuite(
      "package/package",
      "its types resolve in a strict TypeScript project of another company, and the program runs",
    ),
  },
  {
    form: /^npm (?:pack --dry-run|publish|audit signatures|deprecate|dist-tag add|unpublish|install \S+@X\.Y\.Z)\b/,
    by: inSuite(
      "package/package",
      "the package holds what is built, its manifest and its papers, and each built file has a source",
    ),
    needs: "a registry",
  },
  {
    form: /^hcloud /,
    by: inSuite(
      "unit/config/profiles",
      "the profile that hcloud uses is taken with its place, when nothing else says who acts",
    ),
    needs: "hcloud: the file that it writes is read",
  },
  {
    form: /^docker /,
    by: inSuite("simulator/package", "every file that the image copies is in the package"),
    needs: "Docker",
  },
];
