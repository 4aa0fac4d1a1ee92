// `npm run test:long`: random lives with seeds that nobody has tried, in pieces, until 30,000 are played. Each piece is written down, so that a
// second call goes on where the first was stopped. HISTORIES sets another number.

import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./pulumi/parts.ts";

interface Piece {
  readonly seed: number;
  readonly histories: number;
  readonly seconds: number;
  /** How often each rare case was met. */
  readonly rare: Readonly<Record<string, number>>;
}

interface Progress {
  readonly target: number;
  readonly pieces: readonly Piece[];
  /** Begun and not ended: played again from its beginning. */
  readonly open?: number;
}

/** What a suite says of itself, one line for each file. */
interface Account {
  readonly histories: number;
  readonly rare: Readonly<Record<string, number>>;
}

const folder = join(repository, ".long-run");
const progressFile = join(folder, "progress.json");
const accountsFile = join(folder, "accounts.jsonl");
const inOnePiece = 1000;
const { HISTORIES = "30000" } = process.env;

const say = (line: string) => process.stdout.write(`${line}\n`);
const keep = (progress: Progress) => writeFileSync(progressFile, `${JSON.stringify(progress, null, 2)}\n`);

function begun(): Progress {
  mkdirSync(folder, { recursive: true });
  if (existsSync(progressFile)) return JSON.parse(readFileSync(progressFile, "utf8"));
  return { target: Number(HISTORIES), pieces: [] };
}

const played = ({ pieces }: Progress): number => pieces.reduce((sum, piece) => sum + piece.histories, 0);

/** Throws when a history failed: its seed stays open, so that the next call meets it again. */
function pieceOf(seed: number, histories: number): Piece {
  rmSync(accountsFile, { force: true });
  const since = Date.now();
  const suites = ["histories", "histories-elsewhere", "triples", "estates"].map(
    (name) => `test/properties/${name}.test.ts`,
  );
  const env = { ...process.env, SEED: String(seed), HISTORIES: String(histories), HISTORIES_FILE: accountsFile };
  const { status } = spawnSync("npm", ["run", "-s", "jest", "--", ...suites], {
    cwd: repository,
    env,
    stdio: "inherit",
  });
  if (status !== 0)
    throw new Error(
      `a life failed; it is told above. To see it again: SEED=${seed} HISTORIES=${histories} npm run test:properties`,
    );
  const accounts = accountsIn(accountsFile);
  const rare = totals(accounts.map((account) => account.rare));
  return { seed, histories: totalOf(accounts), seconds: Math.round((Date.now() - since) / 1000), rare };
}

const accountsIn = (file: string): Account[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

const totalOf = (accounts: readonly Account[]): number => accounts.reduce((sum, { histories }) => sum + histories, 0);

function totals(all: readonly Piece["rare"][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counts of all) for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

function tell(progress: Progress): void {
  const { pieces } = progress;
  const minutes = Math.round(pieces.reduce((sum, piece) => sum + piece.seconds, 0) / 60);
  say(
    `\n${played(progress)} histories in ${minutes} min, seeds ${pieces.map((piece) => piece.seed).join(", ")}; none failed`,
  );
  for (const [name, count] of Object.entries(totals(pieces.map((piece) => piece.rare)))) say(`  ${name}: ${count}`);
}

let progress = begun();
if (progress.pieces.length > 0) say(`goes on after ${played(progress)} of ${progress.target} histories`);
while (played(progress) < progress.target) {
  const seed = progress.open ?? randomInt(1, 2 ** 31);
  keep({ ...progress, open: seed });
  const piece = pieceOf(seed, Math.min(inOnePiece, progress.target - played(progress)));
  progress = { target: progress.target, pieces: [...progress.pieces, piece] };
  keep(progress);
  say(`${played(progress)} of ${progress.target} histories`);
}
tell(progress);
renameSync(progressFile, join(folder, `done-${progress.pieces[0]?.seed ?? 0}.json`));
const unmet = Object.entries(totals(progress.pieces.map((piece) => piece.rare))).filter(([, count]) => count === 0);
if (unmet.length > 0) {
  say(`never met: ${unmet.map(([name]) => name).join(", ")}`);
  process.exitCode = 1;
}
