import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { dialectSection } from "../../scripts/build/dialectSection.ts";

test("the simulator's README has every dialect with its values, its meaning and its source", () => {
  const readme = readFileSync("simulator/README.md", "utf8");
  // `npm run documents` writes it anew.
  expect(readme).toContain(`## Dialects\n${dialectSection()}`);
});
