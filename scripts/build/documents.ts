// Writes anew what is published of the simulator's code: the schema of state files, and the table of dialects in its README.

import { readFileSync, writeFileSync } from "node:fs";
import { stateSchema } from "huaweicloud-workspace-simulator";
import { dialectSection } from "./dialectSection.ts";

const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...stateSchema };
writeFileSync("simulator/state.schema.json", `${JSON.stringify(schema, undefined, 2)}\n`);

const readme = readFileSync("simulator/README.md", "utf8");
const written = readme.replace(/(## Dialects\n).*?(?=\n## )/s, (_all, title) => title + dialectSection());
writeFileSync("simulator/README.md", written);
