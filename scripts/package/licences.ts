// `npm run licences`: writes docs/licences.md anew, the licence of everything that an installation brings. With --check it writes
// nothing and fails if the page is not what is installed. A licence that is not on the list of permissive ones fails both.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../pulumi/parts.ts";
import { dependenciesOf, described, type Installed, resolve } from "./dependencies.ts";

const page = "docs/licences.md";

/** Whoever is given these may use, change and pass on the code, also in a closed product, if they keep the notice. */
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
  "(MIT OR CC0-1.0)",
]);

/** One line for each that nobody has judged yet. */
export function strangers(installed: readonly Installed[]): string[] {
  return installed
    .filter(({ licence }) => !permissive.has(licence))
    .map(({ name, version, licence }) => `${name} ${version} has the licence "${licence}", which is not on the list`);
}

const table = (installed: readonly Installed[]): string =>
  [
    "| package | version | licence |",
    "| ------- | ------- | ------- |",
    ...installed.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
  ].join("\n");

const sum = (installed: readonly Installed[]): string => {
  const kinds = [...new Set(installed.map(({ licence }) => licence))];
  const words = kinds.map((kind) => ({
    licence: kind,
    count: installed.filter(({ licence }) => licence === kind).length,
  }));
  return words
    .toSorted((a, b) => b.count - a.count || (a.licence < b.licence ? -1 : 1))
    .map(({ licence, count }) => `${count} × ${licence}`)
    .join(", ");
};

const section = (title: string, installed: readonly Installed[]): string =>
  `## ${title}\n\n${installed.length} packages: ${sum(installed)}.\n\n${table(installed)}\n`;

export function licencesPage(provider: readonly Installed[], simulator: readonly Installed[], peer: Installed): string {
  return `# Licences

Both packages are under Apache-2.0. This page lists what an installation brings with it, down to the last dependency of a dependency, in the
versions that the tests run with, and the licence that each states. It is written by \`npm run licences\`. A test fails when it is no longer
true, and when a licence comes in that is not permissive.

An installation may bring newer versions than these: the packages ask for ranges.

\`@pulumi/pulumi\` (${peer.licence}) is a peer: the program has it anyway, in the version that it chooses, and it brings dependencies of its own.

${section("pulumi-huaweicloud-workspace", provider)}
${section("huaweicloud-workspace-simulator", simulator)}`;
}

function main(check: boolean): string[] {
  const [provider, simulator] = [
    dependenciesOf(join(repository, "provider")),
    dependenciesOf(join(repository, "simulator")),
  ];
  const text = licencesPage(provider, simulator, described(resolve("@pulumi/pulumi", repository)));
  const faults = [...new Set(strangers([...provider, ...simulator]))];
  const isTrue = readFileSync(join(repository, page), "utf8") === text;
  if (!check) writeFileSync(join(repository, page), text);
  return check && !isTrue ? [...faults, `${page} is not what is installed: run \`npm run licences\``] : faults;
}

if (import.meta.main) {
  const faults = main(process.argv.includes("--check"));
  for (const fault of faults) console.error(fault);
  console.log(`${page}: ${faults.length === 0 ? "every licence is permissive" : "see above"}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
