// The clock of the simulator: told to whoever asks, and moved by hand where time is manual. It only goes forwards.

import type { FastifyInstance } from "fastify";
import { badParameter, type Refusal, refuse } from "../model/refusal.ts";
import { catchUp } from "../model/world.ts";
import { ClockBody } from "../schemas/control.ts";
import { checkOf } from "../schemas/validate.ts";
import type { Stage } from "../stage.ts";
import type { Clock } from "../time/clock.ts";
import { jsonBody } from "./body.ts";

export function serveClock(app: FastifyInstance, { world }: Stage): void {
  const { clock, pace } = world;
  const tell = () => ({
    now: new Date(clock.now()).toISOString(),
    time: clock.mode,
    jobSeconds: pace.jobSeconds,
    ...(pace.polls === undefined ? {} : { jobPolls: pace.polls }),
  });
  app.get("/_sim/clock", async () => tell());
  app.post("/_sim/clock", async ({ body }) => {
    if (clock.mode !== "manual") throw notManual(clock.mode);
    const step = stepOf(clock, jsonBody(body));
    clock.advance(step);
    catchUp(world);
    return tell();
  });
}

function notManual(mode: string): Refusal {
  return refuse(409, "SIM.0409", `time is ${mode}: start the simulator with --time manual to move it by hand`);
}

const checkClock = checkOf(ClockBody);

/** How many milliseconds to go on: so many, or as many as are left until an instant. */
function stepOf(clock: Clock, body: unknown): number {
  const fault = checkClock(body);
  if (fault) throw badParameter(fault);
  const { advanceSeconds, now } = body as ClockBody;
  if ((advanceSeconds === undefined) === (now === undefined))
    throw badParameter("either advanceSeconds or now is given");
  if (now === undefined) return (advanceSeconds ?? 0) * 1000;
  const step = Date.parse(now) - clock.now();
  if (Number.isNaN(step)) throw badParameter(`now: "${now}" is not an instant such as 2026-03-01T08:00:00Z`);
  if (step < 0)
    throw badParameter(`now: ${now} is before ${new Date(clock.now()).toISOString()}, and time goes forwards`);
  return step;
}
