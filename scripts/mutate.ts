// `npm run mutate` changes the code of each room, one small change after the other, and counts the changes that no test notices.
// `npm run mutate -- ROOM…` does some of them, `--disks` those of the disks; `--sum` only adds up the reports that are there.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { diskRooms, reportOf, rooms, serviceRooms } from "./mutate/rooms.ts";
import { percent, scoreOf, scoreTable, sumOf } from "./mutate/score.ts";

const leastScore = 90;

const words = process.argv.slice(2);
const named = words.filter((word) => !word.startsWith("--"));
const unknown = named.filter((name) => !(name in rooms));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no room ${unknown.join(", ")}. These can be mutated: ${Object.keys(rooms).join(" ")}\n`,
  );
  process.exit(2);
}
const usual = Object.keys(words.includes("--disks") ? diskRooms : serviceRooms);
const chosen = named.length > 0 ? named : usual;

for (const name of words.includes("--sum") ? [] : chosen) {
  const stryker = spawn("stryker", ["run"], { stdio: "inherit", env: { ...process.env, MUTATE_ROOM: name } });
  const [code] = await once(stryker, "close");
  if (code !== 0) process.exit(1);
}

const scores = chosen.filter((name) => existsSync(reportOf(name))).map((name) => scoreOf(name, reportOf(name)));
process.stdout.write(`${scoreTable(scores)}\n`);
process.exitCode = percent(sumOf(scores)) >= leastScore ? 0 : 1;
