/** The text of the program that takes a pool over. */
import { quoted } from "../../workspace/errors.ts";
import type { Adoption } from "./adoption.ts";
import { block, fields } from "./literals.ts";

export const languages = ["typescript", "javascript"] as const;

export type Language = (typeof languages)[number];

const packageName = "pulumi-huaweicloud-workspace";

/** Ends with a line break. */
export function programText(adoption: Adoption, language: Language): string {
  const { pool, disks } = adoption;
  const names = ["DesktopPool", ...(disks === undefined ? [] : ["PoolVolumeSet"])].join(", ");
  const parts = [...headOf(adoption).map((line) => `// ${line}`), ...imported[language](names), ""];
  const poolText = `new DesktopPool(${quoted(pool.name)}, ${block(braces, fields(pool.args, "  "), "")});`;
  if (disks === undefined) return lines([...parts, poolText]);
  return lines([
    ...parts,
    `const pool = ${poolText}`,
    "",
    `new PoolVolumeSet(${quoted(disks.name)}, ${block(braces, ["pool", `volumes: ${volumesText(disks.args.volumes)}`], "")});`,
  ]);
}

const braces = ["{", "}"] as const;

/** Each disk on a line of its own. */
const volumesText = (volumes: object): string => block(braces, fields(volumes, "    "), "  ");

const imported: Readonly<Record<Language, (names: string) => string[]>> = {
  typescript: (names) => [`import { ${names} } from "${packageName}";`],
  // A JavaScript program of Pulumi is a CommonJS module unless its package.json says otherwise.
  javascript: (names) => ['"use strict";', `const { ${names} } = require("${packageName}");`],
};

/** Only quoted values stand in these lines. */
function headOf({ poolName, disks, remarks }: Adoption): string[] {
  return [
    `Takes over the pool ${quoted(poolName)} as it is: the first \`pulumi up\` changes nothing on the service.`,
    ...(disks === undefined
      ? []
      : [
          "A key under `volumes` is the disk's name for life: give each the name that you want before that `pulumi up`.",
        ]),
    ...remarks.map((remark) => `Note: ${remark}.`),
  ];
}

const lines = (all: readonly string[]): string => `${all.join("\n")}\n`;
