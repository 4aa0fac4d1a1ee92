/** The command `pulumi-huaweicloud-workspace`: a list of its parts. Each part is a file that adds itself. */
import { Command } from "commander";
import { version } from "../workspace/version.ts";
import { addAdopt } from "./adopt.ts";
import { addDoctor } from "./doctor.ts";
import { endWith, exitCodesText, failWhenUnprinted } from "./ending.ts";
import { addExplain } from "./explain.ts";
import { addGate } from "./gate.ts";
import { addPolicy } from "./policy.ts";

const parts = [addAdopt, addDoctor, addExplain, addGate, addPolicy];

failWhenUnprinted(process.stdout);

const command = new Command("pulumi-huaweicloud-workspace")
  .description("Beside Pulumi programs for the desktop pools of Huawei Cloud Workspace. Nothing here changes anything.")
  .version(version)
  .addHelpText("after", exitCodesText)
  .showHelpAfterError("(--help tells what there is)")
  // Parts that are added now inherit it: no word on the command line ends the process by itself.
  .exitOverride();
for (const add of parts) add(command);

try {
  await command.parseAsync();
} catch (error) {
  endWith(error);
}
