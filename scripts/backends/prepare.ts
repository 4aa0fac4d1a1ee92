// What the stories of state backends stand on, made ready before their time counts: an S3 server, built once, and a PostgreSQL. Prints
// what was taken: npm run backends

import type { Search } from "../pulumi/search.ts";
import { postgresFolder } from "./postgres.ts";
import { s3Program } from "./s3.ts";

const search: Search = { say: (line) => console.error(line), env: process.env };

for (const [what, find] of [
  ["postgres", postgresFolder],
  ["s3", s3Program],
] as const) {
  try {
    console.log(`${what} ${await find(search)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
