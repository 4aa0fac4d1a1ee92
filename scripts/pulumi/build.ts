// Builds the CLI and the Node language host from their Go modules, for machines that reach a Go module proxy and nothing else.
// `go install module@version` refuses both, because their go.mod files replace modules; so two small modules of ours name
// them as tools (go/*/go.mod, with the sums of every module that goes in).

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildProgram, goFault } from "./go-programs.ts";
import { addProviderScript } from "./parts.ts";
import type { Attempt, Search } from "./search.ts";
import { versions } from "./versions.ts";

const sources = fileURLToPath(new URL("go", import.meta.url));
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

// The small one first: where Go or its proxy is the trouble, that shows after seconds.
const commands = [
  {
    module: "language-nodejs",
    file: "pulumi-language-nodejs",
    path: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: versions.languageHost,
    expected: "about 1 minute",
  },
  {
    module: "cli",
    file: "pulumi",
    path: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: versions.cli,
    expected: "about 5 minutes on two cores",
  },
] as const;

export async function build(folder: string, search: Search): Promise<Attempt> {
  const fault = await goFault(folder, search);
  if (fault !== "") return { fault };
  search.say(
    `build: from Go modules; needs about 4 GB in Go's own caches, which \`go clean -cache -modcache\` frees again`,
  );
  for (const command of commands) {
    const { module, file, version, path, expected } = command;
    const program = {
      title: `${file} ${version}`,
      source: join(sources, module),
      path,
      target: join(folder, "bin", file),
      expected,
      flags: ["-ldflags", `-X ${versionVariable}=v${version}`],
    };
    const failed = await buildProgram(program, folder, search);
    if (failed !== "") return { fault: failed };
  }
  addProviderScript(join(folder, "bin"));
  return {};
}
