// `npm run weight`: what the two packages weigh. Their tarballs, what an installation brings, and how long a start takes, beside
// `@pulumi/pulumi` alone. It judges nothing. WEIGHT_ROUNDS sets how often each start is measured.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Table } from "console-table-printer";
import { repository } from "../pulumi/parts.ts";
import { bytesOf, dependenciesOf, described, resolve } from "./dependencies.ts";
import { pack, packages } from "./pack.ts";
import { medianStarts, starts } from "./start-up.ts";

type Row = Record<string, string | number>;

const rounds = Math.max(1, Number(process.env.WEIGHT_ROUNDS ?? 9));

const kB = (bytes: number): string => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;

function tarballs(): Row[] {
  const target = mkdtempSync(join(tmpdir(), "weight-"));
  try {
    return packages.map((folder) => {
      const { name, packedBytes, unpackedBytes, files } = pack(folder, target);
      return { package: name, packed: kB(packedBytes), unpacked: kB(unpackedBytes), files: files.length };
    });
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

function installations(): Row[] {
  const pulumi = resolve("@pulumi/pulumi", repository);
  return [...packages.map((folder) => join(repository, folder)), pulumi].map((folder) => {
    const brought = dependenciesOf(folder);
    const bytes = brought.reduce((sum, one) => sum + bytesOf(one), 0);
    return {
      "an installation of": described(folder).name,
      "brings packages": brought.length,
      "of together": kB(bytes),
    };
  });
}

function startUp(): Row[] {
  const medians = medianStarts(rounds);
  const beside = medians[starts.findIndex(({ what }) => what === "@pulumi/pulumi")] ?? 1;
  return starts.map(({ what }, i) => {
    const ms = medians[i] ?? 0;
    return {
      "a process that loads": what,
      "takes (median)": `${Math.round(ms)} ms`,
      "beside @pulumi/pulumi": (ms / beside).toFixed(2),
    };
  });
}

for (const rows of [tarballs(), installations(), startUp()]) {
  const table = new Table({ defaultColumnOptions: { alignment: "left" } });
  table.addRows(rows);
  console.log(stripVTControlCharacters(table.render()));
}
