/**
 * The configuration file of hcloud (KooCLI), as far as it is read here. Its shape: `hcloud configure list`
 * (https://support.huaweicloud.com/eu/usermanual-hcli/hcli_03_004_01.html) and Huawei's Terraform provider (config/auth.go).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type ConfigSources, fromEnv, setting, wrong } from "./sources.ts";

/** hcloud writes "" for what is not set. */
const word = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

const entry = z.object({
  name: z.string(),
  mode: word,
  accessKeyId: word,
  secretAccessKey: word,
  securityToken: word,
  xAuthToken: word,
  expiresAt: word,
  region: word,
  projectId: word,
  agencyName: word,
  agencyDomainName: word,
  agencyDomainId: word,
  sourceProfile: word,
});

const content = z.object({
  current: word,
  /** hcloud writes it as a text. */
  authEncrypt: z.union([z.string(), z.boolean()]).nullish(),
  profiles: z
    .array(entry)
    .nullish()
    .transform((list) => list ?? []),
});

export type ProfileEntry = z.infer<typeof entry>;

export interface ProfileFile {
  /** For words: with `~` for the home folder. */
  readonly shown: string;
  /** The profile that hcloud uses when none is named. */
  readonly current: string;
  readonly encrypted: boolean;
  readonly profiles: readonly ProfileEntry[];
}

export interface FilePath {
  readonly path: string;
  readonly shown: string;
  /** The setting that names the file; absent for the usual place. */
  readonly from?: string;
}

/** Where the file is: `sharedConfigFile`, HW_SHARED_CONFIG_FILE, or the usual place. Nothing without a home. */
export function profileFilePath(sources: ConfigSources): FilePath | undefined {
  const home = fromEnv(["HOME", "USERPROFILE"], sources)?.value;
  const named = setting("sharedConfigFile", sources);
  if (named !== undefined) return { path: withHome(named.value, home), shown: named.value, from: named.from };
  return home === undefined
    ? undefined
    : { path: join(home, ".hcloud", "config.json"), shown: "~/.hcloud/config.json" };
}

const withHome = (path: string, home: string | undefined): string =>
  home !== undefined && /^~[/\\]/.test(path) ? join(home, path.slice(2)) : path;

/** The file as it is now; nothing when there is none. */
export function readProfileFile({ path, shown }: FilePath): ProfileFile | undefined {
  const text = textOf(path, shown);
  if (text === undefined) return undefined;
  const parsed = content.safeParse(jsonOf(text, shown));
  if (!parsed.success) throw wrong(misfit(parsed.error, shown));
  const { current = "default", authEncrypt, profiles } = parsed.data;
  return { shown, current, encrypted: String(authEncrypt).toLowerCase() === "true", profiles };
}

function textOf(path: string, shown: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code =
      typeof error === "object" && error !== null && "code" in error ? String(error.code) : "no reason given";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw wrong(
      `The profile file ${shown} cannot be read (${code}): let this user read it, or name another one in HW_SHARED_CONFIG_FILE.`,
    );
  }
}

/** What JSON's own error quotes may be a key: it is neither told nor kept as the cause. */
function jsonOf(text: string, shown: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw wrong(
      `The profile file ${shown} is not JSON: look at it with \`hcloud configure list\`, and make it anew with \`hcloud configure init\`.`,
    );
  }
}

function misfit({ issues }: z.ZodError, shown: string): string {
  const [issue] = issues;
  const place = issue?.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("") ?? "";
  const expected =
    issue?.code === "invalid_type" ? `has to be ${kinds[issue.expected] ?? issue.expected}` : "does not fit";
  return `The profile file ${shown} is not what hcloud writes: ${place.replace(/^\./, "") || "the whole"} ${expected}; look at it with \`hcloud configure list\`.`;
}

const kinds: Readonly<Record<string, string>> = { string: "a text", array: "a list", object: "a map" };
