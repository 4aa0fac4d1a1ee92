// Writes anew the pages and files that follow from code or data: the schema of state files, the table of dialects in the
// simulator's README, what the recorded runs say of reliability, and the reference.

import { readFileSync, writeFileSync } from "node:fs";
import { stateSchema } from "huaweicloud-workspace-simulator";
import { writeFolder } from "../reference/folder.ts";
import { provider, reference, simulator } from "../reference/pages.ts";
import { readCounts } from "../reliability/counts.ts";
import { reliabilityPage } from "../reliability/page.ts";
import { dialectSection } from "./dialectSection.ts";

const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...stateSchema };
writeFileSync("simulator/state.schema.json", `${JSON.stringify(schema, undefined, 2)}\n`);

const readme = readFileSync("simulator/README.md", "utf8");
const written = readme.replace(/(## Dialects\n).*?(?=\n## )/s, (_all, title) => title + dialectSection());
writeFileSync("simulator/README.md", written);

writeFileSync("docs/reliability.md", reliabilityPage(readCounts()));

const { pages, faults } = await reference(provider, [simulator]);
if (faults.length > 0) throw new Error(`the reference is not written:\n${faults.join("\n")}`);
writeFolder("docs/resources", pages);
