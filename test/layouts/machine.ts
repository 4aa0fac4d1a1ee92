// What a package manager needs of this machine to install as its user would: the way to the registry. Everything else, its home and
// its caches, is the tests' own.

import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { repository, withFolders } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";

/** Kept from run to run, so that a registry is asked once. `npm ci` empties it. */
const caches = join(repository, "node_modules", ".cache", "layouts");

/** What npm sets for the scripts that it runs, and what leads to the user's own caches and stacks. */
const foreign =
  /^(npm_(package|lifecycle|command|execpath|node_execpath|config_(cache|local_prefix|prefix))|XDG_|PULUMI_|HW_|JEST_|NODE_OPTIONS$)/;

/** Where a user may have written which registry to take, through which proxy, and as whom. */
const settings = [".npmrc", ".yarnrc", ".yarnrc.yml"];

export async function installEnvironment(root: string): Promise<NodeJS.ProcessEnv> {
  const home = join(root, "home");
  mkdirSync(home);
  for (const file of settings)
    if (existsSync(join(homedir(), file))) symlinkSync(join(homedir(), file), join(home, file));
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const env = withFolders({ ...Object.fromEntries(kept), HOME: home }, {});
  return { ...env, ...own, ...(await registryOf(env, root)) };
}

const own = {
  npm_config_cache: join(caches, "npm"),
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
  npm_config_prefer_offline: "true",
  YARN_ENABLE_TELEMETRY: "0",
};

/** What each keeps of the registry, in a folder of its own. */
export const cacheOf = (manager: string): string => join(caches, manager);

/** Yarn does not read npm's settings: it is told what npm has found in them, where its own say nothing. */
async function registryOf(env: NodeJS.ProcessEnv, cwd: string): Promise<NodeJS.ProcessEnv> {
  const { stdout } = await run("npm", ["config", "get", "registry", "cafile", "proxy", "https-proxy"], { env, cwd });
  const found = new Map(stdout.split("\n").map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]));
  const told = [
    ["npm_config_registry", "registry"],
    ["YARN_NPM_REGISTRY_SERVER", "registry"],
    ["YARN_HTTPS_CA_FILE_PATH", "cafile"],
    ["YARN_HTTP_PROXY", "proxy"],
    ["YARN_HTTPS_PROXY", "https-proxy"],
  ] as const;
  return Object.fromEntries(
    told.flatMap(([name, setting]) => {
      const value = found.get(setting) ?? "null";
      return value === "null" || value === "" || env[name] !== undefined ? [] : [[name, value]];
    }),
  );
}
