// Plays all steps in their order, and removes everything whatever comes of them.

import type { Cloud } from "./cloud.ts";
import { steps } from "./plan.ts";
import { removeByName } from "./removal.ts";
import type { Settings } from "./settings.ts";
import { create } from "./steps/pool.ts";
import type { Verdicts } from "./verdicts.ts";
import type { Visit } from "./visit.ts";

export interface Stage {
  readonly settings: Settings;
  readonly cloud: Cloud;
  readonly verdicts: Verdicts;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface Ending {
  readonly failure: string | undefined;
  readonly left: readonly string[];
}

export async function playAndRemove(stage: Stage): Promise<Ending> {
  const { settings, cloud, say } = stage;
  const found = { poolId: "", desktopId: "", diskId: "" };
  const visit: Visit = { ...stage, found };
  let begun = false;
  let failure: string | undefined;
  try {
    for (const step of steps) {
      stage.signal.throwIfAborted();
      begun ||= step === create;
      say(`- ${step.title}`);
      await step.run(visit);
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  if (!begun) return { failure, left: [] };
  say(`- make sure that nothing of the name ${settings.pool.name} is left`);
  const { pollSeconds, maxMinutes } = settings;
  const mayAppear = found.poolId === "";
  const left = await removeByName({ cloud, name: settings.pool.name, pollSeconds, maxMinutes, mayAppear, say });
  return { failure, left };
}
