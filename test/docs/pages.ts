// The pages of this repository, and every file that belongs to it, as git knows them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";

export interface Page {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Also what is not committed yet, but nothing that git ignores. */
export async function ourFiles(): Promise<Page[]> {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const { exitCode, stdout, stderr } = await run("git", args, { cwd: repository, env: process.env });
  if (exitCode !== 0) throw new Error(`git ls-files ended with ${exitCode}: ${stderr}`);
  return stdout.split("\n").flatMap((path) => {
    const text = path === "" ? undefined : textOf(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** A file that was removed and not committed is still listed. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(join(repository, path), "utf8");
  } catch {
    return undefined;
  }
}

export const isPage = ({ path }: Page): boolean => path.endsWith(".md");

/** The blocks of code of one language. */
export function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, found, code]) =>
    found === language && code !== undefined ? [code] : [],
  );
}

/** What is said, without blocks of code. */
export const prose = (text: string): string => text.replace(/^```.*?^```$/gms, "");
