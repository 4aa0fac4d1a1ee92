/** `policy`: the least that IAM has to allow, as the JSON that the console takes. */
import { type Command, Option } from "commander";
import { iamActionsFor, type Purpose, purposes } from "../workspace/iam-actions.ts";

interface Flags {
  readonly for: Purpose;
}

const more = `
"read" is enough for preview and refresh, "disks" for the disks of pools and of desktops, "all" for pools, desktops and users as well.
Paste it in the console: IAM, Permissions, Policies/Roles, Create Custom Policy, JSON. Where no project id is configured, it is
looked up at IAM, which any user may do for the projects of their own.

  pulumi-huaweicloud-workspace policy --for disks > policy.json`;

export function addPolicy(command: Command): void {
  command
    .command("policy")
    .description("print the IAM policy with the permissions that are needed, and no others")
    .addOption(new Option("--for <what>", "what it has to be enough for").choices(purposes).default("all"))
    .option("--json", "print JSON, as it does in any case")
    .addHelpText("after", more)
    .action(run);
}

function run({ for: purpose }: Flags): void {
  const policy = { Version: "1.1", Statement: [{ Effect: "Allow", Action: iamActionsFor(purpose) }] };
  process.stdout.write(`${JSON.stringify(policy, undefined, 2)}\n`);
}
