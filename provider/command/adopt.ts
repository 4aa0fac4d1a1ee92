/** `adopt NAME|ID`: prints the program that takes over an existing pool with its disks. */
import { type Command, Option } from "commander";
import { type Language, languages } from "../functions/adoption/program.ts";
import { addPlaceOptions, commandAsker, type PlaceFlags, whereOf } from "./place-options.ts";

interface Flags extends PlaceFlags {
  readonly language: Language;
  readonly json?: true;
}

const more = `
The program goes to the standard output, and what to know before the first \`pulumi up\` to the standard error.
That \`up\` changes nothing on the service, and the preview after it is empty.

  pulumi-huaweicloud-workspace adopt office > index.ts`;

export function addAdopt(command: Command): void {
  const adopt = command
    .command("adopt")
    .description("print the program that takes over an existing pool with its disks")
    .argument("<pool>", "its exact name, or its id")
    .addOption(
      new Option("--language <name>", "of the program; javascript is a CommonJS module")
        .choices(languages)
        .default("typescript"),
    )
    .option("--json", "print an object: the program, the arguments that it is made of, remarks")
    .addHelpText("after", more)
    .action(run);
  addPlaceOptions(adopt);
}

/** What asks the service is loaded only now: whoever mistypes an option does not wait for it. */
async function run(pool: string, { language, json, ...flags }: Flags): Promise<void> {
  const [{ adoptByWord }, { noticesFor }] = await Promise.all([
    import("../functions/adoption/adopt-pool.ts"),
    import("../functions/answers/asker.ts"),
  ]);
  const [asker, where] = [commandAsker(), whereOf(flags)];
  for (const notice of noticesFor(asker, where)) console.error(`note: ${notice}`);
  const found = await adoptByWord(asker, { word: pool, where, language });
  for (const remark of found.remarks) console.error(`note: ${remark}`);
  process.stdout.write(json ? `${JSON.stringify(found, undefined, 2)}\n` : found.program);
}
