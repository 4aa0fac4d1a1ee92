/** Where a part of the command looks, and as whom: options for those that ask the service. */
import type { Command } from "commander";
import type { Asker, Where } from "../functions/answers/asker.ts";

export interface PlaceFlags {
  readonly region?: string;
  readonly projectId?: string;
  readonly endpoint?: string;
  readonly profile?: string;
}

export const addPlaceOptions = (command: Command): Command =>
  command
    .option("--region <name>", "region of the pool (default: HW_REGION_NAME, or the profile's)")
    .option(
      "--project-id <id>",
      "project of the pool (default: HW_PROJECT_ID, or the one that bears the region's name)",
    )
    .option("--endpoint <url>", "endpoint of the Workspace service (default: the region's)")
    .option("--profile <name>", "profile of hcloud to act as (default: the environment's credentials)");

export const whereOf = ({ region, projectId, endpoint, profile }: PlaceFlags): Where => ({
  ...(region === undefined ? {} : { region }),
  ...(projectId === undefined ? {} : { projectId }),
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(profile === undefined ? {} : { profile }),
});

/** There is no stack here, so there is no configuration of one. */
export const commandAsker = (): Asker => ({
  name: "the command",
  isCommandLine: true,
  config: () => undefined,
  env: process.env,
});
