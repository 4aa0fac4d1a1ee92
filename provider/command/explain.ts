/** `explain CODE`: what an error code of the service, of its gateway or of IAM means, and what to do about it. */
import type { Command } from "commander";

interface Flags {
  readonly json?: true;
}

export function addExplain(command: Command): void {
  command
    .command("explain")
    .description("tell what an error code means, and what to do about it")
    .argument("<code>", "as the service wrote it: WKS.00010032, APIGW.0308, IAM.0011")
    .option("--json", "print an object")
    .action(run);
}

async function run(code: string, { json }: Flags): Promise<void> {
  const { explain, knownCode, knownCodes } = await import("../workspace/errors/codes.ts");
  const words = explain(code);
  if (words === undefined) throw new Error(unknown(code, [...knownCodes.keys()]));
  process.stdout.write(
    json ? `${JSON.stringify({ code: code.trim(), ...knownCode(code) }, undefined, 2)}\n` : `${words}\n`,
  );
}

/** Those of the same family, so that a slip of the finger shows. */
function unknown(code: string, known: readonly string[]): string {
  const family = code.trim().toUpperCase().split(".")[0] ?? "";
  const kin = known.filter((one) => one.startsWith(`${family}.`));
  const said =
    kin.length > 0
      ? `of ${family} these are known: ${kin.join(", ")}`
      : `the codes that are known begin with ${families(known)}`;
  return `nothing is known of the code ${JSON.stringify(code)}; ${said}. The page of the API that answered it may tell more`;
}

const families = (known: readonly string[]): string => [...new Set(known.map((one) => one.split(".")[0]))].join(", ");
