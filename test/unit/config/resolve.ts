// What a test asks of the configuration: settings from made-up sources, the sentence of a refusal, a profile file of its own.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { configurationNotices, resolveSettings } from "../../../provider/config.ts";
import { isWorkspaceError } from "../../../provider/workspace/errors.ts";
import type { Credentials, Settings } from "../../../provider/workspace/settings.ts";

export type Values = Readonly<Record<string, string>>;

export interface Asked {
  readonly config?: Values;
  readonly env?: Values;
  readonly args?: Values;
  readonly now?: number;
}

const sources = ({ config = {}, env = {}, args = {}, now }: Asked) => ({
  config: (key: string) => config[key],
  env,
  args,
  ...(now === undefined ? {} : { now: () => now }),
});

export const resolve = (asked: Asked): Settings => resolveSettings(sources(asked));
export const notices = (asked: Asked): string => configurationNotices(sources(asked)).join("\n");

export const keys = { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "secret-key" };
export const region = { HW_REGION_NAME: "ap-southeast-1" };

/** Who acts, as far as the settings know it without asking anybody. */
export const credentialsOf = ({ credentials }: Settings): Credentials | "metadata" =>
  credentials.kind === "given" ? credentials.read() : "metadata";

/** The sentence of a configuration error; the test fails when there is none. */
export function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isWorkspaceError(error, "configuration")) return error.message;
    throw error;
  }
  throw new Error("expected a configuration error, and there was none");
}

export interface Home {
  /** The environment of somebody who lives there. */
  readonly env: { readonly HOME: string };
  readonly file: string;
  /** Writes the file of hcloud: a text as it is, anything else as JSON. */
  write(content: unknown): void;
  remove(): void;
}

export function makeHome(): Home {
  const HOME = mkdtempSync(join(tmpdir(), "home-"));
  const file = join(HOME, ".hcloud", "config.json");
  const write = (content: unknown) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  };
  return { env: { HOME }, file, write, remove: () => rmSync(HOME, { recursive: true, force: true }) };
}

/** A profile as hcloud writes it: every field is there, most of them empty. */
export const profile = (name: string, fields: Values = {}): Values => ({
  name,
  mode: "AKSK",
  accessKeyId: "",
  secretAccessKey: "",
  securityToken: "",
  xAuthToken: "",
  expiresAt: "",
  region: "",
  projectId: "",
  domainId: "",
  skipSecureVerify: "false",
  agencyDomainId: "",
  agencyDomainName: "",
  agencyName: "",
  sourceProfile: "",
  ...fields,
});

export const keysOf = (word: string): Values => ({ accessKeyId: `${word}AK`, secretAccessKey: `${word}-secret` });
