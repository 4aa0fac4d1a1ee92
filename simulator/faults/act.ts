// Another person at work. Most acts take effect at once, without a job, and without asking whether the pool is busy.

import { badParameter } from "../model/refusal.ts";
import { checkOf } from "../schemas/validate.ts";
import { type ActName, ActSchema, type AnyAct, acts } from "./actSchema.ts";
import { desktopActs } from "./acts/desktops.ts";
import { diskActs } from "./acts/disks.ts";
import type { ActStage, Performer, Performers } from "./acts/performer.ts";
import { poolActs } from "./acts/pools.ts";
import { projectActs } from "./acts/project.ts";

export type { ActStage } from "./acts/performer.ts";

const checkFrame = checkOf(ActSchema);
const checks = Object.fromEntries(Object.entries(acts).map(([name, schema]) => [name, checkOf(schema)]));

/** Tells an act from any other JSON, or says which field is wrong, and where it is in what was sent. */
export function readAct(body: unknown, place = ""): AnyAct {
  const frameFault = checkFrame(body);
  if (frameFault) throw badParameter(`${place}${frameFault}`);
  const act = body as AnyAct;
  const fault = checks[act.do]?.(act);
  if (fault) throw badParameter(place === "" ? `${act.do}: ${fault}` : `${place}${fault} (${act.do})`);
  return act;
}

const performers: Performers<ActName> = { ...diskActs, ...desktopActs, ...poolActs, ...projectActs };

/** Does it and says what it made or touched, so that a test can go on with the id. */
export function perform(stage: ActStage, act: AnyAct): Record<string, unknown> {
  const author = { actor: act.actor ?? "another-person", requestId: stage.world.ids.hex("act") };
  const performer = performers[act.do] as Performer<ActName>;
  return performer({ world: stage.world, gate: stage.gate, cause: { author } }, act);
}
