// The User-Agent: our release, the Pulumi SDK that runs us, and Node.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "@jest/globals";
import { pulumiSdk } from "../../../provider/runtime/pulumi-version.ts";
import { createService } from "../../../provider/workspace/registry.ts";
import { testClock } from "../../clock.ts";
import { serve, settingsFor } from "./server.ts";

const require = createRequire(import.meta.url);
const versionOf = (manifest: string): string => JSON.parse(readFileSync(require.resolve(manifest), "utf8")).version;
const ours = versionOf("../../../provider/package.json");
const pulumi = versionOf("@pulumi/pulumi/package.json");

/** What the service is told by a read. */
async function told(parts: { readonly host?: string }): Promise<string | undefined> {
  const server = await serve(() => ({ json: {} }));
  try {
    const service = await createService(settingsFor(server.url), { clock: testClock(), random: () => 0.5, ...parts });
    await service.showJob("J", { deadline: Number.POSITIVE_INFINITY }).catch(() => undefined);
    return server.asked[0]?.headers["user-agent"];
  } finally {
    await server.close();
  }
}

test("a request names our release, Pulumi's and Node's", async () => {
  const host = pulumiSdk(require.resolve("@pulumi/pulumi/cmd/dynamic-provider"));
  expect(await told(host === undefined ? {} : { host })).toBe(
    `pulumi-huaweicloud-workspace/${ours} pulumi-sdk/${pulumi} node/${process.versions.node}`,
  );
});

test("without Pulumi it names ours and Node's", async () => {
  expect(await told({})).toBe(`pulumi-huaweicloud-workspace/${ours} node/${process.versions.node}`);
});

test.each(["/nowhere/at/all/index.js", "relative.js"])(
  "a script beside which there is no SDK (%s) is no error",
  (script) => {
    expect(pulumiSdk(script)).toBeUndefined();
  },
);
