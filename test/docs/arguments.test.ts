// The page of arguments has those that every resource takes, and each consent under the resources that take it: no more, no fewer.

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { inputNames as poolInputs } from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { inputNames as deskInputs } from "../../provider/lifecycle/desktop-volume-set/arguments/inputs.ts";
import { commonFields } from "../../provider/lifecycle/fields.ts";
import { inputNames as setInputs } from "../../provider/lifecycle/pool-volume-set/arguments/inputs.ts";
import { inputNames as retiredInputs } from "../../provider/lifecycle/retired-desktops/arguments/inputs.ts";

const page = readFileSync(new URL("../../docs/arguments.md", import.meta.url), "utf8");
const inputs: Readonly<Record<string, readonly string[]>> = {
  DesktopPool: poolInputs,
  PoolVolumeSet: setInputs,
  DesktopVolumeSet: deskInputs,
  RetiredDesktops: retiredInputs,
};
/** What the constructor passes on by itself. */
const hidden = ["identity", "resourceUrn"];

const words = (cell = ""): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);

/** The rows of the table under this title, as cells. */
const table = (title: string): string[][] =>
  (page.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1));

test("the arguments that every resource takes are on the page", () => {
  const named = table("What every resource takes").flatMap(([cell]) => words(cell));
  expect(named).toEqual(Object.keys(commonFields).filter((name) => !hidden.includes(name)));
});

test("each consent is an argument of just the resources that its row names", () => {
  const rows = table("Consents").map(([consent, of]) => [words(consent), words(of)] as const);
  expect(rows.length).toBeGreaterThan(5);
  for (const [consents, of] of rows)
    for (const consent of consents)
      expect([consent, Object.keys(inputs).filter((resource) => inputs[resource]?.includes(consent))]).toEqual([
        consent,
        of,
      ]);
});
